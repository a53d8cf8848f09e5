"""What surrounds the data of a figure: title, axes, colour bar."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Self

from service.domain import Axis, Features
from service.formats._picture.canvas import Canvas, text_width
from service.formats._picture.ticks import Ruler, Tick

TITLE, LABEL, NUMBER, FACT, EDGE, ZERO, GRID = 2, 4, 5, 8, 8, 11, 14
"""Greys of the parts."""

FACTS = {
    "part": "{}",
    "preset": "{}",
    "sample_rate": "{} Hz",
    "n_fft": "n_fft {}",
    "hop_length": "hop {}",
}
"""Parameters worth a place in the title, most important first."""


class Box(NamedTuple):
    """A rectangle of a picture, pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.height, self.width

    @property
    def right(self) -> int:
        """First column behind it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a figure: everything grows with the size of its text.

    Attributes
    ----------
    width, height : int
        Of the figure, pixels.
    em : int
        Size of the text, pixels.
    """

    width: int
    height: int
    em: int

    @classmethod
    def of(cls, width: int, height: int) -> Self:
        """Choose the text: 13 pixels in a figure of 1000 by 400, within 10 ... 52."""
        return cls(width, height, round(13 * min(max(min(width / 1000, height / 400), 0.77), 4)))

    @property
    def line(self) -> int:
        """Width of a line, pixels."""
        return max(1, self.em // 13)

    def ems(self, factor: float) -> int:
        """Give a multiple of the size of the text, pixels."""
        return round(factor * self.em)

    @property
    def top(self) -> int:
        """Row where the data begin."""
        return self.ems(2.5)

    @property
    def rows(self) -> int:
        """Height of the data, pixels."""
        return self.height - self.top - self.ems(3.6)

    def box(self, left: int, right: int) -> Box:
        """Give the place of the data between two margins, pixels."""
        return Box(left, self.top, max(1, self.width - left - right), self.rows)

    def margin(self, ticks: list[Tick], least: str) -> int:
        """Measure the widest label, but at least `least`, so that figures of a kind line up."""
        return max(text_width(label, self.em) for label in (least, *(t.label for t in ticks)))

    def upright(self, ruler: Ruler) -> Ruler:
        """Add the room that the labels of a vertical axis need."""
        return ruler._replace(
            distance=min(3.0 * self.em, ruler.length / 3), room=lambda _: 1.45 * self.em
        )

    def level(self, ruler: Ruler) -> Ruler:
        """Add the room that the labels of a horizontal axis need."""
        return ruler._replace(
            distance=min(5.5 * self.em, ruler.length / 3),
            room=lambda label: text_width(label, self.em) + 1.2 * self.em,
        )


def name_of(axis: Axis, ruler: Ruler) -> str:
    """Label an axis, e.g. ``"Frequency (Hz)"``."""
    unit = ruler.clock or axis.unit
    return axis.name.capitalize().replace("_", " ") + (f" ({unit})" if unit != "1" else "")


def kind_of(axis: Axis) -> str:
    """Tell what ticks suit an axis."""
    return {"s": "time", "1": "count"}.get(axis.unit, "")


def heading(features: Features) -> tuple[str, ...]:
    """Give the title, and the facts behind it, most important first."""
    return features.title, *_facts(features)


def draw_title(canvas: Canvas, frame: Frame, box: Box, heading: tuple[str, ...]) -> None:
    """Write the title on the left, and the facts there is room for on the right."""
    size, row = frame.ems(1.2), frame.top - frame.ems(1.15)
    title, *facts = heading
    canvas.text(title, size, TITLE, (box.left, row), "start")
    room = box.right - box.left - text_width(title, size) - frame.ems(2)
    while facts and text_width(", ".join(facts), frame.em) > room:
        facts.pop()
    if facts:
        canvas.text(", ".join(facts), frame.em, FACT, (box.right, row), "end")


def _facts(features: Features) -> list[str]:
    given: Mapping[str, Any] = features.receipt.get("parameters", {})
    count = "value" if math.prod(features.shape) == 1 else "values"
    return [f"{' x '.join(map(str, features.shape))} {count}", *facts_of(given)]


def facts_of(parameters: Mapping[str, Any]) -> list[str]:
    """Tell the parameters that are worth a place in a title."""
    facts = ((form, parameters.get(key)) for key, form in FACTS.items())
    return [form.format(value) for form, value in facts if value not in {None, "none"}]


def draw_left(canvas: Canvas, frame: Frame, box: Box, ticks: list[Tick], label: str) -> None:
    """Draw the vertical axis at the left of the box, from its bottom."""
    length = frame.ems(0.35)
    for tick in ticks:
        row = box.bottom - 1 - tick.pixel
        left = box.left - frame.line - length
        canvas.fill(left, row - frame.line // 2, length, frame.line, EDGE)
        canvas.text(tick.label, frame.em, NUMBER, (left - frame.ems(0.3), row), "end")
    middle = box.top + box.height // 2
    canvas.text_upwards(label, frame.em, LABEL, (frame.ems(1.0), middle))


def draw_below(canvas: Canvas, frame: Frame, box: Box, ticks: list[Tick], label: str) -> None:
    """Draw the horizontal axis below the box."""
    length, top = frame.ems(0.35), box.bottom + frame.line
    for tick in ticks:
        column = box.left + tick.pixel
        canvas.fill(column - frame.line // 2, top, frame.line, length, EDGE)
        canvas.text(tick.label, frame.em, NUMBER, (column, top + frame.ems(1.05)))
    canvas.text(label, frame.em, LABEL, (box.left + box.width // 2, top + frame.ems(2.45)))


def draw_right(canvas: Canvas, frame: Frame, box: Box, ticks: list[Tick]) -> None:
    """Draw the ticks of the colour bar at its right, from its bottom."""
    length = frame.ems(0.35)
    for tick in ticks:
        row = box.bottom - 1 - tick.pixel
        left = box.right + frame.line
        canvas.fill(left, row - frame.line // 2, length, frame.line, EDGE)
        canvas.text(tick.label, frame.em, NUMBER, (left + length + frame.ems(0.3), row), "start")


def draw_edge(canvas: Canvas, frame: Frame, box: Box) -> None:
    """Draw a line around the box."""
    line = frame.line
    fill = partial(canvas.fill, grey=EDGE)
    fill(box.left - line, box.top - line, box.width + 2 * line, line)
    fill(box.left - line, box.bottom, box.width + 2 * line, line)
    fill(box.left - line, box.top - line, line, box.height + 2 * line)
    fill(box.right, box.top - line, line, box.height + 2 * line)
