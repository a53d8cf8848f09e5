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
    params: Parameters,
    output: type[Parameters],
    signal: Signal,
    witness: Witness,
    resolved: Mapping[str, Any],
) -> dict[str, Any]:
    """Write the receipt of an answer.

    Parameters
    ----------
    feature : str
        Its name.
    params : Parameters
        Of the whole operation.
    output : type
        The format's part of them.
    signal : Signal
        The prepared sound.
    witness : Witness
        Has seen all of its samples.
    resolved : mapping
        Parameters that the sound decided.

    Returns
    -------
    dict
        Plain JSON data: `feature`, `parameters`, `samples_sha256` (of the samples as little-endian
        float32, one after the other, each with all of its channels), `versions`, and `output` if
        the format has parameters. None is spelt ``"none"``, so that all of it can be posted.
    """
    own = set(output.model_fields)
    parameters = {**params.model_dump(exclude=own), **resolved, "sample_rate": signal.rate}
    made = {
        "feature": feature,
        "parameters": _spelt(parameters),
        "samples_sha256": witness.sha256,
        "versions": versions(),
    }
    return {**made, "output": _spelt(params.model_dump(include=own))} if own else made


def _spelt(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "none" if value is None else value for name, value in parameters.items()}


@cache
def versions() -> dict[str, str]:
    """Name the versions of the libraries that compute."""
    names = ("numpy", "scipy", "soxr")
    libsndfile = soundfile.__libsndfile_version__
    return {"sonograph": __version__, **{n: version(n) for n in names}, "libsndfile": libsndfile}
