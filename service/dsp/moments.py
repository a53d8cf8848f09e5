"""Numbers that describe the shape of a spectrum; sums are taken in float64."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats

Doubles = NDArray[np.float64]


def shares(magnitudes: Floats) -> Doubles:
    """Divide each frame's magnitudes by their sum, unless that is next to nothing.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.

    Returns
    -------
    ndarray of float64, shape (bins, frames)
        As `librosa.util.normalize` with ``norm=1``.
    """
    total = magnitudes.sum(axis=0, dtype=np.float64)
    total[total < np.finfo(np.float32).tiny] = 1
    return cast("Doubles", magnitudes / total)


def centroid(magnitudes: Floats, frequencies: Doubles) -> Floats:
    """Average the frequencies, weighted by magnitude.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.
    frequencies : ndarray of float64, shape (bins,)
        Hz.

    Returns
    -------
    ndarray of float32, shape (frames,)
        Hz; 0 for silence.
    """
    return (frequencies @ shares(magnitudes)).astype(np.float32)


def bandwidth(magnitudes: Floats, frequencies: Doubles, p: float, *, norm: bool) -> Floats:
    """Measure how far the frequencies lie from the centroid.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.
    frequencies : ndarray of float64, shape (bins,)
        Hz.
    p : float
        Exponent of the distance, >= 1.
    norm : bool
        Whether the magnitudes of a frame are divided by their sum.

    Returns
    -------
    ndarray of float32, shape (frames,)
        (sum_k S[k] |f[k] - centroid|^p)^(1 / p): Hz, if `norm`.
    """
    weights = shares(magnitudes)
    distance = np.abs(frequencies[:, np.newaxis] - frequencies @ weights)
    distance = distance**2 if p == 2 else distance**p  # noqa: PLR2004  # numpy knows squares
    found = np.einsum("kt,kt->t", weights if norm else magnitudes, distance)
    return cast("Floats", (found ** (1 / p)).astype(np.float32))


def rolloff(magnitudes: Floats, frequencies: Doubles, share: float) -> Floats:
    """Find the frequency below which a share of the magnitude lies.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.
    frequencies : ndarray of float64, shape (bins,)
        Hz.
    share : float
        Between 0 and 1.

    Returns
    -------
    ndarray of float32, shape (frames,)
        The first frequency at which the sum up to there reaches `share` of the whole, Hz; 0 for
        silence.
    """
    sums = magnitudes.cumsum(axis=0, dtype=np.float64)
    first = (sums >= share * sums[-1]).argmax(axis=0)
    return cast("Floats", frequencies[first].astype(np.float32))


def flatness(magnitudes: Floats, power: float, amin: float) -> Floats:
    """Compare the geometric to the arithmetic mean.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.
    power : float
        They are raised to this first.
    amin : float
        Least value after that, > 0.

    Returns
    -------
    ndarray of float32, shape (frames,)
        1 for a flat spectrum, towards 0 for a tone.
    """
    values = np.maximum(amin, magnitudes.astype(np.float64) ** power)
    found = np.exp(np.log(values).mean(axis=0)) / values.mean(axis=0)
    return found.astype(np.float32)  # type: ignore[no-any-return]
