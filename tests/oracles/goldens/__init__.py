"""What originals that need torch or TensorFlow said of two short sounds, as files.

`sounds.npz` holds `medley` and `hush` at each rate, int16; each other file the values of one
original for both (float32) and a JSON text of where they came from. `make_goldens` writes both.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SOUNDS = HERE / "sounds.npz"
NAMES = ("medley", "hush")


@dataclass(frozen=True)
class Golden:
    """One original's answers to `sound(name, sample_rate)` by name, in its own axis order."""

    preset: str
    package: str
    version: str
    source: str
    sample_rate: int
    axes: tuple[str, ...]
    values: dict[str, np.ndarray]
    made_with: dict[str, str]

    def __str__(self):
        return f"{self.preset} by {self.package} {self.version}"


@cache
def sound(name, rate):
    """One of `NAMES` at a rate in Hz: float32, shape (n,)."""
    with np.load(SOUNDS) as stored:
        return np.float32(stored[f"{name}-{rate}"] / 32768)


def write(values, provenance):
    name = "{preset}.{package}-{version}.npz".format(**provenance)
    np.savez_compressed(HERE / name, provenance=json.dumps(provenance), **values)


def read(path):
    with np.load(path) as stored:
        facts = json.loads(str(stored["provenance"]))
        made_with, axes = facts.pop("with"), tuple(facts.pop("axes"))
        values = {name: stored[name] for name in NAMES}
        return Golden(**facts, axes=axes, values=values, made_with=made_with)


def every():
    """Read all goldens, in order of their names."""
    return [read(path) for path in sorted(HERE.glob("*.npz")) if path != SOUNDS]
