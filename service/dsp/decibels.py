"""Ratios on a logarithmic scale."""

import math
from collections.abc import Iterable

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
    np.maximum(values, np.float32(scale * math.log10(amin)), out=values)
    if max(amin, ref) != 1:
        values -= np.float32(scale * math.log10(max(amin, ref)))
    return values


def related(levels: Iterable[Floats], *, to_max: bool, top_db: float | None) -> Iterable[Floats]:
    """Relate decibels to the largest of the whole answer.

    Parameters
    ----------
    levels : iterable of ndarray of float32
        dB; gone through once to find the largest, and again whenever the result is.
    to_max : bool
        Whether the largest becomes 0 dB.
    top_db : float or None
        Values more than this below the largest are raised to there, dB.

    Returns
    -------
    iterable of ndarray of float32
        `levels` itself if there is nothing to do.
    """
    if not to_max and top_db is None:
        return levels
    highest = max(float(block.max(initial=-np.inf)) for block in levels)
    shift = np.float32(highest if to_max else 0)
    lowest = np.float32(-np.inf if top_db is None else highest - shift - top_db)
    return Derived(levels, lambda blocks: (np.maximum(b - shift, lowest) for b in blocks))
