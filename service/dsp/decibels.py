"""Values on a logarithmic scale."""

import math
from collections.abc import Iterable
from typing import Literal, cast

import numpy as np

from service.blocks import Derived
from service.domain import Floats


def level(values: Floats, *, exponent: float, ref: float, amin: float) -> Floats:
    """Convert to decibels, in place.

    Parameters
    ----------
    values : ndarray of float32
        Magnitudes raised to `exponent`, >= 0. Overwritten.
    exponent : float
        1 for magnitudes, 2 for powers, > 0.
    ref : float
        The value that is 0 dB.
    amin : float
        Floor of `values` and `ref`, > 0.

    Returns
    -------
    ndarray of float32
        (20 / exponent) log10(max(amin, x) / max(amin, ref)): `librosa.amplitude_to_db` for an
        exponent of 1, `librosa.power_to_db` for 2, both without `top_db`.
    """
    scale = 20 / exponent
    with np.errstate(divide="ignore"):  # the floor is put under the result, where it is exact
        np.log(values, out=values)  # in float32 four times as fast as log10
    values *= np.float32(scale / math.log(10))
    raised(values, scale * math.log10(amin), out=values)
    if max(amin, ref) != 1:
        values -= np.float32(scale * math.log10(max(amin, ref)))
    return values


Guard = Literal["max", "add", "zeros"]
TOP = np.float32(np.inf)


def logarithm(values: Floats, *, base: float, guard: Guard, amin: float) -> Floats:
    """Take logarithms, in place.

    Parameters
    ----------
    values : ndarray of float32
        >= 0. Overwritten.
    base : float
        Of the logarithm.
    guard : {'max', 'add', 'zeros'}
        What becomes of small values: log(max(x, amin)), log(x + amin), or log(amin) for zeros only.
    amin : float
        > 0.

    Returns
    -------
    ndarray of float32
        The logarithms.
    """
    if guard == "add":
        values += np.float32(amin)
    with np.errstate(divide="ignore"):
        np.log(values, out=values)
    if base != math.e:
        values *= np.float32(1 / math.log(base))
    if guard == "max":
        raised(values, math.log(amin, base), out=values)
    elif guard == "zeros":
        np.copyto(values, np.float32(math.log(amin, base)), where=np.isneginf(values))
    return values


Extreme = Literal["max", "min"]


def related(
    levels: Iterable[Floats],
    *,
    zero: Extreme | None,
    depth: float | None,
    each_channel: bool = False,
) -> Iterable[Floats]:
    """Relate values on a logarithmic scale to the largest and the smallest.

    Parameters
    ----------
    levels : iterable of ndarray of float32, shape (n, ...) or (n, ..., channels)
        Gone through once to find these, and again whenever the result is.
    zero : {'max', 'min'} or None
        Which of them becomes 0; the smallest is that of before `depth` raised any.
    depth : float or None
        Values more than this below the largest are raised to there.
    each_channel : bool
        Whether each channel has extremes of its own; otherwise they are the whole answer's.

    Returns
    -------
    iterable of ndarray of float32
        `levels` itself if there is nothing to do.
    """
    if zero is None and depth is None:
        return levels
    lowest, highest = _extremes(levels, each_channel=each_channel, down=zero == "min")
    floor = highest - np.float32(np.inf if depth is None else depth)
    if zero is None:
        return Derived(levels, lambda blocks: (raised(block, floor) for block in blocks))
    origin = highest if zero == "max" else lowest
    floor = floor - origin
    return Derived(levels, lambda blocks: (raised(block - origin, floor) for block in blocks))


def _extremes(levels: Iterable[Floats], *, each_channel: bool, down: bool) -> tuple[Floats, Floats]:
    """Find the smallest, where it is asked for, and the largest value."""
    lowest, highest = np.float32(np.inf), np.float32(-np.inf)
    for block in levels:
        apart = tuple(range(block.ndim - 1)) if each_channel else None
        highest = np.maximum(highest, block.max(axis=apart, initial=-np.inf))
        if down:
            lowest = np.minimum(lowest, block.min(axis=apart, initial=np.inf))
    return cast("Floats", lowest), cast("Floats", highest)


def raised(
    values: Floats, lowest: Floats | np.float32 | float, out: Floats | None = None
) -> Floats:
    """Raise values to a floor; a third of the time that `numpy.maximum` takes with a number."""
    return values.clip(np.asarray(lowest, np.float32), TOP, out=out)
