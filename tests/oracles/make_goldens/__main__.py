"""Make the goldens: what originals that need torch or TensorFlow say of two short sounds.

Run once per new version, by hand; the goldens are committed, their makers never installed:

    python -m venv torch-env
    torch-env/bin/pip install torch==2.13.0 librosa==0.11.0 soundfile soxr
    torch-env/bin/pip install --no-deps torchaudio==2.11.0 torchlibrosa==0.1.0
    rm -r torch-env/lib/python*/site-packages/torchaudio/lib
    torch-env/bin/python -m tests.oracles.make_goldens speech taggers vocoders

torch is a build for processors alone, for which torchaudio's compiled part, which no front-end
needs, cannot be loaded. TensorFlow has its own environment: `pip install tensorflow-cpu==2.21.0
soundfile soxr`, then `... make_goldens with_tensorflow`.

Packages too heavy to install are downloaded without their dependencies, and only the classes or
functions that compute the features are run. A golden holds numbers, never a package's code.
"""

import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

import numpy as np

from tests.oracles import goldens, sounds
from tests.oracles.make_goldens._golden import MAKERS

RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
ENGINES = ("torch", "torchaudio", "torchlibrosa", "librosa", "tensorflow-cpu", "numpy")


def main(modules):
    if not goldens.SOUNDS.exists():  # other goldens rest on them: remove those too
        made = {"medley": sounds.medley, "hush": sounds.hush}
        at_rates = {
            f"{name}-{rate}": np.int16(make(rate) * 32768.0)
            for name, make in made.items()
            for rate in RATES
        }
        np.savez_compressed(goldens.SOUNDS, **at_rates)
    for name in modules:
        import_module(f"tests.oracles.make_goldens.{name}")
    for maker in MAKERS:
        values = {
            name: np.asarray(maker.compute(goldens.sound(name, maker.sample_rate)), np.float32)
            for name in goldens.NAMES
        }
        goldens.write(values, maker.provenance() | {"with": versions()})


def versions():
    found = {}
    for name in ENGINES:
        try:
            found[name] = version_of(name)
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
