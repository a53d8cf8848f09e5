import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.features import _oracle as oracle
from tests.features._draw import (
    SCALES,
    SHORT,
    banded,
    decibels,
    loud_and_quiet,
    sound,
    speech,
    thorough,
)

RATE = 16_000
norms = st.sampled_from(["slaney", "none"])


@thorough
@given(banded(), norms, st.sampled_from([np.float32, np.float64]))
def test_bands_equal_librosa_within_the_law(case, norm, dtype):
    values, _ = oracle.ours("mel", *case[:2], norm=norm, **case.parameters)
    # float64 is the better oracle, float32 what a user of librosa sees
    oracle.mel(*case, norm, dtype).assert_equals(values)


@thorough
@given(banded(), norms, decibels)
def test_decibels_equal_librosa_within_the_law(case, norm, scale):
    values, _ = oracle.ours("mel", *case[:2], norm=norm, scale="db", **case.parameters, **scale)
    linear = oracle.mel(*case, norm)
    oracle.decibels(linear, scale, case.parameters["power"]).assert_equals(values)


@pytest.mark.parametrize("scale", SCALES, ids=str)
@pytest.mark.parametrize("power", [1.0, 2.0, 0.5])
def test_every_decibel_parameter_is_librosas_for_two_channels(power, scale):
    samples, rate = loud_and_quiet()
    parameters = SHORT | {"power": power, "n_mels": 40}
    values, _ = oracle.ours("mel", samples, rate, scale="db", **parameters, **scale)
    oracle.decibels(oracle.mel(samples, rate, parameters), scale, power).assert_equals(values)


@pytest.mark.parametrize("htk", [False, True])
@pytest.mark.parametrize("norm", ["slaney", "none"])
@pytest.mark.parametrize("power", [1.0, 2.0, 0.5, 3.0])
@pytest.mark.parametrize("fmax", ["none", 7600.0])
def test_every_bank_parameter_is_librosas(htk, norm, power, fmax):
    samples, rate = speech()
    bank = {"htk": htk, "power": power, "fmax": fmax, "fmin": 20.0, "n_mels": 40}
    values, _ = oracle.ours("mel", samples, rate, norm=norm, **SHORT, **bank)
    oracle.mel(samples, rate, SHORT | bank, norm).assert_equals(values)


@pytest.mark.parametrize("kind", ["noise", "click", "step"])
@pytest.mark.parametrize("n_mels", [1, 3, 128])
def test_the_widest_bands_keep_the_law(kind, n_mels):
    samples = sound(kind, 70_000)
    parameters = {"n_fft": 65_536, "hop_length": 30_000, "n_mels": n_mels}
    values, _ = oracle.ours("mel", samples, RATE, **parameters)
    oracle.mel(samples, RATE, parameters).assert_equals(values)


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("mel", samples, rate)
    librosas = librosa.feature.melspectrogram(y=samples, sr=rate)
    assert values.shape == plan.shape == librosas.shape
    oracle.mel(samples, rate, {}).assert_equals(values)
    oracle.mel(samples, rate, {}).assert_equals(librosas)


def test_centres_are_librosas():
    samples, rate = speech()
    _, plan = oracle.ours("mel", samples, rate, n_mels=40, fmin=20, fmax=7600, htk=True)
    centres = librosa.mel_frequencies(42, fmin=20, fmax=7600, htk=True)[1:-1]
    assert (plan.axes[0].name, plan.axes[0].unit) == ("frequency", "Hz")
    assert_allclose(plan.axes[0].values, centres, rtol=1e-13)


def test_fmax_is_half_the_rate_unless_given():
    samples, rate = speech()
    values, plan = oracle.ours("mel", samples, rate)
    given_, _ = oracle.ours("mel", samples, rate, fmax=rate / 2)
    assert plan.resolved["fmax"] == rate / 2
    assert (values == given_).all()


def test_floor_follows_the_exponent():
    for power, floor in ((1, 1e-5), (2, 1e-10), (3, 1e-15)):
        _, plan = oracle.ours("mel", sound("noise", 4000), RATE, power=power, scale="db")
        assert plan.resolved["amin"] == pytest.approx(floor)
        silent, _ = oracle.ours("mel", np.zeros(4000, np.float32), RATE, power=power, scale="db")
        assert_allclose(silent, -100, rtol=1e-6)


# numbers of the tutorial: reference/tutorial-facts.md, rows 21, 33, 36 and 37


def test_a_tone_of_1000_hz_peaks_in_row_42():
    samples = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype("f4")
    values, plan = oracle.ours("mel", samples, RATE, power=1)
    assert values.shape == (128, 32)
    assert (values[:, 4:-4].argmax(axis=0) == 42).all()
    assert plan.axes[0].values[42] == pytest.approx(1005.65, abs=0.01)


@pytest.mark.parametrize(
    ("n_fft", "n_mels", "empty"),
    [
        (50, 128, 80),
        (250, 128, 14),
        (450, 128, 0),
        (1024, 50, 0),
        (1024, 300, 0),
        (1024, 550, 64),
        (1024, 800, 189),
        (8192, 50, 0),
        (8192, 800, 0),
    ],
)
def test_empty_filters_are_counted_and_said(n_fft, n_mels, empty):
    parameters = {"n_fft": n_fft, "n_mels": n_mels, "hop_length": 2000}
    values, plan = oracle.ours("mel", sound("noise", 20_000), RATE, **parameters)
    assert np.count_nonzero(values.max(axis=1) == 0) == empty
    said = [w for w in plan.warnings if w.startswith(f"{empty} of {n_mels} mel filters are empty")]
    assert len(said) == bool(empty)
    assert any("empty" in warning for warning in plan.warnings) == bool(empty)


@pytest.mark.parametrize("parameters", [{}, {"ref": "max"}, {"ref": "max", "top_db": "none"}])
def test_silence_has_no_nan(parameters):
    values, _ = oracle.ours("mel", np.zeros(100, np.float32), RATE, scale="db", **parameters)
    assert (values == (0 if parameters else -100)).all()


@pytest.mark.parametrize("fmin", [0.0, 999.999, 1000.0, 7999.9])
def test_a_range_narrower_than_any_bin_gives_empty_bands_and_no_nan(fmin):
    parameters = {"fmin": fmin, "fmax": np.nextafter(fmin, np.inf), "scale": "db", "n_mels": 20}
    values, plan = oracle.ours("mel", sound("noise", 4000), RATE, **parameters)
    assert (values == -100).all()
    assert any(warning.startswith("20 of 20 mel filters are empty") for warning in plan.warnings)
