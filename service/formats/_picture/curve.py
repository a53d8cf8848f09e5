"""The figure of a one-dimensional feature: a line."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from service.domain import Features, Floats
from service.formats._picture import frame as around
from service.formats._picture.canvas import Canvas
from service.formats._picture.colormaps import DATA, Bytes
from service.formats._picture.frame import Box, Frame
from service.formats._picture.levels import Extent, Limits, real
from service.formats._picture.raster import pool
from service.formats._picture.scales import between, of_points
from service.formats._picture.ticks import Ruler, Tick, ticks

SMOOTH = 4
"""Columns of a line per pixel, whose mean it is."""
STEEPEST = {1: 1.0, SMOOTH: 3.0}
"""How many times its width a line may be high where it is steep, in an envelope and a line."""
MARGIN = 0.05
"""Share of the range that is left free above and below the values."""
QUANTITIES = {"dB": "Level (dB)", "rad": "Phase (rad)", "Hz": "Frequency (Hz)", "s": "Time (s)"}
QUANTITIES |= {"BPM": "Tempo (BPM)"}
AMPLITUDES = {"Waveform": "Amplitude", "Spectrum": "Magnitude"}
"""Names of a quantity without a unit, by the title of the feature; of others it is the title."""


def draw(features: Features, size: tuple[int, int], limits: Limits) -> Bytes:
    """Draw a line, or where several values share a column of pixels, all that they span.

    No values make axes without a line.

    Parameters
    ----------
    features : Features
        One real dimension.
    size : tuple of int
        Width and height, pixels.
    limits : Limits
        Of the vertical axis.

    Returns
    -------
    ndarray of uint8, shape (height, width)
        Entries of a palette of `colormaps.for_line`.
    """
    frame, canvas = Frame.of(*size), Canvas.blank(*size)
    (axis,) = features.axes
    upwards = frame.upright(Ruler(between(limits.low, limits.high), frame.rows, 0, len))
    left = ticks(upwards)
    box = frame.box(frame.ems(2.8) + frame.margin(left, "-0.05"), frame.ems(1.8))
    across = frame.level(Ruler(of_points(axis), box.width, 0, len, around.kind_of(axis)))
    below = ticks(across)
    _draw_grid(canvas, frame, box, left, below)
    if limits.signed and features.unit != "dB":
        zero = box.bottom - 1 - upwards.scale.pixel(0.0, box.height) - frame.line // 2
        canvas.fill(box.left, zero, box.width, frame.line, around.ZERO)
    if len(axis):
        spans = Spans.of(features, box.width)
        paint(canvas, box, coverage(spans, limits, box.size, frame))
    around.draw_edge(canvas, frame, box)
    around.draw_title(canvas, frame, box, around.heading(features))
    around.draw_left(canvas, frame, box, left, quantity(features.unit, features.title))
    around.draw_below(canvas, frame, box, below, around.name_of(axis, across))
    return canvas.entries


def roomy(extent: Extent, unit: str) -> Limits:
    """Choose limits around the values, so that the line does not touch the edge.

    Parameters
    ----------
    extent : Extent
        The smallest and the largest value.
    unit : str
        Of the values.

    Returns
    -------
    Limits
        With zero in the middle for an amplitude of both signs, at the bottom for a magnitude;
        values that are all equal are in the middle.
    """
    limits = Limits.of(extent, None, None)
    low, high = limits.low, limits.high
    if extent.low == extent.high:
        return Limits(low - limits.span, high)
    if limits.signed and unit == "1":
        high = max(-low, high)
        low = -high
    margin = MARGIN * (high - low)
    return Limits(low - margin if low < 0 else max(0.0, low - margin), high + margin)


def quantity(unit: str, title: str) -> str:
    """Label the axis of values of a unit, by the title of their feature."""
    return QUANTITIES.get(unit) or AMPLITUDES.get(title, title)


def _draw_grid(canvas: Canvas, frame: Frame, box: Box, left: list[Tick], below: list[Tick]) -> None:
    half = frame.line // 2
    for tick in left:
        row = box.bottom - 1 - tick.pixel - half
        canvas.fill(box.left, row, box.width, frame.line, around.GRID)
    for tick in below:
        canvas.fill(box.left + tick.pixel - half, box.top, frame.line, box.height, around.GRID)


def paint(canvas: Canvas, box: Box, covered: NDArray[np.float32]) -> None:
    """Draw a line that covers so much of each pixel of the box, 0 to 1."""
    place = canvas.entries[box.top : box.bottom, box.left : box.right]
    levels = np.rint(covered * (DATA - 1)).astype(np.uint8)
    np.copyto(place, levels, where=levels > 0)


class Spans(NamedTuple):
    """What a line spans in each of some columns, of which `smooth` share a pixel."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    smooth: int

    @classmethod
    def of(cls, features: Features, width: int) -> Self:
        """Find them, for so many pixels."""
        if len(features.axes[0]) > width:
            return cls(*_envelope(features, width), 1)
        values = np.concatenate(list(real(features)))
        return cls(*_polyline(values, width * SMOOTH), SMOOTH)


def coverage(
    spans: Spans, limits: Limits, size: tuple[int, int], frame: Frame
) -> NDArray[np.float32]:
    """Tell how much of each pixel a line covers.

    Parameters
    ----------
    spans : Spans
        Of the line.
    limits : Limits
        Of the vertical axis.
    size : tuple of int
        Rows and columns, pixels.
    frame : Frame
        Has the line's width.

    Returns
    -------
    ndarray of float32, shape (rows, columns)
        From 0 to 1.
    """
    (height, columns), (low, high, smooth) = size, spans
    width, rows = 1.5 * frame.line, height / limits.span
    top, bottom = (limits.high - high) * rows, (limits.high - low) * rows
    half = width / 2 * np.clip(np.hypot(1, (bottom - top) * smooth), 1, STEEPEST[smooth])
    row = np.arange(height, dtype=np.float32)[:, np.newaxis]
    edges = (top - half).astype(np.float32), (bottom + half).astype(np.float32)
    covered = np.minimum(row + 1, edges[1]) - np.maximum(row, edges[0])
    parts = np.clip(covered, 0, 1, out=covered).reshape(height, columns, smooth)
    mean: NDArray[np.float32] = np.add.reduce(np.moveaxis(parts, 2, 0)) / smooth
    return mean


def _envelope(features: Features, columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Find what the values in each column span; neighbours touch."""
    count = len(features.axes[0])
    low, high = (
        pool(real(features), count, columns, keep).astype(np.float64)
        for keep in (np.minimum, np.maximum)
    )
    low[1:], high[1:] = np.minimum(low[1:], high[:-1]), np.maximum(high[1:], low[:-1])
    return low, high


def _polyline(values: Floats, columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Find what the line through the values spans in each column."""
    at = np.linspace(0, len(values) - 1, columns + 1)
    line = np.interp(at, np.arange(len(values)), values)
    return np.minimum(line[1:], line[:-1]), np.maximum(line[1:], line[:-1])
