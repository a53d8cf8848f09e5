"""From values to the levels of a palette."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

from service.domain import Features, Floats

FORMULA = "level = floor((value - vmin) / (vmax - vmin) * {top} + 0.5), clipped to 0..{top}"


class Extent(NamedTuple):
    """The smallest and the largest value."""

    low: float
    high: float

    @classmethod
    def of(cls, features: Features) -> Self:
        """Find them; of nothing, 0 and 1."""
        ends = [(block.min(), block.max()) for block in real(features) if block.size]
        if not ends:
            return cls(0.0, 1.0)
        lows, highs = zip(*ends, strict=True)
        return cls(float(min(lows)), float(max(highs)))


@dataclass(frozen=True, slots=True)
class Limits:
    """The values that have the lowest and the highest level; low < high."""

    low: float
    high: float

    @classmethod
    def of(cls, extent: Extent, low: float | None, high: float | None) -> Self:
        """Complete the limits that the caller gave.

        Parameters
        ----------
        extent : Extent
            Of the values.
        low, high : float or None
            None for the smallest and the largest value.

        Returns
        -------
        Limits
            Where this leaves no range (all values are equal, or beyond a limit), the limit that
            was not given moves away from the other: by 1, or a thousandth if that is more.
        """
        lowest = extent.low if low is None else low
        highest = extent.high if high is None else high
        if lowest < highest:
            return cls(lowest, highest)
        if high is None:
            return cls(lowest, lowest + _room(lowest))
        return cls(highest - _room(highest), highest)

    @property
    def span(self) -> float:
        """How far they are apart, > 0."""
        return self.high - self.low

    @property
    def signed(self) -> bool:
        """Whether zero lies between them."""
        return self.low < 0 < self.high


def _room(value: float) -> float:
    return max(1.0, abs(value) / 1000)


def real(features: Features) -> Iterable[Floats]:
    """Give blocks of values that are not complex."""
    if features.dtype is np.complex64:
        raise TypeError("complex values have no levels")
    return cast("Iterable[Floats]", features.blocks)


def quantise(values: Floats, limits: Limits, top: int) -> NDArray[np.uint8]:
    """Give each value its level.

    Parameters
    ----------
    values : ndarray of float32
        Finite.
    limits : Limits
        Of the values.
    top : int
        Highest level, at most 255.

    Returns
    -------
    ndarray of uint8
        ``floor((value - low) / (high - low) * top + 0.5)`` clipped to 0 ... top, every step in
        float64: as JavaScript computes it, too.
    """
    levels = values.astype(np.float64)
    with np.errstate(over="ignore"):
        levels -= limits.low
        levels /= limits.span
        levels *= top
    levels += 0.5
    return levels.clip(0, top, out=levels).astype(np.uint8)  # which rounds down what is >= 0
