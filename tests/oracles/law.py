"""How far two float32 front-ends that are the same may lie apart, cell by cell.

The law (DESIGN.md, section 3) is |difference of ln M| <= 128 eps sqrt(E / P) for a band M in a
frame of energy E, with P = M / max(w) and eps = 2^-23. What follows derives it and carries it to
the answer; no number in this file was fitted to a front-end.

**The spectrum.** A float32 FFT leaves an error that is small against the *whole* spectrum, not
against each bin: ||dX|| <= 64 eps ||X||, where ||X||^2 = E is the two-sided power of the frame as
the FFT gets it (Parseval: n_fft times the sum of its squared samples). The steps before it (mean
removal, pre-emphasis, a window that was itself computed in float32, its product) round against
what *they* get, each by eps of it: 4 eps sqrt(E0), with E0 the power of the frame as cut from the
waveform. E0 matters where those steps cancel what is loud: pre-emphasis of a low note, or a click
at the end of a window (1 - cos there is 1e-5, and known to 6e-8). So

    delta = 64 eps sqrt(E) + 4 eps sqrt(E0)

**A band** M = sum w |X|^p. For p = 2, |X + dX|^2 - |X|^2 <= 2 |X| |dX| + |dX|^2, and by
Cauchy-Schwarz and w <= max(w),

    |dM| <= 2 delta sqrt(max(w) M) + max(w) delta^2

The first term is M times 128 eps sqrt(E / P), the law, where E rules delta; the second is what
noise alone puts into an empty band. For p = 1 (magnitude, real part, or sqrt(|X|^2 + e): none is
steeper than |X|)

    |dM| <= sum w |dX| <= ||w|| delta

**Guard, logarithm, range below the maximum** are monotonic, so the ends of the interval M -+ dM go
through them as they are. Far above the floor this is dM / M; at the floor it is the difference of
linear values, and nothing has to decide where one ends and the other begins.

**Affine maps, DCT, lifter** are linear: |dy| <= sum |w| |dx|.

**Mean and deviation over time**: |d mean| <= mean |dx|; the deviation is a seminorm, so it moves by
no more than the deviation of dx, at most sqrt(sum dx^2 / (n - ddof)).

**Rounding of the steps themselves**: an elementary operation rounds by at most eps of the largest
number it handles; a float32 sum, transform or mean of n terms by 64 eps of their norm (or of their
mean size), like the FFT. This alone is left on silence, where E = 0.
"""

from dataclasses import dataclass

import numpy as np

EPS = float(np.finfo(np.float32).eps)
TINY = float(np.finfo(np.float32).smallest_subnormal)
STABLE = 64 * EPS
STEPS = 4  # mean removal, pre-emphasis, window, product

UNITS = {"ln": 1.0, "log10": 1 / np.log(10), "db": 10 / np.log(10)}


@dataclass(frozen=True)
class Known:
    """Values in float64, and how far a float32 answer may lie from each: shape (time, bands)."""

    values: np.ndarray
    error: np.ndarray

    def shares(self, answer):
        """How much of the permitted error each cell of an answer uses; 0 where it is exact."""
        if answer.shape != self.values.shape:
            raise ValueError(f"the answer has shape {answer.shape}, not {self.values.shape}")
        off = np.abs(answer.astype(np.float64) - self.values)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(off == 0, 0.0, off / self.error)

    def share(self, answer):
        """The largest share of the permitted error; infinite if none was permitted, NaN if NaN."""
        return float(np.max(self.shares(answer), initial=0.0))


def energy(frames, n_fft):
    """Two-sided power of frames, shape (time, samples): (time,)."""
    return n_fft * np.sum(np.square(frames, dtype=np.float64), axis=-1)


def bands(values, windowed, cut, weights, power=2):
    """Bands sum w |X|^p, shape (time, bands).

    `windowed` and `cut` are E and E0, shape (time,): the `energy` of each frame as the FFT gets it
    and as cut from the (scaled, padded) waveform. `weights` has shape (bands, bins), and holds
    whatever else scales |X|^p.
    """
    delta = (STABLE * np.sqrt(windowed) + STEPS * EPS * np.sqrt(cut))[:, np.newaxis]
    if power == 1:
        error = delta * np.linalg.norm(weights, axis=1)
    else:
        highest = np.max(np.abs(weights), axis=1)
        error = 2 * delta * np.sqrt(highest * np.maximum(values, 0)) + highest * delta**2
    return Known(values, error + EPS * np.abs(values) + TINY * (delta > 0))


