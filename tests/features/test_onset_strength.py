import librosa
import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import banded, loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def known(samples, rate, parameters, aggregate="mean", shift=True, **own):
    """librosa's onset strength of librosa's decibels.

    A rise is off by the errors of both levels; the largest of several by their largest error; the
    mean of rises by the mean of their errors, a median by the largest of them.
    """
    levels = oracle.decibels(oracle.mel(samples, rate, parameters), {}, 2)
    average = getattr(np, aggregate)
    frames = {"n_fft": parameters.get("n_fft", 2048)}
    frames |= {"hop_length": parameters.get("hop_length", 512)}
    count, lag = levels.values.shape[-1], own.get("lag", 1)
    right = librosa.onset.onset_strength(
        S=levels.values, sr=rate, aggregate=average, center=shift, **frames, **own
    )[..., :count]
    later = frames["n_fft"] // (2 * frames["hop_length"]) if shift else 0
    other = scipy.ndimage.maximum_filter1d(levels.error, own.get("max_size", 1), axis=-2)
    both = levels.error[..., lag:] + other[..., :-lag]
    off = (both.mean if aggregate == "mean" else both.max)(axis=-2)
    pad = [(0, 0)] * (off.ndim - 1) + [(min(lag + later, count), 0)]
    off = np.pad(off, pad)[..., :count]
    largest = np.abs(levels.values).max()
    if own.get("detrend"):  # the filter's weights: 1, and -0.01 0.99^k whose sum is 1
        off = off + scipy.signal.lfilter([0.01], [1, -0.99], off)
    return oracle.Known(right, off + 4 * oracle.EPS * largest)


@st.composite
def rises(draw):
    return {
        "lag": draw(st.integers(1, 5)),
        "max_size": draw(st.sampled_from([1, 1, 2, 3, 8])),
        "aggregate": draw(st.sampled_from(["mean", "mean", "median"])),
        "detrend": draw(st.booleans()),
        "shift": draw(st.booleans()),
    }


@thorough
@given(banded(), rises())
def test_values_equal_librosa_within_the_law(case, own):
    values, plan = oracle.ours("onset_strength", *case[:2], **own, **case.parameters)
    if plan.shape[0] <= own["lag"]:  # librosa gives `lag` frames, or none
        assert (values == 0).all()
    else:
        known(*case, **own).assert_equals(values)
    assert values.shape[-1:] == plan.shape
    assert plan.unit == "dB"


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("onset_strength", samples, rate)
    known(samples, rate, {}).assert_equals(values)
    known(samples, rate, {}).assert_equals(librosa.onset.onset_strength(y=samples, sr=rate))
    assert [axis.name for axis in plan.axes] == ["time"]


@pytest.mark.parametrize("aggregate", ["mean", "median"])
@pytest.mark.parametrize("detrend", [False, True])
def test_many_blocks_are_as_one(aggregate, detrend):
    samples, rate = speech()
    long, own = np.tile(samples, 4), {"lag": 3, "max_size": 3, "detrend": detrend}
    values, _ = oracle.ours("onset_strength", long, rate, n_fft=512, aggregate=aggregate, **own)
    known(long, rate, {"n_fft": 512}, aggregate, **own).assert_equals(values)


def test_two_channels_have_one_range():
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("onset_strength", samples, rate)
    known(samples, rate, {}).assert_equals(values)


def test_a_click_is_an_onset():
    samples = np.zeros(RATE, "f4")
    samples[8000:] = 0.1 * np.sin(np.arange(8000))
    values, plan = oracle.ours("onset_strength", samples, RATE, hop_length=160)
    # the frame of 2048 that first hears the tone is centred 1024 samples, 6 frames, before it
    assert plan.axes[0].values[values.argmax()] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_never_rises(length):
    assert (oracle.ours("onset_strength", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("lag", 0, "at least 1"),
        ("lag", 1025, "at most 1024"),
        ("max_size", 0, "at least 1"),
        ("aggregate", "sum", "'mean' or 'median'"),
        ("scale", "db", "no such parameter"),
        ("fmin", 8000.0, "below half the sample rate"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, value, sentence):
    fault = refusal("onset_strength", {parameter: value})
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail
