"""Rows of measurements, as Markdown."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HEAD = "| what | target | figure | met | measured | against | note |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Side:
    """What was measured on one side, in one unit."""

    name: str
    values: Sequence[float]
    unit: str

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def __str__(self) -> str:
        shown = " / ".join(map(number, (min(self.values), self.median, max(self.values))))
        return f"{self.name} {shown} {self.unit}"


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on a row's figure, from below if `least`, else from above."""

    bound: float
    least: bool = False

    def met(self, figure: float) -> bool:
        return figure >= self.bound if self.least else figure <= self.bound


def at_least(bound: float) -> Target:
    return Target(bound, least=True)


def at_most(bound: float) -> Target:
    return Target(bound)


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: the median of `over`, divided by that of `under` if there is one."""

    what: str
    over: Side
    under: Side | None = None
    target: Target | None = None
    note: str = ""

    @property
    def figure(self) -> float:
        return self.over.median / (self.under.median if self.under else 1)


def line(row: Row) -> str:
    unit = "x" if row.under else f" {row.over.unit}"
    bound = met = ""
    if row.target:
        bound = f"{'≥' if row.target.least else '≤'} {row.target.bound:g}{unit}"
        met = "yes" if row.target.met(row.figure) else "**no**"
    figure = f"{number(row.figure)}{unit}"
    cells = (row.what, bound, figure, met, row.over, row.under or "", row.note)
    return f"| {' | '.join(map(str, cells))} |"


def number(value: float) -> str:
    digits = next((n for n, bound in enumerate((100, 10, 0.1)) if abs(value) >= bound), 3)
    return f"{value:.{digits}f}"
