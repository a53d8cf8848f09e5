"""librosa computes; what is held against it is what reaches it, and what is refused before."""

import subprocess
import sys
import warnings
from pathlib import Path
from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.errors import BadParameter, TooLarge
from service.features._constantq import bandwidth
from service.features._parts import ScipyWindow
from tests.features import _oracle as oracle
from tests.features._draw import SCALES, decibels, loud_and_quiet, rates, sounds, speech, thorough
from tests.streams import outlined

ROOT = Path(__file__).parents[2]
RATE = 16_000


def by_librosa(samples, rate, parameters):
    chosen = {name: None if value == "none" else value for name, value in parameters.items()}
    if chosen.get("norm") == "inf":
        chosen["norm"] = np.inf
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "n_fft=.* is too large for input signal", UserWarning)
        return np.abs(librosa.cqt(samples, sr=rate, tuning=0.0, **chosen))


@st.composite
def cases(draw):
    """A sound, its rate, and filters that end below half the rate as often as not."""
    rate = draw(rates)
    per_octave = draw(st.sampled_from([1, 3, 12, 24, 36, 7]))
    fmin = draw(st.floats(max(1, rate / 2000), rate / 4))
    parameters = {
        "fmin": fmin,
        "bins_per_octave": per_octave,
        "n_bins": draw(st.integers(1, 6 * per_octave)),
        "hop_length": draw(st.sampled_from([64, 100, 257, 512, 1024])),
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
    try:
        right = by_librosa(samples, rate, parameters)
    except librosa.ParameterError:
        with pytest.raises(BadParameter):
            oracle.ours("cqt", samples, rate, **parameters)
        return
    values, plan = oracle.ours("cqt", samples, rate, **parameters)
    assert values.dtype == np.float32
    assert values.shape == (*samples.shape[:-1], *plan.shape)
    assert plan.shape == (parameters["n_bins"], 1 + samples.shape[-1] // parameters["hop_length"])
    assert right.shape[-1] - values.shape[-1] in {0, 1}  # one more, centred beyond the end
    assert_array_equal(values, right[..., : values.shape[-1]])


@thorough
@given(cases())
def test_the_axes_are_librosas(case):
    samples, rate, parameters = case
    try:
        _, plan = oracle.ours("cqt", samples, rate, **parameters)
    except BadParameter:
        assume(condition=False)
    frequency, time = plan.axes
    known = librosa.cqt_frequencies(
        parameters["n_bins"], fmin=parameters["fmin"], bins_per_octave=parameters["bins_per_octave"]
    )
    assert_allclose(frequency.values, known, rtol=1e-13)
    times = librosa.times_like(plan.shape[1], sr=rate, hop_length=parameters["hop_length"])
    assert_allclose(time.values, times, rtol=1e-13)


def test_the_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("cqt", samples, rate)
    assert_array_equal(values, np.abs(librosa.cqt(samples, sr=rate, tuning=0.0)))
    assert_allclose(plan.axes[0].values, librosa.cqt_frequencies(84, fmin=librosa.note_to_hz("C1")))


@thorough
@given(sounds(4000), decibels)
def test_decibels_equal_librosa_within_the_law(samples, scale):
    values, plan = oracle.ours("cqt", samples, RATE, scale="db", **scale)
    linear = oracle.Known(by_librosa(samples, RATE, {}).astype(np.float64), 0)
    oracle.decibels(linear, scale, 1).assert_equals(values)
    assert plan.unit == "dB"


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_decibel_parameter_is_librosas_for_two_channels(scale):
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("cqt", samples, rate, scale="db", **scale)
    linear = oracle.Known(by_librosa(samples, rate, {}).astype(np.float64), 0)
    oracle.decibels(linear, scale, 1).assert_equals(values)


def test_a_tone_is_loudest_in_its_own_bin():
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(2 * RATE) / RATE)
    values, plan = oracle.ours("cqt", tone.astype("f4"), RATE, fmin=110, n_bins=49)
    assert set(values[:, 10:-10].argmax(axis=0)) == {24}
    assert plan.axes[0].values[24] == pytest.approx(440)


@pytest.mark.parametrize("window", get_args(ScipyWindow))
def test_the_bandwidth_of_a_window_is_librosas(window):
    # its table has the triangle of another length, and a flat top of other coefficients than scipy
    near = {"triang": 2e-4, "flattop": 2e-3}.get(window, 1e-7)
    assert bandwidth(window) == pytest.approx(librosa.filters.window_bandwidth(window), rel=near)


def refusal(parameters):
    with pytest.raises(BadParameter) as refused:
        outlined("cqt", RATE, RATE, **parameters)
    (fault,) = refused.value.faults
    return fault


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("fmin", 0, {}, "at least 1"),
        ("fmin", 8001.0, {}, "at most half the sample rate, 8000 Hz"),
        ("n_bins", 0, {}, "at least 1"),
        ("n_bins", 2049, {}, "at most 2048"),
        ("n_bins", 96, {}, "half the sample rate, 8000 Hz: fewer n_bins, or a lower fmin"),
        ("n_bins", 84, {"window": "flattop", "filter_scale": 0.05}, "reaches"),
        ("bins_per_octave", 0, {}, "at least 1"),
        ("bins_per_octave", 513, {}, "at most 512"),
        ("fmin", 1.0, {"bins_per_octave": 96, "n_bins": 96}, "the limit is 16777216"),
        ("hop_length", 0, {}, "at least 1"),
        ("filter_scale", 0, {}, "at least 0.01"),
        ("norm", 0, {}, "at least 0.5 or 'inf' or 'none'"),
        ("norm", "max", {}, "a valid number or 'inf' or 'none'"),
        ("sparsity", 1, {}, "at most 0.99"),
        ("sparsity", -0.1, {}, "at least 0"),
        ("window", "kaiser", {}, "'hann'"),
        ("tuning", 0.5, {}, "no such parameter"),
        ("top_db", 60.0, {}, "only with scale=db"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(parameter, value, others, sentence):
    fault = refusal({parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


def test_a_sound_too_short_to_be_halved_is_refused():
    one = np.ones(1, np.float32)
    with pytest.raises(BadParameter, match="too short"):
        oracle.ours("cqt", one, 384_000, n_bins=1, fmin=100)


def test_ten_minutes_are_the_most():
    assert outlined("cqt", 600 * RATE, RATE).shape == (84, 18_751)
    with pytest.raises(TooLarge, match="at most 600 s"):
        outlined("cqt", 600 * RATE + 1, RATE)


def test_a_sound_shorter_than_the_lowest_filter_is_told_of():
    frequencies = librosa.cqt_frequencies(84, fmin=librosa.note_to_hz("C1"))
    longest = librosa.filters.wavelet_lengths(freqs=frequencies, sr=RATE)[0][0]
    assert outlined("cqt", int(longest) + 1, RATE).warnings == ()
    (warning,) = outlined("cqt", int(longest), RATE).warnings
    assert f"the sound has {int(longest)} samples" in warning


def test_a_plan_needs_no_librosa():
    code = (
        "import sys; from service.features import FEATURES; cqt = FEATURES['cqt'];"
        "cqt.plan(cqt.params(), 16000).remarks(16000);"
        "print({'librosa', 'numba'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
