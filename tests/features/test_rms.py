from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.features._parts import PadMode
from tests.features import _oracle as oracle
from tests.features._draw import SCALES, decibels, loud_and_quiet, rates, sounds, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def known(samples, parameters):
    """Sums in float64 leave the rounding of the square root and of the result."""
    right = librosa.feature.rms(y=samples.astype(np.float64), dtype=np.float64, **parameters)
    return oracle.Known(right[..., 0, :], oracle.EPS * right[..., 0, :] + oracle.TINY)


@st.composite
def cases(draw):
    length, center = draw(st.integers(1, 4096)), draw(st.booleans())
    pad_mode = draw(st.sampled_from(get_args(PadMode))) if center else "constant"
    shortest = 1 if center else length
    if pad_mode == "reflect":
        shortest = length // 2 + 1
    samples = draw(sounds(shortest + draw(st.integers(0, 6000))))
    hop = draw(st.integers(max(1, samples.shape[-1] // 60), 8192))
    parameters = {"frame_length": length, "hop_length": hop, "center": center}
    return samples, draw(rates), parameters | {"pad_mode": pad_mode}


@thorough
@given(cases())
def test_values_equal_librosa(case):
    values, plan = oracle.ours("rms", *case[:2], **case[2])
    known(case[0], case[2]).assert_equals(values)
    assert plan.shape == values.shape[-1:]


@thorough
@given(cases(), decibels)
def test_decibels_equal_librosa(case, scale):
    values, plan = oracle.ours("rms", *case[:2], scale="db", **case[2], **scale)
    oracle.decibels(known(case[0], case[2]), scale, 1).assert_equals(values)
    assert plan.unit == "dB"


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_decibel_parameter_is_librosas_for_two_channels(scale):
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("rms", samples, rate, scale="db", **scale)
    oracle.decibels(known(samples, {}), scale, 1).assert_equals(values)


def test_defaults_and_times_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("rms", samples, rate)
    known(samples, {}).assert_equals(values)
    np.testing.assert_allclose(plan.axes[0].values, librosa.times_like(values, sr=rate))


def test_a_sine_of_full_scale_has_3_db_less_than_a_square():
    time = np.arange(RATE) / RATE
    sine = np.sin(2 * np.pi * 500 * time).astype("f4")
    parameters = {"frame_length": 320, "hop_length": 320, "center": False, "scale": "db"}
    levels, _ = oracle.ours("rms", sine, RATE, **parameters)
    assert levels == pytest.approx(20 * np.log10(np.sqrt(0.5)), abs=1e-4)
    assert oracle.ours("rms", np.sign(sine + 1e-9), RATE, **parameters)[0] == pytest.approx(0)


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_is_zero(length):
    assert (oracle.ours("rms", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("parameter", "value", "others", "length", "sentence"),
    [
        ("frame_length", 0, {}, 9, "at least 1"),
        ("frame_length", 65_537, {}, 9, "at most 65536"),
        ("frame_length", 2048, {"center": "false"}, 2047, "must fit in the 2047 samples"),
        ("pad_mode", "reflect", {}, 1024, "1024 samples needs more than the 1024 there are"),
        ("pad_mode", "edge", {"center": "false"}, 9000, "only with center=true"),
        ("top_db", 60.0, {}, 9000, "only with scale=db"),
        ("n_fft", 512, {}, 9000, "no such parameter"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, value, others, length, sentence):
    fault = refusal("rms", {parameter: value} | others, length)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail
