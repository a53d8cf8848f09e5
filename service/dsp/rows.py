"""What is done to rows over time once a frame has become a row, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy
from numpy.typing import NDArray

from service.blocks import Derived
from service.domain import Floats
from service.dsp import lengths
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


def filled(
    rows: Iterable[Floats],
    times: Sequence[tuple[int, int]],
    bands: Sequence[tuple[int, int]],
    value: float,
) -> Iterator[Floats]:
    """Put a value into spans of frames and spans of rows, each from a number up to another."""
    for block in lengths.filled(rows, times, value):
        for start, stop in bands:
            block[:, start:stop] = value
        yield block


Places = tuple[NDArray[np.int64], NDArray[np.int64], Floats]


def centres(length: int, count: int) -> NDArray[np.float64]:
    """Give the centres of `count` equally long cells, in numbers of `length` others."""
    return (np.arange(count) + 0.5) * length / count - 0.5


def places(length: int, count: int) -> Places:
    """Place `count` equally long cells over `length` of them.

    Parameters
    ----------
    length, count : int
        How many there are and will be.

    Returns
    -------
    tuple of ndarray, shape (count,)
        Of the centre of each new cell: the old cells on either side, and the weight of the latter.
        What lies beyond the centre of the first or last old cell has the place of that.

    References
    ----------
    ``(k + 1/2) * length / count - 1/2``, as `torch.nn.functional.interpolate` with
    ``align_corners=False`` and `scipy.ndimage.zoom` with ``grid_mode=True, mode='nearest'``.
    """
    inside = np.clip(centres(length, count), 0, length - 1)
    low = np.minimum(inside.astype(np.int64), max(0, length - 2))
    return low, np.minimum(low + 1, length - 1), (inside - low).astype(np.float32)


def _between(low: Floats, high: Floats, weight: Floats) -> Floats:
    return low + weight * (high - low)


def _pieces(start: int, stop: int, size: int) -> Iterator[slice]:
    """Split so many frames of a size: there may be thousands of new ones to an old one."""
    most = max(1, lengths.AT_ONCE // size)
    for at in range(start, stop, most):
        yield slice(at, min(stop, at + most))


def with_rows(rows: Iterable[Floats], length: int, count: int) -> Iterator[Floats]:
    """Make `count` rows of `length`, by linear interpolation; see `places`."""
    low, high, weight = places(length, count)
    for block in rows:
        weights = weight.reshape(-1, *[1] * (block.ndim - 2))
        for now in _pieces(0, len(block), count * block[0, 0].size if len(block) else 1):
            yield _between(block[now, low], block[now, high], weights)


def with_frames(rows: Iterable[Floats], length: int, count: int) -> Iterator[Floats]:
    """Make `count` frames of `length`, by linear interpolation; see `places`."""
    low, high, weight = places(length, count)
    held: Floats | None = None
    first = done = 0
    for block in filter(len, rows):
        held = block if held is None else np.concatenate([held[-1:], block])
        ready = int(np.searchsorted(high, first + len(held)))
        for now in _pieces(done, ready, block[0].size):
            weights = weight[now].reshape(-1, *[1] * (block.ndim - 1))
            yield _between(held[low[now] - first], held[high[now] - first], weights)
        first, done = first + len(held) - 1, ready


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
