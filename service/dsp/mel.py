"""The mel scale and its filter bank."""

from functools import lru_cache

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


@lru_cache(maxsize=64)
def bank(
    rate: int, n_fft: int, n_mels: int, fmin: float, fmax: float, *, htk: bool, norm: str | None
) -> Bank:
    """Make the filter bank that turns bins into mel bands.

    Parameters
    ----------
    rate : int
        Samples per second, Hz.
    n_fft : int
        Length of the transform, samples.
    n_mels : int
        Number of bands.
    fmin, fmax : float
        Range of the bank, Hz.
    htk : bool
        The scale, see `hz_to_mel`.
    norm : {'slaney', None}
        Whether each triangle is divided by half its width in Hz, so that its area is 1.

    Returns
    -------
    csr_array of float32, shape (n_mels, n_fft // 2 + 1)
        Weights, >= 0; a row without any is an empty filter.

    Notes
    -----
    Triangles are linear in Hz, as in `librosa.filters.mel`. A bin lies in two triangles at the
    most, hence the sparse form.
    """
    corner = edges(n_mels, fmin, fmax, htk=htk)
    width = np.diff(corner)
    bins = np.fft.rfftfreq(n_fft, 1 / rate)
    rows, columns, weights = [], [], []
    for i in range(n_mels):
        inside = np.flatnonzero((bins > corner[i]) & (bins < corner[i + 2]))
        rising = (bins[inside] - corner[i]) / width[i]
        falling = (corner[i + 2] - bins[inside]) / width[i + 1]
        rows.append(np.full(len(inside), i))
        columns.append(inside)
        weights.append(np.minimum(rising, falling).astype(np.float32))
    coordinates = (np.concatenate(rows), np.concatenate(columns))
    triangles = scipy.sparse.csr_array(
        (np.concatenate(weights), coordinates), shape=(n_mels, len(bins))
    )
    if norm == "slaney":
        widths = np.repeat(corner[2:] - corner[:-2], np.diff(triangles.indptr))
        triangles.data *= (2 / widths).astype(np.float32)
    return triangles


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
