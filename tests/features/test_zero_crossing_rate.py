import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from tests.features import _oracle as oracle
from tests.features._draw import rates, sounds, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


@st.composite
def cases(draw):
    length, center = draw(st.integers(1, 4096)), draw(st.booleans())
    samples = draw(sounds((1 if center else length) + draw(st.integers(0, 6000))))
    parameters = {
        "frame_length": length,
        "hop_length": draw(st.integers(max(1, samples.shape[-1] // 60), 8192)),
        "center": center,
        "threshold": draw(st.sampled_from([1e-10, 0.0, 1e-3, 0.1, 0.3])),
        "zero_pos": draw(st.booleans()),
    }
    return samples, draw(rates), parameters


@thorough
@given(cases())
def test_values_are_librosas(case):
    samples, rate, parameters = case
    values, _ = oracle.ours("zero_crossing_rate", samples, rate, **parameters)
    # librosa 0.11 compares with the threshold as float32; 1.x with the type it is given.
    parameters["threshold"] = np.float32(parameters["threshold"])
    right = librosa.feature.zero_crossing_rate(samples, **parameters)[..., 0, :]
    assert_array_equal(values, right.astype("f4"))


def test_a_sample_at_the_threshold_is_zero_in_every_librosa():
    samples = np.array([0, 0.1, -0.2, 0.1], "f4")
    parameters = {"frame_length": 2, "hop_length": 1, "center": False, "threshold": 0.1}
    values, _ = oracle.ours("zero_crossing_rate", samples, RATE, **parameters)
    assert values.tolist() == [0, 0.5, 0.5]


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("zero_crossing_rate", samples, rate)
    assert_array_equal(values, librosa.feature.zero_crossing_rate(samples)[0].astype("f4"))
    assert (plan.unit, plan.axes[0].name) == ("1", "time")


def test_a_tone_crosses_twice_a_cycle():
    tone = np.cos(2 * np.pi * 500 * (np.arange(RATE) + 0.5) / RATE).astype("f4")
    values, _ = oracle.ours("zero_crossing_rate", tone, RATE, frame_length=3200, center=False)
    assert values == pytest.approx(2 * 500 / RATE, abs=1 / 3200)


def test_to_pass_through_zero_is_one_crossing_or_two():
    samples = np.array([1, 0, -1, -1, 0, 1], "f4")
    parameters = {"frame_length": 6, "hop_length": 6, "center": False}
    plain, _ = oracle.ours("zero_crossing_rate", samples, RATE, **parameters)
    strict, _ = oracle.ours("zero_crossing_rate", samples, RATE, zero_pos=False, **parameters)
    assert (plain, strict) == (pytest.approx(2 / 6), pytest.approx(4 / 6))


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_crosses_nothing(length):
    assert (oracle.ours("zero_crossing_rate", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("threshold", -1, {}, "at least 0"),
        ("frame_length", 0, {}, "at least 1"),
        ("frame_length", 20_000, {"center": "false"}, "must fit in the 16000 samples"),
        ("pad_mode", "constant", {}, "no such parameter"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, value, others, sentence):
    fault = refusal("zero_crossing_rate", {parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail
