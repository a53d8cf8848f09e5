import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def between(samples, rate, parameters, share):
    """The lowest and the highest bin that may be the answer: sums are off by sqrt(n) delta."""
    bins, delta = oracle.bins_of(samples, parameters)
    sums = np.cumsum(bins, axis=-2)
    threshold = share * sums[..., -1:, :]
    noise = (1 + share) * np.sqrt(bins.shape[-2]) * delta
    hz = oracle.frequencies(rate, parameters)[:, 0]
    low = (sums >= threshold - noise).argmax(axis=-2)
    high = np.where(sums >= threshold + noise, hz[:, np.newaxis], np.inf).min(axis=-2)
    return hz[low].astype("f4"), np.minimum(high, hz[-1]).astype("f4")


@thorough
@given(framed(), st.just(0.85) | st.floats(0.001, 0.999))
def test_values_equal_librosa_within_the_law(case, share):
    values, plan = oracle.ours("spectral_rolloff", *case[:2], roll_percent=share, **case.parameters)
    low, high = between(*case, share)
    assert ((low <= values) & (values <= high)).all()
    bins, _ = oracle.bins_of(case.samples, case.parameters)
    right = oracle.spectral(
        librosa.feature.spectral_rolloff, bins, case.rate, case.parameters, roll_percent=share
    ).astype("f4")
    assert ((low <= right) & (right <= high)).all()
    assert np.isin(values, oracle.frequencies(case.rate, case.parameters).astype("f4")).all()
    assert plan.unit == "Hz"


def test_defaults_are_librosas():
    samples, rate = speech()
    values, _ = oracle.ours("spectral_rolloff", samples, rate)
    right = librosa.feature.spectral_rolloff(y=samples, sr=rate)[0]
    low, high = between(samples, rate, {}, 0.85)
    for found in (values, right.astype("f4")):
        assert ((low <= found) & (found <= high)).all()
    assert (low == high).mean() > 0.5  # most frames leave no choice


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("spectral_rolloff", samples, rate)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("spectral_rolloff", one, rate)[0] == alone).all()


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_is_at_0_hz(length):
    assert (oracle.ours("spectral_rolloff", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("share", "limit"),
    [(0, "greater than 0"), (1, "less than 1"), (85, "less than 1"), (-0.1, "greater than 0")],
)
def test_a_share_outside_0_to_1_is_refused(share, limit):
    fault = refusal("spectral_rolloff", {"roll_percent": share})
    assert (fault.parameter, fault.value) == ("roll_percent", share)
    assert limit in fault.detail
