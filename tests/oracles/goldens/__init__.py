"""What originals that need torch or TensorFlow said of one second of sound, as files.

`sounds.npz` holds the second at each rate, int16; each other file the values of one original
(float32) and a JSON text of where they came from. `make_goldens` writes both.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SOUNDS = HERE / "sounds.npz"


@dataclass(frozen=True)
class Golden:
    """One original's answer to `sound(sample_rate)`, in its own axis order."""

    preset: str
    package: str
    version: str
    source: str
    sample_rate: int
    axes: tuple[str, ...]
    values: np.ndarray
    made_with: dict[str, str]

    def __str__(self):
        return f"{self.preset} by {self.package} {self.version}"


@cache
def sound(rate):
    """The second of sound at a rate in Hz: float32, shape (n,)."""
    with np.load(SOUNDS) as stored:
        return np.float32(stored[str(rate)] / 32768)


def write(values, provenance):
    name = "{preset}.{package}-{version}.npz".format(**provenance)
    np.savez_compressed(HERE / name, values=values, provenance=json.dumps(provenance))


def read(path):
    with np.load(path) as stored:
        facts = json.loads(str(stored["provenance"]))
        made_with, axes = facts.pop("with"), tuple(facts.pop("axes"))
        return Golden(**facts, axes=axes, values=stored["values"], made_with=made_with)


def every():
    """Read all goldens, in order of their names."""
    return [read(path) for path in sorted(HERE.glob("*.npz")) if path != SOUNDS]
