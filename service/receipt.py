"""How an answer came about: all that is needed to compute the same bytes again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import soundfile

from service import __version__
from service.domain import Floats, Signal
from service.parameters import Parameters
from service.presets import status
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


@dataclass(frozen=True, slots=True)
class Stated:
    """What a receipt says of parameters, whatever the sound and whoever set them.

    Attributes
    ----------
    plain : mapping
        JSON data: `feature`, `parameters`, `spec` (see `service.spec.spec`); with a preset
        `preset`, `preset_status` and `modified`, the parameters that differ from it; `output` if
        the format has parameters.
    differing : frozenset of str
        The parameters that are not as the preset, or the default, has them.
    keeps_rate : bool
        Whether the preset leaves the sample rate to the recording.
    """

    plain: Mapping[str, Any]
    differing: frozenset[str]
    keeps_rate: bool


def state(
    feature: str,
    params: Parameters,
    usual: Mapping[str, Any],
    rate: int,
    resolved: Mapping[str, Any],
) -> Stated:
    """State the parameters of an answer.

    Parameters
    ----------
    feature : str
        Its name.
    params : Parameters
        Of the whole operation.
    usual : mapping
        Values of source and feature, as the preset, or no preset, has them.
    rate : int
        Of the prepared sound, Hz.
    resolved : mapping
        Parameters that the rate or other parameters decided.

    Returns
    -------
    Stated
        None is spelt ``"none"``, so that all of it can be posted.
    """
    values = params.model_dump()
    output = {name: values.pop(name) for name in list(values) if name not in usual}
    parameters = {**values, **resolved, "sample_rate": rate}
    differing = [name for name, value in values.items() if value != usual[name]]
    made = {
        "feature": feature,
        "parameters": spelt(parameters),
        "spec": spec(feature, parameters),
        **_preset(values["preset"], usual, differing),
    }
    return Stated(
        plain={**made, "output": spelt(output)} if output else made,
        differing=frozenset(differing),
        keeps_rate=usual["sample_rate"] is None,
    )


def receipt(stated: Stated, signal: Signal, witness: Witness) -> dict[str, Any]:
    """Write the receipt of an answer.

    Parameters
    ----------
    stated : Stated
        Its parameters.
    signal : Signal
        The prepared sound.
    witness : Witness
        Has seen all of its samples.

    Returns
    -------
    dict
        What was stated, `samples_sha256` (of the samples as little-endian float32, one after the
        other, each with all of its channels), `source` and `versions`.
    """
    made = {
        **stated.plain,
        "samples_sha256": witness.sha256,
        "source": signal.source,
        "versions": versions(),
    }
    if "modified" in made and stated.keeps_rate and signal.source["resampled"]:
        made["modified"] = ["sample_rate", *made["modified"]]
    return made


def _preset(name: str | None, usual: Mapping[str, Any], differing: list[str]) -> dict[str, Any]:
    """Say which preset lies under the parameters, and what of the numbers is not its own."""
    if name is None:
        return {}
    free = {n for n in ("sample_rate", "duration") if usual[n] is None} | {"offset"}
    modified = [name for name in differing if name not in free]
    return {"preset": name, "preset_status": status(name), "modified": modified}


@cache
def versions() -> dict[str, str]:
    """Name the versions of the libraries that compute."""
    names = ("numpy", "scipy", "soxr")
    libsndfile = soundfile.__libsndfile_version__
    return {"sonograph": __version__, **{n: version(n) for n in names}, "libsndfile": libsndfile}
