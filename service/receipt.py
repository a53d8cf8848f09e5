"""How an answer came about: all that is needed to compute the same bytes again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import soundfile

from service import __version__
from service.domain import Floats, Signal
from service.parameters import Parameters
from service.presets import PresetParams, status
from service.spec import spec, spelt


class Witness:
    """Samples that are measured while they are gone through, once.

    Parameters
    ----------
    blocks : iterable of ndarray
        The samples.

    Attributes
    ----------
    length : int
        Samples per channel that have been seen.
    """

    def __init__(self, blocks: Iterable[Floats]) -> None:
        self._blocks, self._digest = blocks, hashlib.sha256()
        self.length = 0

    def __iter__(self) -> Iterator[Floats]:
        """Give the blocks as they are."""
        for block in self._blocks:
            self.length += len(block)
            self._digest.update(np.ascontiguousarray(block, dtype="<f4").data)
            yield block

    @property
    def sha256(self) -> str:
        """Digest of the samples that have been seen."""
        return self._digest.hexdigest()


def receipt(
    feature: str,
    params: PresetParams,
    plain: PresetParams,
    signal: Signal,
    witness: Witness,
    resolved: Mapping[str, Any],
) -> dict[str, Any]:
    """Write the receipt of an answer.

    Parameters
    ----------
    feature : str
        Its name.
    params : PresetParams
        Of the whole operation.
    plain : PresetParams
        Of source and feature, as the preset (or no preset) has them.
    signal : Signal
        The prepared sound.
    witness : Witness
        Has seen all of its samples.
    resolved : mapping
        Parameters that the sound decided.

    Returns
    -------
    dict
        Plain JSON data: `feature`, `parameters`, `spec` (see `service.spec.spec`), `samples_sha256`
        (of the samples as little-endian float32, one after the other, each with all of its
        channels), `source`, `versions`; with a preset `preset`, `preset_status` and `modified`,
        the parameters that differ from it; `output` if the format has parameters. None is spelt
        ``"none"``, so that all of it can be posted.
    """
    own = type(params).model_fields.keys() - type(plain).model_fields.keys()
    parameters = {**params.model_dump(exclude=own), **resolved, "sample_rate": signal.rate}
    made = {
        "feature": feature,
        "parameters": spelt(parameters),
        "spec": spec(feature, parameters),
        "samples_sha256": witness.sha256,
        "source": signal.source,
        "versions": versions(),
    }
    if params.preset is not None:
        made["preset"] = params.preset
        made["preset_status"] = status(params.preset)
        made["modified"] = _modified(params, plain, signal)
    return {**made, "output": spelt(params.model_dump(include=own))} if own else made


def changed(params: Parameters, plain: Parameters) -> tuple[str, ...]:
    """Name the parameters that were set to something else than the preset or the default."""
    return tuple(name for name in _differing(params, plain) if name in params.model_fields_set)


def _differing(params: Parameters, plain: Parameters) -> list[str]:
    names = type(plain).model_fields
    return [name for name in names if getattr(params, name) != getattr(plain, name)]


def _modified(params: Parameters, plain: Parameters, signal: Signal) -> list[str]:
    """Name what differs from a preset in the numbers, not in which sound they are of."""
    same = {"offset", *(name for name in ("duration",) if getattr(plain, name) is None)}
    if getattr(plain, "sample_rate") is None and not signal.source["resampled"]:  # noqa: B009
        same.add("sample_rate")
    return [name for name in _differing(params, plain) if name not in same]


@cache
def versions() -> dict[str, str]:
    """Name the versions of the libraries that compute."""
    names = ("numpy", "scipy", "soxr")
    libsndfile = soundfile.__libsndfile_version__
    return {"sonograph": __version__, **{n: version(n) for n in names}, "libsndfile": libsndfile}
