"""From cells to pixels."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats

T = TypeVar("T", bound=np.generic)


def pool(values: Floats, rows: int, columns: int) -> Floats:
    """Keep the largest of the cells that share a pixel.

    Parameters
    ----------
    values : ndarray of float32, shape (n, m)
        The cells.
    rows, columns : int
        Pixels there are.

    Returns
    -------
    ndarray of float32, shape (min(n, rows), min(m, columns))
        An event of a single frame or band stays visible, however long the sound is.
    """
    for axis, pixels in ((1, columns), (0, rows)):
        if values.shape[axis] > pixels:
            values = np.maximum.reduceat(values, shares(values.shape[axis], pixels), axis=axis)
    return values


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
    return levels[:, across][down]


def shares(cells: int, pixels: int) -> NDArray[np.intp]:
    """Tell the first of the cells that share each pixel, shape (pixels,), for cells >= pixels."""
    return np.arange(pixels) * cells // pixels


def _under(cells: int, pixels: int) -> NDArray[np.intp]:
    return (2 * np.arange(pixels) + 1) * cells // (2 * pixels)
