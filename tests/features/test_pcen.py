import librosa
import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.features import _oracle as oracle
from tests.features._draw import banded, loud_and_quiet, powers_of_ten, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000
SCALE = 2.0**31


def known(samples, rate, parameters, scale=SCALE, norm="slaney", **own):
    """librosa's PCEN, which rises with a band and falls with what was smoothed.

    The smoothing has no negative weights: it makes of bands' errors those of what is smoothed.
    """
    bands = {name: value for name, value in parameters.items() if name != "mel_power"}
    exponent = parameters.get("mel_power", 1.0)
    loud = samples.astype(np.float64) * scale
    mel = oracle.mel(loud, rate, bands | {"power": exponent}, norm)
    chosen = {"hop_length": parameters.get("hop_length", 512), "sr": rate, **own}
    most = {"max_axis": -2} if own.get("max_size", 1) > 1 else {}
    with np.errstate(divide="ignore"):  # without bias it takes the logarithm of zeros
        right = librosa.pcen(mel.values, **chosen, **most)
    low = compressed(np.maximum(mel.values - mel.error, 0), mel.values + mel.error, **chosen)
    high = compressed(mel.values + mel.error, np.maximum(mel.values - mel.error, 0), **chosen)
    reach = np.maximum(right - low, high - right)
    return oracle.Known(right, reach + 2 * oracle.EPS * np.abs(right) + oracle.TINY)


def compressed(bands, heard, *, sr, hop_length, gain=0.98, bias=2.0, power=0.5, eps=1e-6, **own):
    """Wang et al. (2017), equation 1, where what is smoothed is not what is compressed."""
    frames = own.get("time_constant", 0.4) * sr / hop_length
    b = own.get("b") or (np.sqrt(1 + 4 * frames**2) - 1) / (2 * frames**2)
    heard = scipy.ndimage.maximum_filter1d(heard, own.get("max_size", 1), axis=-2)
    before = np.full((*heard.shape[:-1], 1), 1 - b)
    smooth, _ = scipy.signal.lfilter([b], [1, b - 1], heard, zi=before)
    ratio = bands / (eps + smooth) ** gain
    if power == 0:
        return np.log1p(ratio)
    if bias == 0:
        return ratio**power
    return bias**power * np.expm1(power * np.log1p(ratio / bias))


@st.composite
def normalisations(draw):
    own = {
        "gain": draw(st.just(0.98) | st.floats(0, 1.5)),
        "bias": draw(st.sampled_from([2.0, 0.0, 10.0])),
        "power": draw(st.sampled_from([0.5, 0.0, 0.25, 1.0])),
        "eps": draw(powers_of_ten(-9, 0)),
        "max_size": draw(st.sampled_from([1, 1, 2, 3, 8])),
    }
    if draw(st.booleans()):
        return own | {"b": draw(st.floats(0.001, 1))}
    return own | {"time_constant": draw(st.floats(0.01, 5))}


@thorough
@given(banded(), normalisations(), st.sampled_from([1.0, 32768.0, SCALE]))
def test_values_equal_librosa_within_the_law(case, own, scale):
    parameters = dict(case.parameters)
    parameters["mel_power"] = parameters.pop("power")
    with np.errstate(
        over="ignore", invalid="ignore"
    ):  # as in the pipeline, which refuses what is not finite
        values, plan = oracle.ours("pcen", *case[:2], input_scale=scale, **own, **parameters)
    assume(np.isfinite(values).all())
    known(case.samples, case.rate, parameters, scale, **own).assert_equals(values)
    assert plan.unit == "1"


def test_defaults_are_those_of_librosas_documentation():
    samples, rate = speech()
    values, plan = oracle.ours("pcen", samples, rate)
    mel = librosa.feature.melspectrogram(y=samples, sr=rate, power=1)
    known(samples, rate, {}).assert_equals(values)
    known(samples, rate, {}).assert_equals(librosa.pcen(mel * (2**31), sr=rate))
    frames = 0.4 * rate / 512
    assert plan.resolved["b"] == pytest.approx((np.sqrt(1 + 4 * frames**2) - 1) / 2 / frames**2)


def test_each_channel_is_as_if_alone():
    samples, rate = loud_and_quiet()
    both, _ = oracle.ours("pcen", samples, rate)
    for one, alone in zip(samples, both, strict=True):
        assert (oracle.ours("pcen", one, rate)[0] == alone).all()


def test_what_was_heard_before_is_carried_over_blocks():
    samples, rate = speech()
    long = np.tile(samples, 4)
    values, _ = oracle.ours("pcen", long, rate, n_mels=20, n_fft=512)
    known(long, rate, {"n_mels": 20, "n_fft": 512}).assert_equals(values)


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_is_zero(length):
    assert (oracle.ours("pcen", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("gain", -1, {}, "at least 0"),
        ("bias", -1, {}, "at least 0"),
        ("power", -1, {}, "at least 0"),
        ("eps", 0, {}, "at least 1e-30"),
        ("b", 0, {}, "greater than 0 or 'none'"),
        ("b", 2, {}, "at most 1 or 'none'"),
        ("time_constant", 0, {}, "at least 0.0001"),
        ("time_constant", 1.0, {"b": 0.5}, "only with b=none"),
        ("max_size", 0, {}, "at least 1"),
        ("scale", "db", {}, "no such parameter"),
        ("fmax", 9000.0, {}, "half the sample rate, 8000 Hz"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, value, others, sentence):
    fault = refusal("pcen", {parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail
