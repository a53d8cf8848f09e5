"""The figure of a two-dimensional feature: cells in colour."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from service.domain import Axis, Features, Floats
from service.formats._picture import frame as around
from service.formats._picture.canvas import Canvas
from service.formats._picture.colormaps import DATA, Bytes
from service.formats._picture.frame import Box, Frame
from service.formats._picture.levels import Limits, quantise, real
from service.formats._picture.raster import enlarge, pool, sample
from service.formats._picture.scales import between, of_cells
from service.formats._picture.ticks import Ruler, Tick, ticks

TOP = DATA - 1
LAYER_PIXELS = 1 << 20
"""Largest figure whose surroundings are remembered: each takes a byte per pixel."""


def draw(features: Features, size: tuple[int, int], limits: Limits) -> Bytes:
    """Draw cells of equal size, axes and a colour bar.

    Parameters
    ----------
    features : Features
        Two real dimensions. Blocks follow each other to the right.
    size : tuple of int
        Width and height, pixels.
    limits : Limits
        Of the colours.

    Returns
    -------
    ndarray of uint8, shape (height, width)
        Entries of a palette of `colormaps.for_cells`.
    """
    frame = Frame.of(*size)
    rows, columns = features.axes[:: -1 if features.blocks_first else 1]
    right = _colour_ticks(frame, limits, features.unit)
    after = frame.ems(1.5) + frame.margin(right, "-80 dB")
    make = remembered if math.prod(size) <= LAYER_PIXELS else _layer
    layer = make(frame, rows, columns, after, around.heading(features))
    canvas = Canvas(layer.entries.copy())
    around.draw_right(canvas, frame, layer.bar, right)
    kept = thinned(features, layer.box)
    _paint(canvas, frame, layer.box, quantise(kept, limits, TOP))
    return canvas.entries


class Layer(NamedTuple):
    """All of a figure but the cells and the numbers of the colour bar, and where these belong."""

    entries: Bytes
    box: Box
    bar: Box


def _layer(frame: Frame, rows: Axis, columns: Axis, after: int, heading: tuple[str, ...]) -> Layer:
    """Draw what does not depend on the values; `after` is the room right of the colour bar."""
    canvas = Canvas.blank(frame.width, frame.height)
    left, name = left_axis(frame, rows)
    box, bar = _places(frame, left, after)
    across = Ruler(of_cells(columns), box.width, 0, len, around.kind_of(columns))
    around.draw_title(canvas, frame, box, heading)
    around.draw_left(canvas, frame, box, left, name)
    below = ticks(frame.level(across))
    around.draw_below(canvas, frame, box, below, around.name_of(columns, across))
    _paint(canvas, frame, bar, np.arange(DATA, dtype=np.uint8)[:, np.newaxis])
    canvas.entries.setflags(write=False)
    return Layer(canvas.entries, box, bar)


remembered = lru_cache(maxsize=16)(_layer)


@lru_cache(maxsize=64)
def left_axis(frame: Frame, rows: Axis) -> tuple[list[Tick], str]:
    """Choose the ticks and the name of the vertical axis, which sounds of any length share."""
    down = Ruler(of_cells(rows), frame.rows, 0, len, around.kind_of(rows))
    return ticks(frame.upright(down)), around.name_of(rows, down)


def _colour_ticks(frame: Frame, limits: Limits, unit: str) -> list[Tick]:
    ruler = Ruler(between(limits.low, limits.high), frame.rows, 0, len)
    suffix = "" if unit == "1" else f" {unit}"
    return [Tick(t.pixel, t.label + suffix) for t in ticks(frame.upright(ruler))]


def thinned(features: Features, box: Box) -> Floats:
    """Leave at most one value per pixel: the largest, but of angles any one.

    Parameters
    ----------
    features : Features
        Two real dimensions.
    box : Box
        The pixels there are for them.

    Returns
    -------
    ndarray of float32, shape (rows, columns)
        Row 0 is the lowest.
    """
    rows, columns = features.shape[:: -1 if features.blocks_first else 1]
    if features.unit == "rad":
        return sample([sample(real(features), columns, box.width).T], rows, box.height)
    across = pool(real(features), columns, box.width, np.maximum)
    return pool([across.T], rows, box.height, np.maximum)


def _places(frame: Frame, left: list[Tick], after: int) -> tuple[Box, Box]:
    """Share the width between the margins, the cells and the colour bar."""
    bar = frame.ems(1.0)
    before = frame.ems(2.8) + frame.margin(left, "16384")
    box = frame.box(before, frame.ems(1.0) + bar + after)
    return box, Box(box.right + frame.ems(1.0), box.top, bar, box.height)


def _paint(canvas: Canvas, frame: Frame, box: Box, levels: Bytes) -> None:
    """Show cells, row 0 at the bottom, within a thin edge."""
    cells = enlarge(levels, *box.size)[::-1]
    canvas.entries[box.top : box.bottom, box.left : box.right] = cells
    around.draw_edge(canvas, frame, box)
