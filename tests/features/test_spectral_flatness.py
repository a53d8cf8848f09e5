import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, powers_of_ten, sound, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def known(samples, parameters, power=2.0, amin=1e-10):
    """librosa's flatness; both means rise with every bin, each of which is off by delta at most."""
    bins, delta = oracle.bins_of(samples, parameters)
    right = librosa.feature.spectral_flatness(S=bins, power=power, amin=amin)[..., 0, :]

    def means(magnitudes):
        values = np.maximum(amin, magnitudes**power)
        return np.exp(np.log(values).mean(axis=-2)), values.mean(axis=-2)

    (low, small), (high, large) = means(np.maximum(bins - delta, 0)), means(bins + delta)
    reach = np.maximum(right - low / large, high / small - right)
    return oracle.Known(right, reach + oracle.EPS * right)


@thorough
@given(framed(), st.sampled_from([1.0, 2.0]) | st.floats(0.1, 4), powers_of_ten(-20, 0))
def test_values_equal_librosa_within_the_law(case, power, amin):
    values, _ = oracle.ours(
        "spectral_flatness", *case[:2], power=power, amin=amin, **case.parameters
    )
    known(case.samples, case.parameters, power, amin).assert_equals(values)


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("spectral_flatness", samples, rate)
    known(samples, {}).assert_equals(values)
    assert plan.unit == "1"


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("spectral_flatness", samples, rate)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("spectral_flatness", one, rate)[0] == alone).all()


def test_a_click_is_flat_and_a_tone_is_not():
    click = np.eye(1, 2048, 1024, dtype="f4")[0]
    values, _ = oracle.ours("spectral_flatness", click, RATE, center=False)
    assert values == pytest.approx(1, abs=1e-6)
    tone = np.sin(2 * np.pi * 1000 * np.arange(2048) / RATE, dtype="f4")
    assert oracle.ours("spectral_flatness", tone, RATE, center=False)[0] < 1e-3
    assert (oracle.ours("spectral_flatness", sound("silence", 9), RATE)[0] == 1).all()


def test_a_floor_of_nothing_is_refused():
    assert "at least 1e-37" in refusal("spectral_flatness", {"amin": 0}).detail
