"""Chroma of the constant-Q transform, its statistics, and tonal centroids."""

from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from service.errors import TooLarge
from service.features._parts import ScipyWindow
from tests.features import _oracle as oracle
from tests.features._draw import rates, sounds, speech
from tests.features._engine import RATE, plain, quietly, refusal, same, some
from tests.streams import outlined

CHROMA = {
    "chroma_cqt": librosa.feature.chroma_cqt,
    "chroma_cens": librosa.feature.chroma_cens,
    "tonnetz": librosa.feature.tonnetz,
}
each = pytest.mark.parametrize("feature", CHROMA)


@st.composite
def cases(draw, feature):
    """A sound, its rate, and filters that end below half the rate as often as not."""
    rate = draw(rates)
    n_chroma, octaves = draw(st.sampled_from([12, 12, 24, 7])), draw(st.integers(1, 5))
    parameters = {
        "fmin": draw(st.floats(max(1, rate / 2000), max(1, rate / 2 ** (octaves + 1.2)))),
        "n_chroma": n_chroma,
        "n_octaves": octaves,
        "bins_per_octave": n_chroma * draw(st.integers(1, 3)),
        "hop_length": draw(st.sampled_from([64, 257, 512, 1024])),
        "tuning": draw(st.sampled_from(["none", 0.0]) | st.floats(-0.5, 0.5)),
        "cqt_mode": draw(st.sampled_from(["full", "hybrid"])),
    }
    if feature != "chroma_cens":
        parameters["threshold"] = draw(st.sampled_from([0.0, 0.01, 1.0]))
    if feature != "tonnetz":
        parameters["norm"] = draw(st.sampled_from([1.0, 2.0, "inf", "none"]))
    if feature == "chroma_cens":
        parameters["win_len_smooth"] = draw(st.just("none") | st.integers(1, 60))
        parameters["smoothing_window"] = draw(st.sampled_from(get_args(ScipyWindow)))
    return draw(sounds(draw(st.integers(1, 12_000)))), rate, parameters


@each
@some
@given(data=st.data())
def test_values_equal_librosa_and_what_it_refuses_is_refused(feature, data):
    samples, rate, parameters = data.draw(cases(feature))
    frames = 1 + samples.shape[-1] // parameters["hop_length"]

    def call():
        return CHROMA[feature](y=samples, sr=rate, **plain(parameters))[..., :frames]

    same(feature, samples, rate, call, **parameters)


@each
def test_the_defaults_are_librosas(feature):
    samples, rate = speech()
    values, plan = oracle.ours(feature, samples, rate)
    assert_array_equal(values, CHROMA[feature](y=samples, sr=rate).astype(np.float32))
    assert plan.axes[0].values.tolist() == list(range(6 if feature == "tonnetz" else 12))


@each
@pytest.mark.parametrize("mode", ["full", "hybrid"])
def test_silence_is_zero(feature, mode):
    assert not oracle.ours(feature, np.zeros(9000, np.float32), RATE, cqt_mode=mode)[0].any()


def test_an_a_is_the_tenth_class():
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(2 * RATE) / RATE)
    values, _ = oracle.ours("chroma_cqt", tone.astype("f4"), RATE)
    assert set(values[:, 10:-10].argmax(axis=0)) == {9}
    assert values.max() == 1


def test_a_tone_out_of_tune_is_found_by_its_estimated_tuning():
    tone = 0.1 * np.sin(2 * np.pi * 440 * 2 ** (0.3 / 36) * np.arange(2 * RATE) / RATE)
    samples = tone.astype("f4")
    with quietly():
        known = librosa.estimate_tuning(y=samples, sr=RATE, bins_per_octave=36)
    assert known == pytest.approx(0.3, abs=0.05)
    estimated, _ = oracle.ours("chroma_cqt", samples, RATE)
    assert_array_equal(estimated, oracle.ours("chroma_cqt", samples, RATE, tuning=known)[0])


@each
@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("fmin", 8001.0, {}, "at most half the sample rate, 8000 Hz"),
        ("n_octaves", 8, {}, "half the sample rate, 8000 Hz: fewer n_octaves, or a lower fmin"),
        ("n_octaves", 17, {}, "at most 16"),
        ("bins_per_octave", 20, {}, "must be a multiple of n_chroma=12"),
        ("bins_per_octave", 481, {}, "at most 480"),
        ("n_chroma", 0, {}, "at least 1"),
        ("tuning", 0.6, {}, "at most 0.5 or 'none'"),
        ("hop_length", 0, {}, "at least 1"),
        ("cqt_mode", "half", {}, "'full' or 'hybrid'"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(feature, parameter, value, others, sentence):
    fault = refusal(feature, **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


@pytest.mark.parametrize(
    ("feature", "parameter", "value", "sentence"),
    [
        ("chroma_cqt", "norm", 0, "at least 0.5 or 'inf' or 'none'"),
        ("chroma_cqt", "threshold", -1, "at least 0"),
        ("chroma_cens", "win_len_smooth", 0, "at least 1 or 'none'"),
        ("chroma_cens", "threshold", 0.1, "no such parameter"),
        ("tonnetz", "norm", 2, "no such parameter"),
    ],
    ids=str,
)
def test_what_only_some_have_is_refused_with_a_sentence(feature, parameter, value, sentence):
    assert sentence in refusal(feature, **{parameter: value}).detail


@each
def test_ten_minutes_are_the_most(feature):
    assert outlined(feature, 600 * RATE, RATE).shape[1] == 18_751
    with pytest.raises(TooLarge, match="at most 600 s"):
        outlined(feature, 600 * RATE + 1, RATE)
