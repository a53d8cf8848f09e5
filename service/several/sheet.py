"""A contact sheet: one picture of all cells of a sweep, with shared axes and colours."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from service import __version__
from service.domain import Axis, Features, Floats
from service.errors import BadParameter
from service.formats._picture import cells, colormaps, curve
from service.formats._picture import frame as around
from service.formats._picture.canvas import Canvas, text_width
from service.formats._picture.frame import Box, Frame
from service.formats._picture.levels import Extent, Limits, quantise
from service.formats._picture.png import write
from service.formats._picture.raster import pool, sample
from service.formats._picture.scales import Scale, between, of_cells, of_points
from service.formats._picture.ticks import Ruler, Tick, ticks
from service.formats.as_png import ColourParams, refuse_undrawable
from service.several._base import Form, Member, Members

MOST_PIXELS = 1 << 25
NARROWEST, LOWEST = 48, 40
"""Data of a cell, pixels."""
IN_A_ROW = 3
"""Values of a single parameter that stand side by side; more of them make a block."""
MOST_OF_IT = 0.9
"""Share of the common range that a scale must have to be the common scale."""
CUT = (":", " (")
"""Where a warning has said what it is about."""


class SheetParams(ColourParams):
    """How the sheet looks."""

    width: int = Field(1400, ge=400, le=4000, description="Width of the sheet, pixels.")
    row_height: int = Field(
        260, ge=100, le=2000, description="Height of each row of cells with its titles, pixels."
    )


def sheet(members: Members, params: SheetParams, out: BinaryIO) -> None:
    """Draw the cells of a sweep, each with its values, its shape and its warnings.

    Parameters
    ----------
    members : Members
        Of one or two real dimensions and one unit.
    params : SheetParams
        Colours and size.
    out : BinaryIO
        Takes a palette PNG with the text chunks ``Software`` and ``Sonograph-Receipt``, which has
        the receipts of all cells.

    Raises
    ------
    BadParameter
        The cells have no common axes or colours, or there are too many for the width or the height.
    """
    layout = Layout.of(members.grid, params)
    panels = [Panel.of(member, layout.most) for member in members.found]
    _refuse_strangers(panels)
    layout = replace(layout, warned=any(panel.warnings for panel in panels))
    low, high = (
        min(panel.extent.low for panel in panels),
        max(panel.extent.high for panel in panels),
    )
    entries = Drawing(layout, panels, _limits(panels, Extent(low, high), params)).entries()
    flat = panels[0].flat
    palette = colormaps.for_line(params.cmap) if flat else colormaps.for_cells(params.cmap)
    text = {
        "Software": f"Sonograph {__version__}",
        "Sonograph-Receipt": json.dumps({"parts": [panel.plain for panel in panels]}),
    }
    out.write(write((layout.width, layout.height), palette, [entries], text))


def _limits(panels: "Sequence[Panel]", extent: Extent, params: SheetParams) -> Limits:
    if panels[0].flat and params.vmin is None and params.vmax is None:
        return curve.roomy(extent, panels[0].unit)
    return Limits.of(extent, params.vmin, params.vmax)


@dataclass(frozen=True, slots=True)
class Panel:
    """All that a cell's picture needs of its result.

    Attributes
    ----------
    name : str
        What is its own.
    title, unit : str
        Of the feature.
    axes : tuple of Axis
        From the bottom and from the left; of a line only the latter.
    shape : tuple of int
        Of the values.
    values : ndarray of float32 or Spans
        At most one value per pixel, row 0 at the bottom; or a line.
    extent : Extent
        Of all values.
    warnings : tuple of str
        Of the result.
    plain : dict
        What the receipt of the sheet says of it.
    """

    name: str
    title: str
    unit: str
    axes: tuple[Axis, ...]
    shape: tuple[int, ...]
    values: Floats | curve.Spans
    extent: Extent
    warnings: tuple[str, ...]
    plain: dict[str, Any]

    @classmethod
    def of(cls, member: Member, most: Box) -> "Panel":
        """Take what is needed, for a place of this size."""
        features = member.features
        refuse_undrawable(features)
        return cls(
            name=member.name.replace(",", ", ").replace("=", " "),
            title=features.title,
            unit=features.unit,
            axes=features.axes[:: -1 if features.blocks_first else 1],
            shape=features.shape,
            values=_kept(features, most),
            extent=Extent.of(features),
            warnings=features.warnings,
            plain=member.plain(),
        )

    @property
    def flat(self) -> bool:
        """Whether it is a line."""
        return len(self.axes) == 1

    @property
    def quantities(self) -> tuple[str, ...]:
        """What there must be in common: unit of the values, names and units of the axes."""
        return (self.unit, *(part for axis in self.axes for part in (axis.name, axis.unit)))


def _kept(features: Features, most: Box) -> Floats | curve.Spans:
    if len(features.axes) == 1:
        return curve.Spans.of(features, most.width)
    return cells.thinned(features, most)


def _refuse_strangers(panels: Sequence[Panel]) -> None:
    first = panels[0]
    for panel in panels:
        if panel.quantities != first.quantities:
            words = [" ".join(p.quantities) for p in (first, panel)]
            raise BadParameter.of(
                "vary",
                panel.name,
                f"the cells of a sheet share axes and colours: {first.name} has {words[0]}, this "
                f"has {words[1]}; choose npz",
            )


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, pixels.

    Attributes
    ----------
    rows, columns : int
        Of cells.
    frame : Frame
        Its text is as large as the sheet is wide.
    row_height : int
        Of a row of cells with its titles.
    warned : bool
        Whether there is a line for warnings.
    """

    rows: int
    columns: int
    frame: Frame
    row_height: int
    warned: bool = False

    @classmethod
    def of(cls, grid: Sequence[tuple[str, int]], params: SheetParams) -> "Layout":
        """Arrange the cells: the last of several parameters from left to right."""
        cells = math.prod(count for _, count in grid)
        columns = grid[-1][1]
        if len(grid) == 1 and columns > IN_A_ROW:
            columns = math.ceil(math.sqrt(columns))
        rows = -(-cells // columns)
        em = round(13 * min(max(params.width / 1400, 0.77), 3))
        made = cls(rows, columns, Frame(params.width, 0, em), params.row_height)
        made._refuse_small(params)
        return made

    def _refuse_small(self, params: SheetParams) -> None:
        if self.most.width < NARROWEST:
            limit = f"{self.columns} cells side by side have {self.most.width} pixels each for "
            limit += f"their data, {NARROWEST} are needed: a larger width, or fewer values"
            raise BadParameter.of("width", params.width, limit)
        if self.most.height < LOWEST:
            limit = f"leaves {self.most.height} pixels for the data of a cell, {LOWEST} are needed"
            raise BadParameter.of("row_height", params.row_height, limit)
        if self.width * self.height > MOST_PIXELS:
            limit = f"{self.rows} rows make {self.width * self.height} pixels; the limit is "
            raise BadParameter.of("row_height", params.row_height, f"{limit}{MOST_PIXELS}")

    @property
    def width(self) -> int:
        """Of the sheet."""
        return self.frame.width

    @property
    def height(self) -> int:
        """Of the sheet."""
        return self.top + self.rows * self.row_height + self.frame.ems(3.4)

    @property
    def top(self) -> int:
        """Row where the cells begin."""
        return self.frame.ems(2.3)

    @property
    def above(self) -> int:
        """Rows of a cell's titles."""
        return self.frame.ems(2.9 if self.warned else 1.8)

    @property
    def left(self) -> int:
        """Columns for the vertical axis."""
        return self.frame.ems(2.8) + text_width("16384", self.frame.em)

    @property
    def right(self) -> int:
        """Columns for the colour bar."""
        return self.frame.ems(3.2) + text_width("-80 dB", self.frame.em)

    @property
    def gap(self) -> int:
        """Columns between two cells."""
        return self.frame.ems(1.2)

    @property
    def most(self) -> Box:
        """The place of the data of a cell."""
        return self.place(0)

    def place(self, number: int) -> Box:
        """Give the place of the data of a cell."""
        row, column = divmod(number, self.columns)
        inside = self.width - self.left - self.right - (self.columns - 1) * self.gap
        width = inside // self.columns
        below = self.frame.ems(0.5)
        return Box(
            self.left + column * (width + self.gap),
            self.top + row * self.row_height + self.above,
            width,
            self.row_height - self.above - below,
        )

    def is_lowest(self, number: int, count: int) -> bool:
        """Tell whether no cell is below this one."""
        return number + self.columns >= count


class Track(NamedTuple):
    """An axis of a cell.

    Attributes
    ----------
    scale : Scale
        Where what lies.
    before, behind : float
        Half of the step at its beginning and at its end.
    """

    scale: Scale
    before: float
    behind: float

    @classmethod
    def of(cls, axis: Axis, scale: Scale) -> "Track":
        """Measure an axis."""
        if scale.even:
            half = (scale.high - scale.low) / len(axis) / 2
            return cls(scale, half, half)
        ends = scale.coordinates
        return cls(scale, ends[1] - ends[0], ends[-1] - ends[-2])

    def seen(self, shared: Scale, pixels: int) -> NDArray[np.float64]:
        """Tell which position each pixel of a shared scale shows; negative for none.

        The first and the last cell reach one step from their centres, as far as their neighbours
        would: so cells of different sizes end where the sound, or the spectrum, ends.
        """
        middles = (np.arange(pixels) + 0.5) / pixels
        coordinates = np.interp(middles, shared.positions, shared.coordinates)
        low, high = self.scale.low - self.before, self.scale.high + self.behind
        inside = (coordinates >= low) & (coordinates <= high)
        positions = np.interp(coordinates, self.scale.coordinates, self.scale.positions)
        return np.where(inside, positions, -1.0)


def shared_scale(tracks: Sequence[Track]) -> Scale:
    """Make a scale for all cells: from the lowest centre to the highest, and half a step more.

    Parameters
    ----------
    tracks : sequence of Track
        At least one.

    Returns
    -------
    Scale
        Evenly spaced if all are; otherwise as the most detailed of those that reach far enough.
    """
    low = min(t.scale.low + t.before for t in tracks) - min(t.before for t in tracks)
    high = max(t.scale.high - t.behind for t in tracks) + min(t.behind for t in tracks)
    scales = [track.scale for track in tracks]
    if all(scale.even for scale in scales):
        return between(low, high)
    wide = [scale for scale in scales if scale.high - scale.low >= MOST_OF_IT * (high - low)]
    finest = max(wide or scales, key=lambda scale: (len(scale.coordinates), scale.high))
    inner = (finest.coordinates > low) & (finest.coordinates < high)
    inner[[0, -1]] = False
    return Scale(
        np.concatenate([[low], finest.coordinates[inner], [high]]),
        np.concatenate([[0.0], finest.positions[inner], [1.0]]),
    )


def _shown(
    values: NDArray[Any], positions: NDArray[np.float64], keep: np.ufunc | None
) -> NDArray[Any]:
    """Give each pixel its cell along the first axis; of cells that share one, what is kept."""
    pixels = max(1, int(np.count_nonzero(positions >= 0)))
    if len(values) > pixels:
        some = sample if keep is None else partial(pool, keep=keep)
        values = some([values], len(values), pixels)
    cells = np.minimum(positions * len(values), len(values) - 1)
    taken: NDArray[Any] = values[np.maximum(cells, 0).astype(int)]
    return taken


class Drawing:
    """The picture in the making.

    Parameters
    ----------
    layout : Layout
        Where everything is.
    panels : sequence of Panel
        What is there.
    limits : Limits
        Of the colours, or of the vertical axis of lines.
    """

    def __init__(self, layout: Layout, panels: Sequence[Panel], limits: Limits) -> None:
        self._layout, self._panels, self._limits = layout, panels, limits
        self._frame = layout.frame
        self._canvas = Canvas.blank(layout.width, layout.height)

    def entries(self) -> colormaps.Bytes:
        """Draw everything, shape (height, width)."""
        for number, panel in enumerate(self._panels):
            box = self._layout.place(number)
            if panel.flat:
                self._draw_line(panel, box)
            else:
                self._draw_cells(panel, box)
            around.draw_edge(self._canvas, self._frame, box)
            self._draw_titles(panel, box)
            self._draw_ticks(number, box)
        self._draw_sheet()
        return self._canvas.entries

    @cached_property
    def _across(self) -> Scale:
        return shared_scale([_track_across(panel) for panel in self._panels])

    @cached_property
    def _upwards(self) -> Scale:
        if self._panels[0].flat:
            return between(self._limits.low, self._limits.high)
        return shared_scale([_track_upwards(panel) for panel in self._panels])

    def _draw_cells(self, panel: Panel, box: Box) -> None:
        values = panel.values
        assert isinstance(values, np.ndarray)  # noqa: S101  # a panel with two axes
        up = _track_upwards(panel).seen(self._upwards, box.height)
        right = _track_across(panel).seen(self._across, box.width)
        keep = None if panel.unit == "rad" else np.maximum
        shown = _shown(_shown(values, up, keep).T, right, keep).T
        seen = np.logical_and.outer(up >= 0, right >= 0)
        place = self._canvas.entries[box.top : box.bottom, box.left : box.right]
        np.copyto(place, quantise(shown, self._limits, cells.TOP)[::-1], where=seen[::-1])

    def _draw_line(self, panel: Panel, box: Box) -> None:
        spans = panel.values
        assert isinstance(spans, curve.Spans)  # noqa: S101  # a panel with one axis
        covered = curve.coverage(spans, self._limits, box.size, self._frame)
        right = _track_across(panel).seen(self._across, box.width)
        curve.paint(self._canvas, box, _shown(covered.T, right, np.maximum).T * (right >= 0))

    def _draw_titles(self, panel: Panel, box: Box) -> None:
        """Write what is the cell's own, its shape if there is room, and its warnings."""
        frame, canvas = self._frame, self._canvas
        row = box.top - frame.ems(2.0 if self._layout.warned else 0.9)
        name = _fitting(panel.name, frame.em, box.width)
        canvas.text(name, frame.em, around.TITLE, (box.left, row), "start")
        shape = " x ".join(map(str, panel.shape))
        if text_width(f"{name}  {shape}", frame.em) + frame.em < box.width:
            canvas.text(shape, frame.em, around.FACT, (box.right, row), "end")
        size = frame.ems(0.9)
        said = _fitting("; ".join(map(_short, panel.warnings)), size, box.width)
        canvas.text(said, size, around.LABEL, (box.left, box.top - frame.ems(0.8)), "start")

    def _draw_ticks(self, number: int, box: Box) -> None:
        frame, count = self._frame, len(self._panels)
        if number % self._layout.columns == 0:
            around.draw_left(self._canvas, frame, box, ticks(frame.upright(self._up(box))), "")
        if self._layout.is_lowest(number, count):
            around.draw_below(self._canvas, frame, box, ticks(frame.level(self._right(box))), "")

    def _up(self, box: Box) -> Ruler:
        panel = self._panels[0]
        kind = "" if panel.flat else around.kind_of(panel.axes[0])
        return Ruler(self._upwards, box.height, 0, len, kind)

    def _right(self, box: Box) -> Ruler:
        kind = around.kind_of(self._panels[0].axes[-1])
        return Ruler(self._across, box.width, 0, len, kind)

    def _draw_sheet(self) -> None:
        """Write the title and the names of the axes, and draw the colour bar, once for all."""
        frame, canvas, layout = self._frame, self._canvas, self._layout
        first, inside = self._panels[0], self._inside
        canvas.text(
            first.title, frame.ems(1.3), around.TITLE, (inside.left, frame.ems(1.3)), "start"
        )
        facts = ", ".join(_facts(self._panels))
        canvas.text(facts, frame.em, around.FACT, (inside.right, frame.ems(1.3)), "end")
        below = around.name_of(first.axes[-1], self._right(layout.most))
        column = inside.left + inside.width // 2
        canvas.text(below, frame.em, around.LABEL, (column, layout.height - frame.ems(0.85)))
        upwards = self._quantity()
        canvas.text_upwards(
            upwards, frame.em, around.LABEL, (frame.ems(1.0), inside.top + inside.height // 2)
        )
        if not first.flat:
            self._draw_bar(Box(inside.right + frame.ems(1.2), inside.top, frame.em, inside.height))

    def _quantity(self) -> str:
        first = self._panels[0]
        if first.flat:
            return curve.quantity(first.unit, first.title)
        return around.name_of(first.axes[0], self._up(self._layout.most))

    @property
    def _inside(self) -> Box:
        """The place of all data."""
        first, rows = self._layout.most, self._layout.rows
        last = self._layout.place(self._layout.rows * self._layout.columns - 1)
        height = (rows - 1) * self._layout.row_height + first.height
        return Box(first.left, first.top, last.right - first.left, height)

    def _draw_bar(self, bar: Box) -> None:
        frame, limits = self._frame, self._limits
        ruler = Ruler(between(limits.low, limits.high), bar.height, 0, len)
        marks = ticks(frame.upright(ruler))
        suffix = "" if self._panels[0].unit == "1" else f" {self._panels[0].unit}"
        labels = [Tick(mark.pixel, mark.label + suffix) for mark in marks]
        levels = (np.arange(bar.height) * colormaps.DATA // bar.height).astype(np.uint8)
        place = self._canvas.entries[bar.top : bar.bottom, bar.left : bar.right]
        place[:] = levels[::-1, np.newaxis]
        around.draw_edge(self._canvas, frame, bar)
        around.draw_right(self._canvas, frame, bar, labels)


def _facts(panels: Sequence[Panel]) -> list[str]:
    """Tell what all cells have in common and a title should say."""
    told = [panel.plain["receipt"]["parameters"] for panel in panels]
    common = {
        name: value
        for name, value in told[0].items()
        if all(other.get(name) == value for other in told)
    }
    return around.facts_of(common)


def _track_across(panel: Panel) -> Track:
    axis = panel.axes[-1]
    if panel.flat:
        return Track(of_points(axis), 0.0, 0.0)
    return Track.of(axis, of_cells(axis))


def _track_upwards(panel: Panel) -> Track:
    return Track.of(panel.axes[0], of_cells(panel.axes[0]))


def _short(warning: str) -> str:
    """Cut a warning where it begins to explain."""
    return warning[: min(at for mark in CUT if (at := (warning + mark).find(mark)) >= 0)]


def _fitting(label: str, size: int, width: int) -> str:
    """Cut a label to the width there is, pixels."""
    if text_width(label, size) <= width:
        return label
    return next((cut for cut in _shorter(label) if text_width(cut, size) <= width), "")


def _shorter(label: str) -> Iterator[str]:
    for length in range(min(len(label) - 1, 400), 0, -1):
        yield f"{label[:length].rstrip()}..."


FORM = Form("png", "image/png", False, SheetParams, sheet)  # noqa: FBT003  # a record
