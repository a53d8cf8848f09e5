"""Colour maps as tables, read once when the module is imported."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

Name = Literal[
    "magma",
    "inferno",
    "plasma",
    "viridis",
    "cividis",
    "rocket",
    "mako",
    "batlow",
    "turbo",
    "jet",
    "hot",
    "cubehelix",
    "gray",
    "gray_r",
    "coolwarm",
    "vik",
    "twilight",
]

DATA = 240
"""Levels that a figure's palette has for data: 0 ... 239. Greys follow, from black to white."""
GREYS = 256 - DATA

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
"""Weights of linear red, green and blue, ITU-R BT.709."""
DARK = 0.08
"""Luminance that stands out clearly from white, about 8 : 1."""


FILE = Path(__file__).with_name("colormaps.json")
"""By name, the hexadecimal digits of red, green and blue of 256 levels."""


def _read() -> Mapping[str, Bytes]:
    lines = json.loads(FILE.read_text()).items()
    return MappingProxyType({name: _table(line) for name, line in lines})


def _table(line: str) -> Bytes:
    return np.frombuffer(bytes.fromhex(line), np.uint8).reshape(256, 3)


TABLES = _read()
"""Red, green and blue of 256 levels by name, shape (256, 3), as matplotlib has them."""


@lru_cache
def for_cells(name: Name) -> Bytes:
    """Make the palette of a figure of cells.

    Parameters
    ----------
    name : str
        A colour map.

    Returns
    -------
    ndarray of uint8, shape (256, 3)
        240 evenly spaced colours of the map, then 16 greys.
    """
    spread = np.rint(np.linspace(0, 255, DATA)).astype(int)
    return np.vstack([TABLES[name][spread], _greys()])


@lru_cache
def for_line(name: Name) -> Bytes:
    """Make the palette of a line: 240 steps from white to a dark colour of the map, 16 greys."""
    steps = np.linspace(0, 1, DATA)[:, np.newaxis]
    blend = 255 + steps * (_dark(TABLES[name]).astype(float) - 255)
    return np.vstack([np.rint(blend).astype(np.uint8), _greys()])


def _greys() -> Bytes:
    return np.repeat(np.linspace(0, 255, GREYS).astype(np.uint8)[:, np.newaxis], 3, axis=1)


def _dark(table: Bytes) -> Bytes:
    luminance = (table / 255.0) ** 2.2 @ LUMINANCE
    colour: Bytes = table[np.argmin(np.abs(luminance - DARK))]
    return colour
