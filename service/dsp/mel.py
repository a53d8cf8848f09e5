"""The mel scale and its filter bank."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from service.dsp.frames import fast_length

Bank = scipy.sparse.csr_array

SLANEY_HZ_PER_MEL = 200 / 3
SLANEY_KNEE_HZ = 1000.0
SLANEY_KNEE_MEL = SLANEY_KNEE_HZ / SLANEY_HZ_PER_MEL
SLANEY_LOG_STEP = np.log(6.4) / 27

SLACK = 1e-9
"""Of positions, bins: more than their rounding."""


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
    first, last = _inside(bins, corners, bands)
    counts = np.maximum(last - first, 0)
    starts = np.concatenate([[0], np.cumsum(counts)])
    rows = np.repeat(np.arange(bands.n_mels), counts)
    columns = np.arange(starts[-1]) + (first - starts[:-1])[rows]
    weights = _weights(bins[columns], corners[:, rows]).astype(np.float32)
    if bands.norm == "slaney":
        hz = bands.corners
        weights *= (2 / (hz[2:] - hz[:-2])[rows]).astype(np.float32)
    return scipy.sparse.csr_array((weights, columns, starts), shape=(bands.n_mels, n_fft // 2 + 1))


def _positions(
    rate: int, n_fft: int, bands: Bands
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Place bins, and low, middle and high corners (3, n_mels), where the filters are triangles."""
    bins: NDArray[np.float64] = np.fft.rfftfreq(n_fft, 1 / rate).astype(np.float64, copy=False)
    corners = bands.corners
    if bands.triangles == "mel":
        bins, corners = (hz_to_mel(hz, htk=bands.htk) for hz in (bins, corners))
    elif bands.triangles == "bins":
        bins, corners = (
            np.arange(len(bins), dtype=np.float64),
            np.floor((n_fft + 1) * corners / rate),
        )
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    if bands.triangles == "left":
        high = 2 * middle - low
    return bins, np.stack([low, middle, high])


def _inside(
    bins: NDArray[np.float64], corners: NDArray[np.float64], bands: Bands
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the first bin of each filter, and the first behind it."""
    low, middle, high = corners
    first, last = np.searchsorted(bins, low, "right"), np.searchsorted(bins, high, "left")
    if bands.triangles == "bins":  # a filter that does not rise begins with its top
        first = np.where(low == middle, np.searchsorted(bins, middle, "left"), first)
    return np.maximum(first, bands.first_bin), last


def _weights(bins: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the height of a triangle over each bin, 1 at its top."""
    low, middle, high = corners
    with np.errstate(divide="ignore", invalid="ignore"):  # a side may have no width, and no bin
        rising = np.where(bins < middle, (bins - low) / (middle - low), 1)
        falling = np.where(bins > middle, (high - bins) / (high - middle), 1)
    return np.minimum(rising, falling)


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


def fewest_samples(rate: int, n_fft: int, bands: Bands, most: int) -> int | None:
    """Find the shortest fast transform, longer than `n_fft`, that leaves no filter empty.

    Parameters
    ----------
    rate : int
        Samples per second, Hz.
    n_fft : int
        Length of the transform, samples.
    bands : Bands
        The bands.
    most : int
        Where to end, samples.

    Returns
    -------
    int or None
        One of the lengths that `service.dsp.frames.fast_length` gives; None if there is none.
    """
    corners = bands.corners
    n_fft = fast_length(n_fft + 1)
    while n_fft <= most:
        if _seem_full(rate, n_fft, bands, corners) and _are_full(rate, n_fft, bands):
            return n_fft
        n_fft = fast_length(n_fft + 1)
    return None


def most_bands(rate: int, n_fft: int, bands: Bands) -> int | None:
    """Find the largest number of bands, fewer than there are, none of which is empty.

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
    int or None
        None if even a single band is empty.
    """

    def seem_empty(n_mels: int) -> bool:
        fewer = replace(bands, n_mels=n_mels)
        return not _seem_full(rate, n_fft, fewer, fewer.corners)

    # Where filters are as wide as bins are apart, some numbers are full between others that are not
    near = bisect_left(range(bands.n_mels), 1, lo=1, key=seem_empty)
    for n_mels in range(min(bands.n_mels - 1, near + near // 8 + 8), 0, -1):
        if not seem_empty(n_mels) and _are_full(rate, n_fft, replace(bands, n_mels=n_mels)):
            return n_mels
    return None


def _are_full(rate: int, n_fft: int, bands: Bands) -> bool:
    return not len(empty(bank.__wrapped__(rate, n_fft, bands)))


def _seem_full(rate: int, n_fft: int, bands: Bands, corners: NDArray[np.float64]) -> bool:
    """Tell from the corners alone, up to their rounding, what `_are_full` finds out slowly."""
    if bands.triangles == "bins":
        corners = np.floor((n_fft + 1) * corners / rate)
    else:
        corners = corners * n_fft / rate
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    if bands.triangles == "left":
        high = 2 * middle - low
    slack = 0.0 if bands.triangles == "bins" else SLACK
    first = np.floor(low - slack) + 1
    if bands.triangles == "bins":
        first = np.where(low == middle, middle, first)
    last = np.minimum(np.ceil(high + slack) - 1, n_fft // 2)
    return bool((np.maximum(first, bands.first_bin) <= last).all())
