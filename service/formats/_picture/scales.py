"""Where a coordinate lies along an axis of the picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.domain import Axis, Steps

EVEN = 1e-6
"""Largest relative difference between steps that count as equal."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Piecewise linear from coordinates to positions.

    Attributes
    ----------
    coordinates : ndarray of float64, shape (k,)
        Increasing; two of them if the coordinates are evenly spaced.
    positions : ndarray of float64, shape (k,)
        Fractions of the axis's length, from 0 to 1.
    """

    coordinates: NDArray[np.float64]
    positions: NDArray[np.float64]

    @property
    def even(self) -> bool:
        """Whether equal steps are equally long everywhere."""
        return len(self.coordinates) == 2  # noqa: PLR2004  # both ends

    @property
    def low(self) -> float:
        """The coordinate at the beginning."""
        return float(self.coordinates[0])

    @property
    def high(self) -> float:
        """The coordinate at the end."""
        return float(self.coordinates[-1])

    def pixel(self, coordinate: float, length: int) -> int:
        """Find the pixel, 0 ... length - 1, that a coordinate between both ends falls into."""
        if self.even:
            position = (coordinate - self.low) / (self.high - self.low)
        else:
            position = float(np.interp(coordinate, self.coordinates, self.positions))
        return min(int(position * length), length - 1)


def between(low: float, high: float) -> Scale:
    """Make an evenly spaced scale from its ends."""
    return Scale(np.array([low, high]), np.array([0.0, 1.0]))


def of_cells(axis: Axis) -> Scale:
    """Make the scale of an axis whose coordinates are the centres of equally long cells."""
    first, last, low, high = _ends(axis)
    if _is_even(axis):
        return between(first - low, last + high)
    cells = (np.arange(len(axis)) + 0.5) / len(axis)
    return Scale(
        np.concatenate([[first - low], axis.values, [last + high]]),
        np.concatenate([[0.0], cells, [1.0]]),
    )


def of_points(axis: Axis) -> Scale:
    """Make the scale of an evenly spaced axis that begins and ends with its coordinates."""
    if not len(axis):
        return between(0.0, 1.0)
    first, last, low, high = _ends(axis)
    return between(first, last) if first < last else between(first - low, last + high)


def _ends(axis: Axis) -> tuple[float, float, float, float]:
    """Give the first and the last coordinate, and half of the steps next to them."""
    spaced = axis.coordinates
    if isinstance(spaced, Steps):
        first, half = spaced.first / spaced.over, spaced.step / spaced.over / 2
        return first, (spaced.first + spaced.step * (len(spaced) - 1)) / spaced.over, half, half
    steps = np.diff(spaced) if len(spaced) > 1 else np.ones(1)
    return float(spaced[0]), float(spaced[-1]), steps[0] / 2, steps[-1] / 2


def _is_even(axis: Axis) -> bool:
    if isinstance(axis.coordinates, Steps) or len(axis) == 1:
        return True
    steps = np.diff(axis.coordinates)
    return bool(np.ptp(steps) <= EVEN * steps.max())
