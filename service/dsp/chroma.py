"""Pitch classes: the filter bank, the tuning, and norms."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats

A0 = 440.0 / 16
"""The lowest A, Hz: octaves are counted from it."""
LOWEST, HIGHEST, AUDIBLE = 150.0, 4000.0, 0.1
"""Range of the peaks that tell the tuning, Hz, and their least share of the frame's largest."""
RESOLUTION = 100
"""Steps per bin in which the tuning is told."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Which pitch classes a bank has.

    Attributes
    ----------
    n_chroma : int
        Number of classes per octave.
    ctroct : float
        Octave in which bins weigh most, counted from 27.5 Hz.
    octwidth : float or None
        Standard deviation of that weight, octaves; None for none.
    base_c : bool
        Whether class 0 is C; otherwise A.
    """

    n_chroma: int
    ctroct: float
    octwidth: float | None
    base_c: bool


@lru_cache(maxsize=8)
def bank(rate: int, n_fft: int, classes: Classes, tuning: float) -> Floats:
    """Make the filter bank that turns bins into pitch classes.

    Parameters
    ----------
    rate : int
        Samples per second, Hz.
    n_fft : int
        Length of the transform, samples.
    classes : Classes
        The classes.
    tuning : float
        Deviation from A440, in parts of a class.

    Returns
    -------
    ndarray of float32, shape (n_chroma, n_fft // 2 + 1)
        `librosa.filters.chroma`: Gaussian bumps whose squares sum to 1 in each bin.

    References
    ----------
    Ellis (2007), *Chroma feature analysis and synthesis*,
    https://www.ee.columbia.edu/~dpwe/resources/matlab/chroma-ansyn/
    """
    count, bins = classes.n_chroma, n_fft // 2 + 1
    places = _places(rate, n_fft, count, tuning)
    widths = np.ones(len(places))
    widths[:-1] = np.maximum(np.diff(places), 1)
    places, widths = places[:bins], widths[:bins]
    half = np.round(count / 2)
    distance = np.subtract.outer(np.arange(count, dtype=np.float64), places)
    distance = np.remainder(half + 10 * count - distance, count) - half
    weights = np.exp(-0.5 * (2 * distance / widths) ** 2)
    weights = normalised(weights, 2.0)
    if classes.octwidth is not None:
        weights *= np.exp(-0.5 * ((places / count - classes.ctroct) / classes.octwidth) ** 2)
    if classes.base_c:
        weights = np.roll(weights, -3 * (count // 12), axis=0)
    found = weights.astype(np.float32)
    found.setflags(write=False)
    return found


def _places(rate: int, n_fft: int, count: int, tuning: float) -> NDArray[np.float64]:
    """Place the bins, and one more if there is one, on the scale of classes; 0 Hz by hand."""
    hz = np.arange(1, min(n_fft, n_fft // 2 + 2)) * (rate / n_fft)
    places = count * np.log2(hz / (A0 * 2.0 ** (tuning / count)))
    return np.concatenate([[places[0] - 1.5 * count], places])


def normalised(values: NDArray[np.floating], norm: float | None) -> NDArray[np.float64]:
    """Divide by a norm along the first axis, unless it is next to nothing.

    Parameters
    ----------
    values : ndarray, shape (rows, ...)
        >= 0.
    norm : float or None
        Its order, `inf` for the largest; None for none.

    Returns
    -------
    ndarray of float64
        `librosa.util.normalize`.
    """
    wide = values.astype(np.float64)
    if norm is None:
        return wide
    length = wide.max(axis=0) if math.isinf(norm) else (wide**norm).sum(axis=0) ** (1 / norm)
    return wide / np.where(length < np.finfo(values.dtype).tiny, 1, length)


def peaks(power: Floats, rate: int) -> Floats:
    """Find the peaks of spectra between 150 and 4000 Hz.

    Parameters
    ----------
    power : ndarray of float32, shape (bins, frames)
        >= 0.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    ndarray of float32, shape (peaks, 2)
        Frequency in Hz, > 0, and height of the parabola through a peak and its neighbours, as
        `librosa.piptrack` has them, to the last bit.

    References
    ----------
    Smith (2011), *Spectral Audio Signal Processing*, "Sinusoidal Peak Interpolation".
    """
    n_fft = 2 * (len(power) - 1)
    hz = np.fft.rfftfreq(n_fft, 1 / rate)
    inside = (hz >= LOWEST) & (hz < min(HIGHEST, rate / 2))
    rows, columns = np.nonzero(inside[:, np.newaxis] & _tops(power))
    below, above = power[rows - 1, columns], power[np.minimum(rows + 1, len(power) - 1), columns]
    here = power[rows, columns]
    edge = rows == len(power) - 1
    shift = np.where(edge, np.float32(0), _shift(below, here, above))
    slope = np.where(edge, here - below, (above - below) / np.float32(2))
    pitch = ((rows + shift.astype(np.float64)) * rate / n_fft).astype(np.float32)
    height = here + np.float32(0.5) * slope * shift
    found = np.stack([pitch, height], axis=1)
    return cast("Floats", found[pitch > 0])


def _tops(power: Floats) -> NDArray[np.bool_]:
    """Tell which bins are peaks: higher than below, not lower than above, and audible."""
    audible = power * (power > np.float32(AUDIBLE) * power.max(axis=0))
    found = np.zeros(power.shape, bool)
    found[1:] = audible[1:] > audible[:-1]
    found[1:-1] &= audible[1:-1] >= audible[2:]
    return found


def _shift(below: Floats, here: Floats, above: Floats) -> Floats:
    """Find the top of the parabola, bins from the middle; 0 if it is more than one away."""
    bend = (above + below).astype(np.float64) - 2 * here.astype(np.float64)
    slope = (above - below).astype(np.float64) / 2
    near = np.abs(slope) < np.abs(bend)
    return np.where(near, -slope / np.where(near, bend, 1), 0).astype(np.float32)


def tuning(found: Iterable[Floats], count: int) -> float:
    """Estimate the tuning from peaks: the deviation that most of the higher half have.

    Parameters
    ----------
    found : iterable of ndarray of float32, shape (peaks, 2)
        See `peaks`; gone through several times.
    count : int
        Classes per octave.

    Returns
    -------
    float
        Parts of a class, -0.5 to 0.5, in steps of 0.01, as `librosa.estimate_tuning`; 0 without
        any peak.
    """
    total = sum(map(len, found))
    if not total:
        return 0.0
    middle = [ranked(found, rank) for rank in ((total - 1) // 2, total // 2)]
    threshold = np.mean(np.array(middle, np.float32))
    bins = np.linspace(-0.5, 0.5, RESOLUTION + 1)
    counts = sum(
        np.histogram(_deviations(block[block[:, 1] >= threshold, 0], count), bins)[0]
        for block in found
    )
    return float(bins[np.argmax(counts)])


def _deviations(pitch: Floats, count: int) -> Floats:
    residual = np.mod(np.float32(count) * np.log2(pitch / np.float32(A0)), np.float32(1))
    residual[residual >= 0.5] -= 1  # noqa: PLR2004  # the nearest class
    return cast("Floats", residual)


def ranked(found: Iterable[Floats], rank: int) -> np.float32:
    """Find the height at a place in the order of heights, in flat memory.

    Non-negative floats are ordered as their bits are, so two counts of 16 bits each do.
    """
    prefix = 0
    for shift in (16, 0):
        counts = np.zeros(1 << 16, np.int64)
        for bits in _bits(found):
            under = bits if shift else bits[bits >> 16 == prefix]
            digits = (under >> shift) & 0xFFFF
            counts += np.bincount(digits, minlength=1 << 16)
        sums = np.cumsum(counts)
        digit = int(np.searchsorted(sums, rank, "right"))
        rank -= int(sums[digit] - counts[digit])
        prefix = (prefix << 16) | digit
    return cast("np.float32", np.array(prefix, np.uint32).view(np.float32)[()])


def _bits(found: Iterable[Floats]) -> Iterator[NDArray[np.uint32]]:
    for block in found:
        yield np.ascontiguousarray(block[:, 1]).view(np.uint32)
