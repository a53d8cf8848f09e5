import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def known(samples, rate, parameters, p=2.0, norm=True):
    """librosa's bandwidth b, and how far it may be.

    As a function of the centroid it is a weighted norm: by Minkowski's inequality it moves no
    further than the centroid, times the p-th root of the weights' sum. Its p-th power is linear
    in the magnitudes, or their quotient, as the centroid is.
    """
    bins, delta = oracle.bins_of(samples, parameters)
    right = oracle.spectral(
        librosa.feature.spectral_bandwidth, bins, rate, parameters, p=p, norm=norm
    )
    middle = oracle.centroid(bins, delta, rate, parameters)
    distance = np.abs(oracle.frequencies(rate, parameters) - middle.values[..., np.newaxis, :]) ** p
    delta, total = delta[..., 0, :], bins.sum(axis=-2)
    noise = np.sqrt(bins.shape[-2]) * delta
    power = right**p
    with np.errstate(invalid="ignore", divide="ignore"):
        if norm:
            spread = np.linalg.norm(distance - power[..., np.newaxis, :], axis=-2)
            error, weight = delta * spread / np.maximum(total - noise, 0), 1.0
        else:
            error, weight = delta * np.linalg.norm(distance, axis=-2), (total + noise) ** (1 / p)
        low, high = np.maximum(power - error, 0) ** (1 / p), (power + error) ** (1 / p)
        reach = np.maximum(right - low, high - right) + weight * middle.error
    return oracle.Known(right, reach + oracle.EPS * right)


@thorough
@given(framed(), st.sampled_from([1.0, 2.0, 3.0]) | st.floats(1, 6), st.booleans())
def test_values_equal_librosa_within_the_law(case, p, norm):
    values, plan = oracle.ours("spectral_bandwidth", *case[:2], p=p, norm=norm, **case.parameters)
    known(*case, p, norm).assert_equals(values)
    assert plan.unit == ("Hz" if norm else "1")


def test_defaults_are_librosas():
    samples, rate = speech()
    values, _ = oracle.ours("spectral_bandwidth", samples, rate)
    known(samples, rate, {}).assert_equals(values)
    known(samples, rate, {}).assert_equals(
        librosa.feature.spectral_bandwidth(y=samples, sr=rate)[0]
    )


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("spectral_bandwidth", samples, rate)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("spectral_bandwidth", one, rate)[0] == alone).all()


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_has_no_width(length):
    assert (oracle.ours("spectral_bandwidth", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(("p", "limit"), [(0.5, "at least 1"), (17, "at most 16")])
def test_an_exponent_that_is_no_norms_is_refused(p, limit):
    assert limit in refusal("spectral_bandwidth", {"p": p}).detail
