"""The mel scale and its filter bank."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

Bank = scipy.sparse.csr_array

SLANEY_HZ_PER_MEL = 200 / 3
SLANEY_KNEE_HZ = 1000.0
SLANEY_KNEE_MEL = SLANEY_KNEE_HZ / SLANEY_HZ_PER_MEL
SLANEY_LOG_STEP = np.log(6.4) / 27


def hz_to_mel(hz: NDArray[np.float64] | float, *, htk: bool = False) -> NDArray[np.float64]:
    """Convert frequencies to mel.

    Parameters
    ----------
    hz : array_like
        Frequencies, Hz, >= 0.
    htk : bool
        Whether to use HTK's formula instead of Slaney's.

    Returns
    -------
    ndarray of float64
        Same shape as `hz`, mel.

    Notes
    -----
    HTK: m = 2595 log10(1 + f / 700), O'Shaughnessy (1987). Slaney: linear below 1 kHz with
    200/3 Hz a mel, logarithmic above with 27 mels for a factor of 6.4, Slaney (1998), *Auditory
    Toolbox*, Interval Research TR 1998-010.

    Examples
    --------
    >>> hz_to_mel([500.0, 1000.0, 6400.0])
    array([ 7.5, 15. , 42. ])
    """
    hz = np.asarray(hz, dtype=np.float64)
    if htk:
        return np.asarray(2595 * np.log10(1 + hz / 700))
    above = (
        SLANEY_KNEE_MEL + np.log(np.maximum(hz, SLANEY_KNEE_HZ) / SLANEY_KNEE_HZ) / SLANEY_LOG_STEP
    )
    return np.where(hz < SLANEY_KNEE_HZ, hz / SLANEY_HZ_PER_MEL, above)


def mel_to_hz(mel: NDArray[np.float64] | float, *, htk: bool = False) -> NDArray[np.float64]:
    """Convert mel to frequencies, the inverse of `hz_to_mel`.

    Parameters
    ----------
    mel : array_like
        Positions on the scale, mel.
    htk : bool
        Whether to use HTK's formula instead of Slaney's.

    Returns
    -------
    ndarray of float64
        Same shape as `mel`, Hz.

    Examples
    --------
    >>> mel_to_hz([7.5, 15.0, 42.0])
    array([ 500., 1000., 6400.])
    """
    mel = np.asarray(mel, dtype=np.float64)
    if htk:
        return np.asarray(700 * (10 ** (mel / 2595) - 1))
    above = SLANEY_KNEE_HZ * np.exp(
        SLANEY_LOG_STEP * (np.maximum(mel, SLANEY_KNEE_MEL) - SLANEY_KNEE_MEL)
    )
    return np.where(mel < SLANEY_KNEE_MEL, mel * SLANEY_HZ_PER_MEL, above)


def edges(n_mels: int, fmin: float, fmax: float, *, htk: bool = False) -> NDArray[np.float64]:
    """Place the corners of the triangles, equally spaced in mel.

    Parameters
    ----------
    n_mels : int
        Number of triangles.
    fmin, fmax : float
        Lowest and highest corner, Hz.
    htk : bool
        The scale, see `hz_to_mel`.

    Returns
    -------
    ndarray of float64, shape (n_mels + 2,)
        Hz; triangle i rises from corner i, peaks at i + 1 and ends at i + 2.
    """
    span = np.linspace(hz_to_mel(fmin, htk=htk), hz_to_mel(fmax, htk=htk), n_mels + 2)
    return mel_to_hz(span, htk=htk)


Triangles = Literal["hz", "mel", "left", "bins"]


@dataclass(frozen=True, slots=True)
class Bands:
    """Which bands a filter bank has.

    Attributes
    ----------
    n_mels : int
        Number of bands.
    fmin, fmax : float
        Range of the bank, Hz.
    htk : bool
        The scale, see `hz_to_mel`.
    norm : {'slaney', None}
        Whether each filter is divided by half its width in Hz, so that a triangle's area is 1.
    triangles : {'hz', 'mel', 'left', 'bins'}
        Filters rise and fall linearly in Hz (librosa), in mel (Kaldi), in Hz with the slope of
        the rise on both sides (SpeechBrain), or in numbers of bins between corners that are
        rounded down to whole bins (python_speech_features).
    first_bin : int
        Bins below have no weight.
    """

    n_mels: int
    fmin: float
    fmax: float
    htk: bool = False
    norm: Literal["slaney"] | None = "slaney"
    triangles: Triangles = "hz"
    first_bin: int = 0

    @property
    def corners(self) -> NDArray[np.float64]:
        """Corners of the filters, Hz, shape (n_mels + 2,)."""
        return edges(self.n_mels, self.fmin, self.fmax, htk=self.htk)


@lru_cache(maxsize=64)
def bank(rate: int, n_fft: int, bands: Bands) -> Bank:
    """Make the filter bank that turns bins into mel bands.

    Parameters
    ----------
    rate : int
        Samples per second, Hz.
    n_fft : int
        Length of the transform, samples.
    bands : Bands
        The bands.

    Returns
    -------
    csr_array of float32, shape (n_mels, n_fft // 2 + 1)
        Weights, >= 0; a row without any is an empty filter.

    Notes
    -----
    With ``triangles='hz'`` it is `librosa.filters.mel`. A bin lies in two triangles at the most,
    hence the sparse form.
    """
    bins, corners = _positions(rate, n_fft, bands)
    rows, columns, weights = [], [], []
    for i in range(bands.n_mels):
        inside, weight = _filter(bins, corners[i : i + 3], bands)
        rows.append(np.full(len(inside), i))
        columns.append(inside)
        weights.append(weight.astype(np.float32))
    coordinates = (np.concatenate(rows), np.concatenate(columns))
    filters = scipy.sparse.csr_array(
        (np.concatenate(weights), coordinates), shape=(bands.n_mels, n_fft // 2 + 1)
    )
    if bands.norm == "slaney":
        hz = bands.corners
        widths = np.repeat(hz[2:] - hz[:-2], np.diff(filters.indptr))
        filters.data *= (2 / widths).astype(np.float32)
    return filters


def _positions(
    rate: int, n_fft: int, bands: Bands
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Place bins and corners where the filters are triangles."""
    hz: NDArray[np.float64] = np.fft.rfftfreq(n_fft, 1 / rate).astype(np.float64, copy=False)
    corners = bands.corners
    if bands.triangles == "mel":
        return hz_to_mel(hz, htk=bands.htk), hz_to_mel(corners, htk=bands.htk)
    if bands.triangles == "bins":
        return np.arange(len(hz), dtype=np.float64), np.floor((n_fft + 1) * corners / rate)
    return hz, corners


def _filter(
    bins: NDArray[np.float64], corner: NDArray[np.float64], bands: Bands
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Find the bins inside of a filter and their weights."""
    low, middle, high = corner
    if bands.triangles == "left":
        high = 2 * middle - low
    inside = (bins > low) & (bins < high)
    if bands.triangles == "bins":
        inside |= (bins == middle) & (middle < high)
    inside[: bands.first_bin] = False
    found = np.flatnonzero(inside)
    with np.errstate(divide="ignore", invalid="ignore"):  # a side may have no width, and no bin
        rising = np.where(bins[found] < middle, (bins[found] - low) / (middle - low), 1)
        falling = np.where(bins[found] > middle, (high - bins[found]) / (high - middle), 1)
    return found, np.minimum(rising, falling)


def empty(filters: Bank) -> NDArray[np.intp]:
    """List the filters that hold no bin.

    Parameters
    ----------
    filters : csr_array, shape (n_mels, bins)
        See `bank`.

    Returns
    -------
    ndarray of int
        Indices of the rows without a weight.
    """
    return np.flatnonzero(np.diff(filters.indptr) == 0)
