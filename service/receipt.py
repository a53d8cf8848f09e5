"""How an answer came about: all that is needed to compute the same bytes again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import numpy as np
import soundfile

from service import __version__
from service.domain import Floats, Signal
from service.parameters import Parameters
from service.presets import status
from service.spec import spec, spelt


class Witness:
    """Samples that are measured when they are gone through for the first time.

    Parameters
    ----------
    blocks : iterable of ndarray
        The samples; if they can be gone through more than once, so can the witness.

    Attributes
    ----------
    length : int
        Samples per channel that have been seen.
    """

    def __init__(self, blocks: Iterable[Floats]) -> None:
        self._blocks, self._digest = blocks, hashlib.sha256()
        self.length = 0
        self._complete = False

    def __iter__(self) -> Iterator[Floats]:
        """Give the blocks as they are."""
        if self._complete:
            yield from self._blocks
            return
        for block in self._blocks:
            self.length += len(block)
            self._digest.update(np.ascontiguousarray(block, dtype="<f4").data)
            yield block
        self._complete = True

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
    given : tuple of str
        The parameters of source and feature that the caller set.
    changed : tuple of str
        Those of them that are not as the preset, or the default, has them.
    keeps_rate : bool
        Whether the preset leaves the sample rate to the recording.
    """

    plain: Mapping[str, Any]
    given: tuple[str, ...]
    changed: tuple[str, ...]
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
    given = tuple(name for name in parameters if name in params.model_fields_set - {"preset"})
    made = {
        "feature": feature,
        "parameters": spelt(parameters),
        "spec": spec(feature, parameters),
        **_preset(values["preset"], usual, differing),
    }
    return Stated(
        plain={**made, "output": spelt(output)} if output else made,
        given=given,
        changed=tuple(name for name in given if name in differing),
        keeps_rate=usual["sample_rate"] is None,
    )


def receipt(
    stated: Stated,
    signal: Signal,
    sha256: str,
    libraries: tuple[str, ...] = (),
    drawn: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """Write the receipt of an answer.

    Parameters
    ----------
    stated : Stated
        Its parameters.
    signal : Signal
        The prepared sound.
    sha256 : str
        Digest of its samples.
    libraries : tuple of str
        That computed this feature, beside those of `versions`.
    drawn : mapping
        What chance decided of the array, by the parameter.

    Returns
    -------
    dict
        What was stated, `samples_sha256` (of the samples as little-endian float32, one after the
        other, each with all of its channels), `source`, `versions` and, if there is any, `drawn`,
        a list, for there may be several arrays.
    """
    made = {
        **stated.plain,
        "samples_sha256": sha256,
        "source": signal.source,
        "versions": versions(libraries),
    }
    if drawn:
        made["drawn"] = [drawn]
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
def versions(libraries: tuple[str, ...] = ()) -> dict[str, str]:
    """Name the versions of the libraries that compute every feature, and of further ones."""
    names = ("numpy", "scipy", "soxr", *libraries)
    libsndfile = soundfile.__libsndfile_version__
    return {"sonograph": __version__, **{n: version(n) for n in names}, "libsndfile": libsndfile}
