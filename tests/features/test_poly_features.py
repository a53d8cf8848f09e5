import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def known(samples, rate, parameters, order=1):
    """librosa's fit is linear: a coefficient is off by delta times the norm of its weights."""
    bins, delta = oracle.bins_of(samples, parameters)
    hz = oracle.frequencies(rate, parameters)[:, 0]
    right = librosa.feature.poly_features(S=bins, sr=rate, freq=hz, order=order)
    weights = np.polyfit(hz, np.eye(len(hz)), order)
    error = delta * np.linalg.norm(weights, axis=1, keepdims=True)
    return oracle.Known(right, error + oracle.EPS * np.abs(right) + oracle.TINY)


@thorough
@given(framed(), st.data())
def test_values_equal_librosa_within_the_law(case, data):
    order = data.draw(st.integers(0, min(10, case.parameters["n_fft"] // 2)))
    values, plan = oracle.ours("poly_features", *case[:2], order=order, **case.parameters)
    known(*case, order).assert_equals(values)
    assert len(plan.axes[0]) == order + 1


def test_defaults_are_librosas():
    samples, rate = speech()
    values, _ = oracle.ours("poly_features", samples, rate)
    known(samples, rate, {}).assert_equals(values)
    known(samples, rate, {}).assert_equals(librosa.feature.poly_features(y=samples, sr=rate))


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("poly_features", samples, rate, order=2)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("poly_features", one, rate, order=2)[0] == alone).all()


@pytest.mark.parametrize("length", [1, 5000])
def test_silence_is_zero(length):
    assert (oracle.ours("poly_features", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("order", "others", "sentence"),
    [
        (-1, {}, "at least 0"),
        (11, {}, "at most 10"),
        (3, {"n_fft": 4}, "n_fft=4 has 3 bins, it is less than that"),
    ],
)
def test_a_degree_that_cannot_be_is_refused(order, others, sentence):
    assert sentence in refusal("poly_features", {"order": order} | others).detail
