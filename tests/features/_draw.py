"""Sounds and parameters, valid by construction, over all that the models allow.

Hypothesis leaves a choice out of a whole run now and then, so each axis has its plain table too.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import soundfile
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from service.features._parts import PadMode, Window

SPEECH = Path(__file__).parents[2] / "openapi" / "examples" / "speech.flac"
MOST_FRAMES = 60

thorough = settings(
    deadline=None,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


SCALES = [
    {},
    {"ref": "max"},
    {"ref": "min"},
    {"ref": 0.5},
    {"amin": 1e-3},
    {"ref": 1e-9, "amin": 1e-3},
    {"top_db": "none"},
    {"top_db": 20},
    {"ref": "max", "amin": 1e-6, "top_db": 30},
]
SHORT = {"n_fft": 512, "win_length": 400, "hop_length": 1600}


class Case(NamedTuple):
    samples: np.ndarray
    rate: int
    parameters: dict


@cache
def speech():
    return soundfile.read(SPEECH, dtype="float32")


def noise(length, rng):
    return rng.standard_normal(length)


def tones(length, rng):
    time = np.arange(length)[:, np.newaxis]
    return np.sin(2 * np.pi * rng.uniform(0, 0.5, 3) * time + rng.uniform(0, 6, 3)).sum(axis=1)


def talk(length, rng):
    samples, _ = speech()
    return np.roll(np.resize(samples, max(length, len(samples))), -rng.integers(60_000))[:length]


def silence(length, _rng):
    return np.zeros(length)


def click(length, rng):
    return np.eye(1, length, rng.integers(length))[0]


def step(length, rng):
    return np.where(np.arange(length) < rng.integers(length + 1), -0.5, 1.0)


SOUNDS = {f.__name__: f for f in (noise, tones, talk, silence, click, step)}


def sound(kind, length, seed=0):
    return SOUNDS[kind](length, np.random.default_rng(seed)).astype(np.float32)


def loud_and_quiet():
    """Two channels that have neither their maximum nor their floor in common."""
    samples, rate = speech()
    return np.stack([samples, sound("noise", len(samples)) * np.float32(1e-3)]), rate


@st.composite
def sounds(draw, length):
    """One channel, or two or three of different kind and loudness."""

    def channel():
        gain = draw(st.sampled_from([1.0, 0.1, 2.0**-15, 8.0]))
        seed = draw(st.integers(0, 2**32 - 1))
        return sound(draw(st.sampled_from(list(SOUNDS))), length, seed) * np.float32(gain)

    channels = draw(st.sampled_from([0, 0, 2, 3]))
    return np.stack([channel() for _ in range(channels)]) if channels else channel()


sizes = st.one_of(
    st.integers(2, 64),
    st.integers(2, 2048),
    st.sampled_from([256, 400, 512, 850, 1021, 1024, 2048, 4096, 4097]),
)
rates = st.one_of(
    st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]), st.integers(1_000, 384_000)
)


@st.composite
def framed(draw):
    """A sound with parameters that cut it into at most some 60 frames."""
    n_fft, center = draw(sizes), draw(st.booleans())
    pad_mode = draw(st.sampled_from(get_args(PadMode))) if center else "constant"
    shortest = 1 if center else n_fft
    if pad_mode == "reflect":
        shortest = n_fft // 2 + 1
    length = shortest + draw(st.one_of(st.integers(0, 64), st.integers(0, 6000)))
    least = max(1, length // MOST_FRAMES)
    parameters = {
        "n_fft": n_fft,
        "hop_length": draw(st.one_of(st.integers(least, least + n_fft), st.just(least))),
        "window": draw(st.sampled_from(get_args(Window))),
        "center": center,
        "pad_mode": pad_mode,
    }
    if draw(st.booleans()):
        parameters["win_length"] = draw(st.integers(1, n_fft))
    return Case(draw(sounds(length)), draw(rates), parameters)


def powers_of_ten(low, high):
    return st.floats(low, high).map(lambda exponent: 10.0**exponent)


decibels = st.fixed_dictionaries(
    {},
    optional={
        "ref": st.sampled_from(["max", "min"]) | powers_of_ten(-30, 29.9) | st.floats(0.01, 100),
        "amin": st.just("none") | powers_of_ten(-36.9, 0),
        "top_db": st.just("none") | st.floats(0, 150),
    },
)


@st.composite
def banded(draw):
    """A framed sound with a bank of filters no narrower than a thousandth of a hertz."""
    case = draw(framed())
    half = case.rate / 2
    fmin = draw(st.just(0.0) | st.floats(0, 0.9).map(lambda share: share * half))
    fmax = draw(
        st.just("none") | st.floats(0, 1).map(lambda s: min(half, fmin + 1 + s * (half - fmin)))
    )
    bands = {
        "n_mels": draw(st.one_of(st.integers(1, 128), st.integers(1, 1024))),
        "power": draw(st.sampled_from([1.0, 2.0, 2.0]) | st.floats(0.01, 4)),
        "fmin": fmin,
        "fmax": fmax,
        "htk": draw(st.booleans()),
    }
    return case._replace(parameters=case.parameters | bands)
