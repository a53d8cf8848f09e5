"""How closely each preset was matched with its originals: measured, written down, never typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

FILE = Path(__file__).with_name("agreement.json")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A comparison of a preset with one original, on all sounds.

    Attributes
    ----------
    original, version : str
        The package that was run, and its version.
    file : str
        What of it.
    sounds : tuple of str
        What both were given.
    worst_sound : str
        Where they lie furthest apart.
    share : float
        The largest part of the permitted error that any cell used; equal means at most 1.
    """

    original: str
    version: str
    file: str
    sounds: tuple[str, ...]
    worst_sound: str
    share: float


def read(text: str) -> Mapping[str, tuple[Agreement, ...]]:
    """Read measured agreements.

    Parameters
    ----------
    text : str
        JSON: for each id of a preset a list of objects with the members of `Agreement`.

    Returns
    -------
    mapping
        By id; read-only.
    """
    return MappingProxyType(
        {
            preset: tuple(Agreement(**{**one, "sounds": tuple(one["sounds"])}) for one in measured)
            for preset, measured in json.loads(text).items()
        }
    )


MEASURED = read(FILE.read_text(encoding="utf-8"))


def agreements(preset: str) -> tuple[Agreement, ...]:
    """Give what was measured of a preset, by its id."""
    return MEASURED.get(preset, ())


def status(preset: str) -> Literal["proven", "read"]:
    """Tell of an id whether it was compared with its originals, or its values were only read."""
    measured = agreements(preset)
    return "proven" if measured and all(one.share <= 1 for one in measured) else "read"
