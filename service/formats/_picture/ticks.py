"""Ticks at round values that never overlap."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from service.formats._picture.scales import Scale

OCTAVES = [2.0**k for k in range(-10, 30)]
FEWEST = 3
"""Octaves that make an axis; with fewer of them the ticks are evenly spaced values."""
MINUTES_FROM = 180.0
"""Length of a time axis from which on it is labelled in minutes, s."""
HOUR = 3600.0
CLOCK = [k * unit for unit in (1.0, 60.0, HOUR) for k in (1, 2, 5, 10, 15, 30)]
LONGEST_PLAIN = 1e6
FINEST_PLAIN = 1e-4
FINEST = 1e-300


class Tick(NamedTuple):
    """A label and its pixel along the axis, from its beginning."""

    pixel: int
    label: str


class Ruler(NamedTuple):
    """The axis of a picture as far as ticks are concerned.

    Attributes
    ----------
    scale : Scale
        What lies where.
    length : int
        Of the axis, pixels.
    distance : float
        Wanted between two ticks, pixels.
    room : callable
        From a label to the pixels it needs along the axis, with a gap.
    kind : str
        ``"time"`` for seconds, ``"count"`` for whole numbers, otherwise empty.
    """

    scale: Scale
    length: int
    distance: float
    room: Callable[[str], float]
    kind: str = ""

    @property
    def clock(self) -> str:
        """Form of the labels if they are minutes and seconds, otherwise empty."""
        if self.kind != "time" or self.scale.high - self.scale.low < MINUTES_FROM:
            return ""
        return "h:min:s" if self.scale.high >= HOUR else "min:s"


def ticks(ruler: Ruler) -> list[Tick]:
    """Choose the ticks of an axis.

    Parameters
    ----------
    ruler : Ruler
        The axis.

    Returns
    -------
    list of Tick
        Steps of 1, 2 or 5 (or of a clock) as dense as wanted and possible; on an unevenly spaced
        axis zero and powers of two, in increasing order.
    """
    if not ruler.scale.even:
        octaves = _octaves(ruler)
        if len(octaves) >= FEWEST:
            return octaves
    return _steps(ruler)


def _octaves(ruler: Ruler) -> list[Tick]:
    """Prefer zero, then the high ones: there is the most room between them."""
    chosen: list[Tick] = []
    for value in [0.0, *reversed(OCTAVES)]:
        if ruler.scale.low <= value <= ruler.scale.high:
            tick = Tick(ruler.scale.pixel(value, ruler.length), decimal(value, 1.0, value))
            if all(_apart(tick, other, ruler) for other in chosen):
                chosen.append(tick)
    return sorted(chosen)


def _steps(ruler: Ruler) -> list[Tick]:
    chosen: list[Tick] = []
    for step in _candidates(ruler):
        chosen = [_tick(k * step, step, ruler) for k in _multiples(ruler.scale, step)]
        pairs = pairwise(chosen)
        if all(_apart(one, other, ruler) for one, other in pairs):
            return chosen
    return chosen[:1]


def _tick(value: float, step: float, ruler: Ruler) -> Tick:
    scale = ruler.scale
    pixel = scale.pixel(value, ruler.length)
    if ruler.clock:
        return Tick(pixel, clock(value, hours=scale.high >= HOUR))
    return Tick(pixel, decimal(value, step, max(abs(scale.low), abs(scale.high))))


def _candidates(ruler: Ruler) -> Iterator[float]:
    """Give ever larger steps, from the wanted distance to more than the whole axis."""
    span = ruler.scale.high - ruler.scale.low
    least = max(span * ruler.distance / ruler.length, FINEST)
    if ruler.clock:
        yield from (step for step in CLOCK if step >= least)
    if ruler.kind == "count":
        least = max(least, 1.0)
    power = math.floor(math.log10(least))
    for exponent in range(power, math.ceil(math.log10(span)) + 2):
        yield from (s for k in (1, 2, 5) if (s := k * 10.0**exponent) >= least * (1 - 1e-9))


def _multiples(scale: Scale, step: float) -> range:
    slack = 1e-9 * (scale.high - scale.low) / step
    return range(math.ceil(scale.low / step - slack), math.floor(scale.high / step + slack) + 1)


def _apart(one: Tick, other: Tick, ruler: Ruler) -> bool:
    need = (ruler.room(one.label) + ruler.room(other.label)) / 2
    return abs(one.pixel - other.pixel) >= need


def decimal(value: float, step: float, largest: float) -> str:
    """Write a number with the decimals that its step has.

    Parameters
    ----------
    value : float
        The number.
    step : float
        From tick to tick.
    largest : float
        Magnitude of the largest number on the axis; it decides whether powers of ten are written.

    Returns
    -------
    str
        Short, and exact enough to tell one tick from the next.

    Examples
    --------
    >>> decimal(0.30000000000000004, 0.1, 1.0), decimal(-0.0, 20.0, 80.0), decimal(2e-7, 1e-7, 1e-6)
    ('0.3', '0', '2e-7')
    """
    exponent = math.floor(math.log10(step) + 1e-9)
    if abs(value) < step / 2:
        return "0"
    if largest < LONGEST_PLAIN and step >= FINEST_PLAIN:
        return f"{value:.{max(0, -exponent)}f}"
    digits = max(0, math.floor(math.log10(abs(value)) + 1e-9) - exponent)
    mantissa, _, power = f"{value:.{digits}e}".partition("e")
    return f"{mantissa}e{int(power)}"


def clock(seconds: float, *, hours: bool) -> str:
    """Write a time as minutes and seconds, perhaps with hours.

    Examples
    --------
    >>> clock(90, hours=False), clock(90, hours=True)
    ('1:30', '0:01:30')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
