"""A request of the long tail meets nothing that is still to be compiled or loaded.

In a process of its own, which warms up as a warm parent does, and then computes features with
parameters that nobody has rehearsed, while numba and the importer are watched.
"""

import json
import subprocess
import sys

import pytest

from service.features import FEATURES
from tests.conftest import ROOT, kernels_are_built

LONG_TAIL = [name for name, feature in FEATURES.items() if feature.lane == "long_tail"]

SEEN = """
import json, sys
from io import BytesIO
import numpy as np
from service.pipeline import Job, run
from service.pool import kernels
from service.settings import Limits
from service.sources import Body

noise = np.random.default_rng(0).uniform(-1, 1, (3, 22_050)).astype(np.float32)
noise[:, 5000:9000] = 0
np.save(sys.argv[1], noise)
body = Body(sys.argv[1], "npy")
with kernels.built(kernels.directory(), kernels.warm_up):
    from numba.core import event  # as in a warm parent, numba learns first where kernels are

    with event.install_recorder("numba:compile") as compiled:
        kernels.warm_up()
found = {"warming up": len(compiled.buffer)}
for feature, choices in json.loads(sys.argv[2]).items():
    modules = set(sys.modules)
    with event.install_recorder("numba:compile") as compiled:
        for choice in choices:
            parameters = {"sample_rate": 22_050, **choice}
            run(Job(feature, "npy", parameters, body, Limits()), BytesIO())
    found[feature] = [len(compiled.buffer), sorted(set(sys.modules) - modules)]
print(json.dumps(found))
"""
CHOICES = {
    "chroma_cens": [{"win_len_smooth": "none"}, {"tuning": 0.1, "cqt_mode": "hybrid"}],
    "chroma_cqt": [{"cqt_mode": "hybrid", "channel": "each"}, {"tuning": 0, "norm": 3}],
    "cqt": [{"hop_length": 100, "norm": "none"}, {"window": "flattop", "scale": "db"}],
    "vqt": [{"hop_length": 100, "gamma": 3}, {"window": "bohman", "channel": "each"}],
    "tonnetz": [
        {"threshold": 0.5, "cqt_mode": "hybrid", "channel": "each"},
        {"n_chroma": 24, "bins_per_octave": 48},
    ],
    "pyin": [
        {"resolution": 0.5, "channel": "each", "part": "all"},
        {"center": False, "fill_na": "none"},
    ],
    "yin": [{"center": False, "channel": "each"}, {"frame_length": 999, "pad_mode": "reflect"}],
    "tempogram": [
        {"win_length": 33, "norm": 3, "channel": "each"},
        {"center": False, "win_length": 9},
    ],
    "fourier_tempogram": [{"part": "complex", "channel": "each"}, {"win_length": 99}],
    "tempo": [
        {"aggregate": "median", "channel": "each"},
        {"max_tempo": "none", "aggregate": "none"},
    ],
    "beat_track": [{"trim": False, "hop_length": 100}, {"bpm": 77.7, "tightness": 3}],
    "onset_detect": [{"backtrack": True, "normalize": False}, {"wait": 3, "pre_max": 5}],
    "hpss": [{"margin_harm": 3, "power": 1.5, "channel": "each"}, {"n_fft": 333, "mask": True}],
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Kernels compiled and modules loaded by each feature, after the rehearsal of all."""
    kernels_are_built()
    sound = str(tmp_path_factory.mktemp("rehearsal") / "noise.npy")
    done = subprocess.run(
        [sys.executable, "-c", SEEN, sound, json.dumps(CHOICES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_parent_compiles_nothing_where_kernels_are_kept(seen):
    assert seen["warming up"] == 0


def test_every_feature_of_the_long_tail_is_looked_at():
    assert sorted(CHOICES) == sorted(LONG_TAIL)


@pytest.mark.parametrize("feature", LONG_TAIL)
def test_nothing_is_left_to_load_or_to_compile(feature, seen):
    assert seen[feature] == [0, []]
