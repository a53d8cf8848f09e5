import librosa
import numpy as np
import pytest
from hypothesis import given

from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, speech, thorough

RATE = 16_000


@thorough
@given(framed())
def test_values_equal_librosa_within_the_law(case):
    values, plan = oracle.ours("spectral_centroid", *case[:2], **case.parameters)
    bins, delta = oracle.bins_of(case.samples, case.parameters)
    oracle.centroid(bins, delta, case.rate, case.parameters).assert_equals(values)
    assert plan.unit == "Hz"


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("spectral_centroid", samples, rate)
    known = oracle.centroid(*oracle.bins_of(samples, {}), rate, {})
    known.assert_equals(values)
    known.assert_equals(librosa.feature.spectral_centroid(y=samples, sr=rate)[0])
    assert [axis.name for axis in plan.axes] == ["time"]


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("spectral_centroid", samples, rate)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("spectral_centroid", one, rate)[0] == alone).all()


def test_a_tone_is_its_own_centroid():
    tone = np.cos(2 * np.pi * 1000 * np.arange(RATE) / RATE).astype("f4")
    parameters = {"n_fft": 512, "hop_length": 128, "center": False}
    values, _ = oracle.ours("spectral_centroid", tone, RATE, **parameters)
    assert values == pytest.approx(1000, abs=0.1)  # the window's sidelobes are even about it


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_is_at_0_hz(length):
    values, _ = oracle.ours("spectral_centroid", np.zeros(length, "f4"), RATE)
    assert (values == 0).all()