def logarithm(known, unit="ln", guard="clamp", floor=1e-10):
    """Logarithm of max(x, floor) for `clamp`, of x + floor for `add`.

    For `replace_zero`, x or floor where x is 0: not monotonic, so that a cell which noise can
    empty may be anything.
    """

    def level(values):
        return UNITS[unit] * np.log(guarded(values, guard, floor))

    values = level(known.values)
    low, high = level(known.values - known.error), level(known.values + known.error)
    error = np.maximum(high - values, values - low) + EPS * (UNITS[unit] + 2 * np.abs(values))
    if guard == "replace_zero":
        error = np.where((known.values <= known.error) & (known.error > 0), np.inf, error)
    return Known(values, error)


def guarded(values, guard, floor):
    if guard == "add":
        return np.maximum(values, 0) + floor
    if guard == "clamp":
        return np.maximum(values, floor)
    return np.where(values > 0, values, floor)


def range_from_max(known, span):
    """Whatever lies more than `span` below the largest of all, raised to there."""

    def raised(values):
        return np.maximum(values, values.max() - span)

    values = raised(known.values)
    low, high = raised(known.values - known.error), raised(known.values + known.error)
    return Known(values, np.maximum(high - values, values - low) + EPS * np.abs(values))


def affine(known, add=0.0, times=1.0):
    """(x + add) * times."""
    values = (known.values + add) * times
    size = np.abs(known.values) + np.abs(add)
    return Known(values, (known.error + EPS * size) * np.abs(times) + EPS * np.abs(values))


def transform(known, weights):
    """Each frame times weights, shape (coefficients, bands): DCT and lifter in one matrix."""
    longest = max(np.linalg.norm(weights, axis=axis).max() for axis in (0, 1))
    size = np.linalg.norm(known.values, axis=1, keepdims=True)
    error = known.error @ np.abs(weights).T + STABLE * longest * size
    return Known(known.values @ weights.T, error)


def per_bin(known, ddof=0, eps=0.0, place="add", valid=None):
    """(x - mean) / deviation of each bin over the first `valid` frames; the others become 0.

    The deviation is s + eps for `add`, sqrt(s^2 + eps) for `in_sqrt`; for `mean_only`, 1.
    """
    valid = len(known.values) if valid is None else valid
    values, error = known.values[:valid], known.error[:valid]
    mean = values.mean(axis=0)
    mean_error = error.mean(axis=0) + STABLE * np.abs(values).mean(axis=0)
    centred, off = values - mean, error + mean_error + EPS * np.abs(values)
    deviation, deviation_error = deviation_of(centred, off, ddof, eps, place)
    result, result_error = np.zeros_like(known.values), np.zeros_like(known.error)
    with np.errstate(invalid="ignore", divide="ignore"):
        result[:valid] = centred / deviation
        least = np.maximum(deviation - deviation_error, eps if place == "add" else np.sqrt(eps))
        spread = np.abs(result[:valid]) * (deviation_error + EPS * deviation)
        result_error[:valid] = (off + spread) / (1.0 if place == "mean_only" else least)
    return Known(result, result_error + EPS * np.abs(result))


def deviation_of(centred, off, ddof, eps, place):
    if place == "mean_only":
        return np.ones(centred.shape[1]), np.zeros(centred.shape[1])
    count = len(centred) - ddof
    deviation = np.sqrt(np.sum(centred**2, axis=0) / count)
    error = np.sqrt(np.sum(off**2, axis=0) / count) + STABLE * deviation
    return (np.sqrt(deviation**2 + eps) if place == "in_sqrt" else deviation + eps), error


def standardised(samples, eps):
    """(x - mean) / sqrt(variance + eps) of a whole waveform, shape (n,)."""
    known = Known(samples.astype(np.float64)[:, np.newaxis], np.zeros((len(samples), 1)))
    result = per_bin(known, eps=eps, place="in_sqrt")
    return Known(result.values[:, 0], result.error[:, 0])
