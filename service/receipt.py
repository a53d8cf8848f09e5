"""How an answer came about: all that is needed to compute the same bytes again."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import soundfile

from service import __version__
from service.domain import Signal
from service.parameters import Parameters


def receipt(
    feature: str,
    params: Parameters,
    output: type[Parameters],
    signal: Signal,
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
    resolved : mapping
        Parameters that the sound decided.

    Returns
    -------
    dict
        Plain JSON data: `feature`, `parameters`, `samples_sha256` (of the samples as little-endian
        float32, frame by frame of one channel after the other), `versions`, and `output` if the
        format has parameters. None is spelt ``"none"``, so that all of it can be posted.
    """
    own = set(output.model_fields)
    parameters = {**params.model_dump(exclude=own), **resolved, "sample_rate": signal.rate}
    samples = np.ascontiguousarray(signal.samples, dtype="<f4")
    made = {
        "feature": feature,
        "parameters": _spelt(parameters),
        "samples_sha256": hashlib.sha256(samples.data).hexdigest(),
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
