"""Presets beside their originals: `make agreement` writes what is measured where all read it.

Original and service are given the same samples, the service as in a request for npy. Each cell of
its answer may lie off the original's by what `law` permits two float32 front-ends with the preset's
parameters.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import scipy
import threadpoolctl

from service.pipeline import Job, asked, run
from service.presets import FILE, PRESETS, find
from service.settings import Limits
from service.sources import Body
from tests.oracles import _known, goldens, law, sounds
from tests.oracles.originals import ORIGINALS

MADE_WITH = Path(__file__).with_name("made_with.json")


@dataclass(frozen=True, eq=False)
class Witness:
    """An original, run now or when its golden was made, and what it says of each of its sounds."""

    preset: str
    facts: Any
    sounds: tuple[str, ...]
    samples: Callable[[str], np.ndarray]
    says: Callable[[str], np.ndarray]

    def __str__(self):
        return f"{self.facts}, {self.facts.source}"


def _run(original):
    def samples(name):
        return sounds.sound(name, original.sample_rate)

    names = tuple(name for name in sounds.SOUNDS if name not in original.undefined)
    says = lru_cache(maxsize=len(names))(lambda name: original.compute(samples(name)))
    return Witness(find(original.preset).id, original, names, samples, says)


def _stored(golden):
    def samples(name):
        return goldens.sound(name, golden.sample_rate)

    says = golden.values.__getitem__
    return Witness(find(golden.preset).id, golden, goldens.NAMES, samples, says)


WITNESSES = sorted([*map(_run, ORIGINALS), *map(_stored, goldens.every())], key=str)


def shares(witness, samples, said, **changed):
    """Tell the largest parts of the permitted error that any cell of an answer uses.

    How far what the original `said` lies off what the preset's parameters mean in float64, which
    tells that the error is that of its own front-end; and how far the service lies off it.
    """
    given = asked_for(witness, changed)
    meant = _meant(witness.preset, samples.tobytes(), tuple(given.items()))
    beside = law.Known(said.astype(np.float64), meant.error)
    return meant.share(said), beside.share(served(witness.preset, samples, given))


def asked_for(witness, changed):
    """Give the parameters of a request, with the rate of the samples if the preset has none."""
    own = PRESETS[witness.preset].values["sample_rate"]
    rate = {"sample_rate": witness.facts.sample_rate} if own is None else {}
    return {"preset": witness.preset, **rate, **changed}


@lru_cache(maxsize=32)
def _meant(preset, samples, given):
    feature = PRESETS[preset].feature
    values = asked(feature, "npy", dict(given)).model_dump()
    return _known.known(feature, values, np.frombuffer(samples, np.float32))


def served(preset, samples, given):
    """Compute a preset as a request for npy does."""
    out = io.BytesIO()
    with NamedTemporaryFile(suffix=".npy") as file:
        np.save(file, samples)
        file.flush()
        body = Body(file.name, "npy")
        asked_ = {"sample_rate": PRESETS[preset].values["sample_rate"], **given}
        run(Job(PRESETS[preset].feature, "npy", asked_, body, Limits()), out)
    out.seek(0)
    return np.load(out)


@cache
def on(witness, name, **changed):
    """Give the `shares` of one of a witness's sounds."""
    return shares(witness, witness.samples(name), witness.says(name), **changed)


def measured():
    """Compare all presets with all originals, in the form of the file."""
    found: dict[str, list] = {}
    for witness in WITNESSES:
        found.setdefault(witness.preset, []).append(_entry(witness))
    return found


def _entry(witness):
    share = {name: on(witness, name)[1] for name in witness.sounds}
    worst = max(share, key=share.__getitem__)
    return {
        "original": witness.facts.package,
        "version": witness.facts.version,
        "file": witness.facts.source,
        "sounds": list(witness.sounds),
        "worst_sound": worst,
        "share": float(f"{share[worst]:.2g}"),
    }


def made_with():
    """Name what rounds: libraries, and the kernels that they choose for this machine."""
    cores = {found["architecture"] for found in threadpoolctl.threadpool_info()}
    return {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "simd": np.show_config(mode="dicts")["SIMD Extensions"]["found"],
        "blas": sorted(cores),
    }


def written(file):
    """Read what was written."""
    return json.loads(file.read_text(encoding="utf-8"))


def write():
    """Write what is measured, and with what."""
    for file, found in ((FILE, measured()), (MADE_WITH, made_with())):
        file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
