"""From cells to pixels."""

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats

T = TypeVar("T", bound=np.generic)


def pool(blocks: Iterable[Floats], count: int, pixels: int, keep: np.ufunc) -> Floats:
    """Keep the largest or the smallest of the cells that share a pixel.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n,) or (n, m)
        The cells, some at a time.
    count : int
        Of them all, along the first axis.
    pixels : int
        How many there are for them.
    keep : ufunc
        `numpy.maximum` or `numpy.minimum`.

    Returns
    -------
    ndarray of float32, shape (min(count, pixels),) or (min(count, pixels), m)
        An event of a single cell stays visible, however many there are.
    """
    if count <= pixels:
        return np.concatenate(list(blocks))
    first = shares(count, pixels)
    kept: Floats = np.empty(0, np.float32)
    at = 0
    for block in blocks:
        if not at:
            kept = np.empty((len(first), *block.shape[1:]), np.float32)
        low, high = np.searchsorted(first, [at, at + len(block) - 1], side="right")
        part = keep.reduceat(block, np.maximum(first[low - 1 : high] - at, 0), axis=0)
        if first[low - 1] < at:
            part[0] = keep(part[0], kept[low - 1])
        kept[low - 1 : high] = part
        at += len(block)
    return kept


def sample(blocks: Iterable[Floats], count: int, pixels: int) -> Floats:
    """Keep the cell under the centre of each pixel.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n, m)
        The cells, some at a time.
    count : int
        Of them all, along the first axis.
    pixels : int
        How many there are for them.

    Returns
    -------
    ndarray of float32, shape (min(count, pixels), m)
        One cell each, where no cell stands for its neighbours.
    """
    wanted = _under(count, min(count, pixels))
    kept: list[Floats] = []
    at = 0
    for block in blocks:
        low, high = np.searchsorted(wanted, [at, at + len(block)])
        kept.append(block[wanted[low:high] - at])
        at += len(block)
    return np.concatenate(kept)


def enlarge(levels: NDArray[T], rows: int, columns: int) -> NDArray[T]:
    """Show each pixel the cell under its centre.

    Parameters
    ----------
    levels : ndarray, shape (n, m)
        With n <= rows and m <= columns.
    rows, columns : int
        Pixels there are.

    Returns
    -------
    ndarray, shape (rows, columns)
        Cells of equal size to within a pixel, with crisp edges.
    """
    down, across = _under(levels.shape[0], rows), _under(levels.shape[1], columns)
    return levels.take(across, axis=1).take(down, axis=0)


def shares(cells: int, pixels: int) -> NDArray[np.intp]:
    """Tell the first of the cells that share each pixel, shape (pixels,), for cells >= pixels."""
    return np.arange(pixels) * cells // pixels


def _under(cells: int, pixels: int) -> NDArray[np.intp]:
    return (2 * np.arange(pixels) + 1) * cells // (2 * pixels)
