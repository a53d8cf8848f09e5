import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from service.errors import TooLarge
from tests.features import _oracle as oracle
from tests.features._draw import SCALES, decibels, loud_and_quiet, sounds, thorough
from tests.streams import computed, outlined

RATE = 16_000
lengths = st.one_of(st.integers(1, 64), st.integers(1, 20_000), st.sampled_from([16_001, 16_384]))


def magnitudes(samples):
    """The absolute value of numpy's float64 transform; the whole sound is the one frame."""
    spectrum = np.fft.rfft(samples.astype(np.float64), axis=-1)
    delta = oracle.noise_level(spectrum[..., np.newaxis], samples.shape[-1])[..., 0]
    return oracle.Known(np.abs(spectrum), delta + np.zeros(spectrum.shape))


def tone(frequency, seconds=1):
    return 0.1 * np.sin(2 * np.pi * frequency * np.arange(seconds * RATE) / RATE)


@thorough
@given(lengths.flatmap(sounds))
def test_values_equal_numpy_within_the_law(samples):
    values, plan = oracle.ours("spectrum", samples, RATE)
    magnitudes(samples).assert_equals(values)
    assert values.dtype == np.float32
    assert values.shape == (*samples.shape[:-1], *plan.shape)


@thorough
@given(lengths.flatmap(sounds), decibels)
def test_decibels_equal_librosa_within_the_law(samples, scale):
    values, plan = oracle.ours("spectrum", samples, RATE, scale="db", **scale)
    oracle.decibels(magnitudes(samples), scale, 1).assert_equals(values)
    assert plan.unit == "dB"


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_decibel_parameter_is_librosas_for_two_channels(scale):
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("spectrum", samples, rate, scale="db", **scale)
    oracle.decibels(magnitudes(samples), scale, 1).assert_equals(values)


def test_a_tone_of_500_hz_has_800_in_bin_500():
    values, plan = oracle.ours("spectrum", tone(500).astype("f4"), RATE)
    assert values.shape == plan.shape == (8001,)
    assert values.argmax() == 500
    assert values[500] == pytest.approx(800.0, rel=1e-6)  # 0.1 * 16000 / 2
    assert np.delete(values, 500).max() < 800 * 1e-6
    assert plan.axes[0].values[500] == 500.0
    assert plan.axes[0].values[-1] == 8000.0


def test_three_tones_are_three_peaks():
    samples = tone(3529) + tone(6636) + tone(2441)
    values, _ = oracle.ours("spectrum", samples.astype("f4"), RATE)
    assert set(np.flatnonzero(values > 1)) == {2441, 3529, 6636}
    assert_allclose(values[[2441, 3529, 6636]], 800, rtol=1e-6)


@pytest.mark.parametrize("length", [1, 2, 15, 16])
def test_the_axis_ends_below_half_the_rate_for_an_odd_length(length):
    _, plan = oracle.ours("spectrum", np.ones(length, np.float32), RATE)
    assert_allclose(plan.axes[0].values, librosa.fft_frequencies(sr=RATE, n_fft=length), rtol=1e-15)


def test_silence_lies_on_the_floor():
    silence = np.zeros(999, np.float32)
    assert (oracle.ours("spectrum", silence, RATE, scale="db")[0] == -100).all()
    assert (oracle.ours("spectrum", silence, RATE, scale="db", ref="max")[0] == 0).all()


def test_ten_minutes_are_the_most():
    assert outlined("spectrum", 600 * 1000, 1000).shape == (300_001,)
    with pytest.raises(TooLarge, match="at most 600 s"):
        outlined("spectrum", 600 * 1000 + 1, 1000)
    with pytest.raises(TooLarge, match="at most 600 s"):
        computed("spectrum", np.ones(600 * 1000 + 1, np.float32), 1000)
