"""Ratios on a logarithmic scale."""

from typing import Literal

import numpy as np

from service.domain import Floats


def to_db(
    values: Floats,
    *,
    exponent: float,
    ref: float | Literal["max"],
    amin: float,
    top_db: float | None,
) -> Floats:
    """Convert to decibels, in place.

    Parameters
    ----------
    values : ndarray of float32
        Magnitudes raised to `exponent`, >= 0. Overwritten.
    exponent : float
        1 for magnitudes, 2 for powers, > 0.
    ref : float or 'max'
        The value that is 0 dB; ``'max'`` is the largest of the whole array.
    amin : float
        Floor of `values` and `ref`, > 0.
    top_db : float or None
        Values more than this below the largest are raised to there, dB.

    Returns
    -------
    ndarray of float32
        (20 / exponent) log10(max(amin, x) / max(amin, ref)): `librosa.amplitude_to_db` for an
        exponent of 1, `librosa.power_to_db` for 2.
    """
    reference = float(values.max()) if ref == "max" else ref
    scale = 20 / exponent
    np.maximum(values, np.float32(amin), out=values)
    np.log10(values, out=values)
    values *= np.float32(scale)
    values -= np.float32(scale * np.log10(max(amin, reference)))
    if top_db is not None:
        np.maximum(values, values.max() - np.float32(top_db), out=values)
    return values
