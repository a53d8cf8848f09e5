"""Peaks and valleys of a spectrum in bands of an octave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats


@dataclass(frozen=True, slots=True)
class Octave:
    """The bins of a band, and how many of them are its peak and its valley.

    Attributes
    ----------
    first, last : int
        First bin, and the first behind.
    count : int
        How many of the smallest and of the largest are averaged.
    """

    first: int
    last: int
    count: int


def edges(fmin: float, n_bands: int) -> NDArray[np.float64]:
    """Place the lower edges of the bands, Hz, shape (n_bands + 1,): 0, fmin, 2 fmin, 4 fmin ..."""
    return np.concatenate([[0.0], fmin * 2.0 ** np.arange(n_bands)])


def octaves(
    frequencies: NDArray[np.float64], fmin: float, n_bands: int, quantile: float
) -> list[Octave]:
    """Choose the bins of each band as librosa does.

    Parameters
    ----------
    frequencies : ndarray of float64, shape (bins,)
        Of the bins, Hz.
    fmin : float
        Upper edge of the lowest band, Hz.
    n_bands : int
        Number of bands above that.
    quantile : float
        Share of a band's bins that is averaged.

    Returns
    -------
    list of Octave
        n_bands + 1 of them. A band has the bins between its edges (both included) and the bin
        below; the last bin is left out, but the highest band has all that follow.
    """
    low = edges(fmin, n_bands)
    found = []
    for k, edge in enumerate(low):
        first = max(0, int(np.searchsorted(frequencies, edge, "left")) - (k > 0))
        if k == n_bands:
            bins = len(frequencies) - first
            last = len(frequencies)
        else:
            upper = fmin if k == 0 else 2 * edge
            last = int(np.searchsorted(frequencies, upper, "right")) - 1
            bins = last + 1 - first
        found.append(Octave(first, last, max(1, round(quantile * bins))))
    return found


def extremes(magnitudes: Floats, bands: list[Octave]) -> Floats:
    """Average the largest and the smallest magnitudes of each band.

    Parameters
    ----------
    magnitudes : ndarray of float32, shape (bins, frames)
        >= 0.
    bands : list of Octave
        None without bins.

    Returns
    -------
    ndarray of float32, shape (2 * bands, frames)
        Peaks, then valleys.
    """
    peaks, valleys = [], []
    for band in bands:
        ordered = np.sort(magnitudes[band.first : band.last], axis=0)
        valleys.append(ordered[: band.count].mean(axis=0, dtype=np.float64))
        peaks.append(ordered[-band.count :].mean(axis=0, dtype=np.float64))
    return np.stack(peaks + valleys).astype(np.float32)
