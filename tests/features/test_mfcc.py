import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.features import _oracle as oracle
from tests.features._draw import SCALES, SHORT, banded, decibels, loud_and_quiet, speech, thorough

RATE = 16_000


@st.composite
def cepstral(draw):
    case = draw(banded())
    n_mels, dct_type = case.parameters["n_mels"], draw(st.sampled_from([1, 2, 3]))
    if dct_type == 1:
        n_mels = max(2, n_mels)
    more = {
        "n_mels": n_mels,
        "n_mfcc": draw(st.integers(1, n_mels)),
        "dct_type": dct_type,
        "norm": draw(st.sampled_from(["ortho", "none"])),
        "mel_norm": draw(st.sampled_from(["slaney", "none"])),
        "lifter": draw(st.sampled_from([0.0, 22.0]) | st.floats(0.5, 1e4)),
    }
    return case._replace(parameters=case.parameters | more | draw(decibels))


@thorough
@given(cepstral())
def test_coefficients_equal_librosa_within_the_law(case):
    values, _ = oracle.ours("mfcc", *case[:2], **case.parameters)
    # float64: librosa's own float32 loses amin below 1e-38
    oracle.mfcc(*case).assert_equals(values)


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_decibel_parameter_is_librosas_for_two_channels(scale):
    samples, rate = loud_and_quiet()
    parameters = SHORT | {"n_mels": 40} | scale
    values, _ = oracle.ours("mfcc", samples, rate, **parameters)
    oracle.mfcc(samples, rate, parameters).assert_equals(values)


@pytest.mark.parametrize("dct_type", [1, 2, 3])
@pytest.mark.parametrize("norm", ["ortho", "none"])
@pytest.mark.parametrize("mel_norm", ["slaney", "none"])
@pytest.mark.parametrize("lifter", [0.0, 22.0])
def test_every_transform_parameter_is_librosas(dct_type, norm, mel_norm, lifter):
    samples, rate = speech()
    asked = {"dct_type": dct_type, "norm": norm, "mel_norm": mel_norm, "lifter": lifter}
    parameters = SHORT | {"n_mels": 40, "n_mfcc": 13} | asked
    values, _ = oracle.ours("mfcc", samples, rate, **parameters)
    oracle.mfcc(samples, rate, parameters).assert_equals(values)


@pytest.mark.parametrize("lifter", [0, 22])
@pytest.mark.parametrize("dct_type", [2, 3])
def test_librosas_own_call_gives_the_same(lifter, dct_type):
    samples, rate = speech()
    asked = {"n_mfcc": 13, "lifter": lifter, "dct_type": dct_type}
    values, plan = oracle.ours("mfcc", samples, rate, **asked)
    # float32, as a user of librosa calls it
    librosas = librosa.feature.mfcc(y=samples, sr=rate, **asked)
    assert values.shape == plan.shape == librosas.shape == (13, 1 + len(samples) // 512)
    known = oracle.mfcc(samples, rate, asked)
    known.assert_equals(values)
    known.assert_equals(librosas)


def test_height_is_20_unless_given():
    values, plan = oracle.ours("mfcc", speech()[0][:52_480], RATE)
    assert values.shape == plan.shape == (20, 103)
    assert (plan.axes[0].name, plan.axes[0].unit) == ("coefficient", "1")
    assert_allclose(plan.axes[0].values, np.arange(20))


def test_silence_has_one_coefficient():
    values, _ = oracle.ours("mfcc", np.zeros(4000, np.float32), RATE)
    assert_allclose(values[0], -100 * np.sqrt(128), rtol=1e-6)  # a constant of -100 dB, orthonormal
    assert_allclose(values[1:], 0, atol=oracle.STABLE * 100 * np.sqrt(128))


def test_silence_relative_to_its_own_maximum_is_nothing():
    values, _ = oracle.ours("mfcc", np.zeros(4000, np.float32), RATE, ref="max")
    assert (values == 0).all()
