"""What is done to rows over time once a frame has become a row, block by block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.signal

from service.blocks import Derived
from service.domain import Floats
from service.dsp.frames import overlapping, pad
from service.dsp.waves import inverse, mean_of


@dataclass(frozen=True, slots=True)
class Normalisation:
    """How each row is normalised over time.

    Attributes
    ----------
    kind : {'mean', 'standard'}
        Without its mean; and divided by its standard deviation.
    ddof : int
        The variance is the sum of squares over n - ddof.
    eps : float
        Guards the divisor; where that is 0 all the same, the row becomes 0.
    eps_place : {'add', 'inside'}
        Divisor sqrt(variance) + eps, or sqrt(variance + eps).
    masked : int
        The last so many frames do not count.
    """

    kind: Literal["mean", "standard"]
    ddof: int = 0
    eps: float = 0.0
    eps_place: Literal["add", "inside"] = "add"
    masked: int = 0


def normalised(rows: Iterable[Floats], how: Normalisation) -> Iterable[Floats]:
    """Normalise each row over time.

    Parameters
    ----------
    rows : iterable of ndarray of float32, shape (frames, rows) or (frames, rows, channels)
        Gone through several times.
    how : Normalisation
        What counts, and what it is divided by.

    Returns
    -------
    iterable of ndarray of float32
        Of the same shape; sums are taken in float64.
    """
    mean, count = mean_of(without_last(rows, how.masked))
    shift = mean.astype(np.float32)
    if how.kind == "mean":
        return Derived(rows, lambda blocks: (block - shift for block in blocks))
    spread, _ = mean_of((block - mean) ** 2 for block in without_last(rows, how.masked))
    variance = spread * (count / max(1, count - how.ddof))
    inside = how.eps_place == "inside"
    divisor = np.sqrt(variance + how.eps) if inside else np.sqrt(variance) + how.eps
    scale = inverse(divisor)
    return Derived(rows, lambda blocks: ((block - shift) * scale for block in blocks))


def without_last(rows: Iterable[Floats], count: int) -> Iterator[Floats]:
    """Leave out the last frames."""
    return (free for free, _ in _held_back(rows, count))


def masked(rows: Iterable[Floats], count: int) -> Iterator[Floats]:
    """Make the last frames 0."""
    last: Floats | None = None
    for free, held in _held_back(rows, count):
        yield free
        last = held
    if last is not None:
        yield np.zeros_like(last)


def _held_back(rows: Iterable[Floats], count: int) -> Iterator[tuple[Floats, Floats]]:
    """Give the frames that are not among the last, and with them those that may be."""
    held: Floats | None = None
    for block in rows:
        whole = block if held is None else np.concatenate([held, block])
        free = max(0, len(whole) - count)
        held = whole[free:]
        yield whole[:free], held


def with_deltas(rows: Iterable[Floats], orders: int, width: int) -> Iterator[Floats]:
    """Append derivatives over time behind the rows.

    Parameters
    ----------
    rows : iterable of ndarray of float32, shape (frames, rows) or (frames, rows, channels)
        What is derived.
    orders : int
        How many derivatives: 1 for the slope, 2 for the curvature, too.
    width : int
        Frames that a derivative is fitted to, odd.

    Yields
    ------
    ndarray of float32, shape (frames, rows * (1 + orders)) or with channels behind
        As `librosa.feature.delta` with ``mode='nearest'``: the first and the last frame stand for
        what lies beyond them.

    References
    ----------
    Savitzky and Golay (1964), *Analytical Chemistry* 36(8).
    """
    half = width // 2
    fits = [
        scipy.signal.savgol_coeffs(width, order, deriv=order, use="dot").astype(np.float32)
        for order in range(1, orders + 1)
    ]
    extended = pad(rows, half, lambda _length: half, "edge", half)
    for windows in overlapping(extended, width, 1):
        yield np.concatenate([windows[..., half], *(windows @ fit for fit in fits)], axis=1)


def stacked(rows: Iterable[Floats], count: int) -> Iterator[Floats]:
    """Put frames side by side; what is left over at the end is dropped.

    Parameters
    ----------
    rows : iterable of ndarray of float32, shape (frames, rows) or (frames, rows, channels)
        The frames.
    count : int
        How many become one.

    Yields
    ------
    ndarray of float32, shape (frames // count, rows * count) or with channels behind
        The earlier frame comes first.
    """
    for found in overlapping(rows, count, count):
        together = np.moveaxis(found, -1, 1)
        yield together.reshape(len(together), -1, *together.shape[3:])


def patches(rows: Iterable[Floats], length: int, hop: int) -> Iterator[Floats]:
    """Cut the frames into patches; only whole ones.

    Parameters
    ----------
    rows : iterable of ndarray of float32, shape (frames, rows) or (frames, rows, channels)
        The frames.
    length, hop : int
        Of a patch, and from one to the next, frames.

    Yields
    ------
    ndarray of float32, shape (patches, length, rows) or with channels behind
        Some patches at a time.
    """
    for found in overlapping(rows, length, hop):
        yield np.ascontiguousarray(np.moveaxis(found, -1, 1))
