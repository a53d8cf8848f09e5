from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.errors import BadParameter
from service.features._parts import ScipyWindow
from tests.features import _oracle as oracle
from tests.features._draw import rates, sounds, speech, thorough
from tests.features._engine import RATE, plain, refusal, same


@st.composite
def cases(draw):
    rate = draw(rates)
    per_octave = draw(st.sampled_from([1, 3, 12, 24, 7]))
    parameters = {
        "fmin": draw(st.floats(max(1, rate / 2000), rate / 4)),
        "bins_per_octave": per_octave,
        "n_bins": draw(st.integers(1, 6 * per_octave)),
        "hop_length": draw(st.sampled_from([64, 100, 257, 512, 1024])),
        "gamma": draw(st.sampled_from(["none", 0, 24.7]) | st.floats(0, 100)),
        "filter_scale": draw(st.floats(0.25, 2)),
        "norm": draw(st.sampled_from([1.0, 2.0, 0.5, "inf", "none"])),
        "sparsity": draw(st.sampled_from([0, 0.01, 0.5])),
        "window": draw(st.sampled_from(get_args(ScipyWindow))),
    }
    return draw(sounds(draw(st.integers(1, 12_000)))), rate, parameters


@thorough
@given(cases())
def test_values_equal_librosa_and_what_it_refuses_is_refused(case):
    samples, rate, parameters = case
    frames = 1 + samples.shape[-1] // parameters["hop_length"]

    def call():
        values = librosa.vqt(samples, sr=rate, tuning=0.0, **plain(parameters))
        if values.shape[-1] < frames:  # it loses the last where filters have a single sample
            raise librosa.ParameterError
        return np.abs(values)[..., :frames]

    same("vqt", samples, rate, call, **parameters)


def test_the_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("vqt", samples, rate)
    assert_array_equal(values, np.abs(librosa.vqt(samples, sr=rate)))
    assert_allclose(plan.axes[0].values, librosa.cqt_frequencies(84, fmin=librosa.note_to_hz("C1")))


def test_without_gamma_it_is_the_constant_q_transform():
    samples, rate = speech()
    assert_array_equal(
        oracle.ours("vqt", samples, rate, gamma=0)[0], oracle.ours("cqt", samples, rate)[0]
    )


@thorough
@given(cases())
def test_a_sound_shorter_than_the_lowest_filter_is_told_of(case):
    _, rate, parameters = case
    names = ("window", "filter_scale")
    frequencies = librosa.cqt_frequencies(
        max(2, parameters["n_bins"]),
        fmin=parameters["fmin"],
        bins_per_octave=parameters["bins_per_octave"],
    )
    chosen = plain({name: parameters[name] for name in (*names, "gamma")})
    longest = librosa.filters.wavelet_lengths(freqs=frequencies, sr=rate, **chosen)[0][0]
    try:
        told = oracle.outlined("vqt", max(1, int(longest * 0.99)), rate, **parameters).warnings
    except BadParameter:
        assume(condition=False)
    assert len(told) == 1
    assert oracle.outlined("vqt", int(longest * 1.01) + 1, rate, **parameters).warnings == ()


def test_filters_of_a_single_sample_are_refused():
    asked = {"fmin": 4.0, "bins_per_octave": 1, "n_bins": 1, "hop_length": 64, "filter_scale": 0.25}
    with pytest.raises(BadParameter, match=r"filter_scale=0.25: .* less gamma"):
        oracle.ours("vqt", np.ones(64, np.float32), 8000, **asked)


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("gamma", -1, {}, "at least 0"),
        ("gamma", 10_001, {}, "at most 10000"),
        ("n_bins", 84, {"gamma": 10_000}, "half the sample rate, 8000 Hz: fewer n_bins"),
        ("intervals", "ji3", {}, "no such parameter"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(parameter, value, others, sentence):
    fault = refusal("vqt", **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


def test_silence_is_zero():
    assert not oracle.ours("vqt", np.zeros(4000, np.float32), RATE)[0].any()
