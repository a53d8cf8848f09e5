"""The bare picture: one pixel per cell."""

import json
from collections.abc import Iterator

import numpy as np

from service.domain import Features
from service.errors import TooLarge
from service.formats._picture.colormaps import Bytes
from service.formats._picture.levels import FORMULA, Limits, quantise, real
from service.formats._picture.png import LONGEST_SIDE

TOP = 255
BAND = 2**18
"""Cells that are compressed at a time."""


def size_of(features: Features) -> tuple[int, int]:
    """Give width and height of the picture.

    Raises
    ------
    TooLarge
        A side is longer than 65,500 pixels.
    """
    height, width = features.shape[:: -1 if features.blocks_first else 1]
    if max(height, width) > LONGEST_SIDE:
        raise TooLarge(
            f"one pixel per cell would be {width} x {height}; a side has at most {LONGEST_SIDE}: "
            "choose style=figure or a longer hop_length, or cut the sound with offset and duration"
        )
    return width, height


def bands(features: Features, limits: Limits) -> Iterator[Bytes]:
    """Give the levels of some rows at a time, from the last row, which is at the top."""
    levels = np.concatenate([quantise(block, limits, TOP) for block in real(features)])
    downwards = levels.T[::-1]
    rows = max(1, BAND // downwards.shape[1])
    for start in range(0, len(downwards), rows):
        yield downwards[start : start + rows]


def scale_of(limits: Limits, unit: str) -> str:
    """Tell in JSON how to turn levels into values."""
    return json.dumps(
        {
            "vmin": limits.low,
            "vmax": limits.high,
            "unit": unit,
            "levels": TOP + 1,
            "formula": FORMULA.format(top=TOP),
            "arithmetic": "float64",
        }
    )
