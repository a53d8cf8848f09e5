from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadParameter
from service.features import FEATURES
from service.features._parts import PadMode, Window
from service.parameters import parse
from tests.features._draw import thorough
from tests.streams import computed, outlined

RATE = 16_000


def faults(feature, parameters, length=RATE):
    with pytest.raises(BadParameter) as refused:
        outlined(feature, length, RATE, **parameters)
    return refused.value.faults


def refusal(feature, parameters, length=RATE):
    (fault,) = faults(feature, parameters, length)
    return fault


@pytest.mark.parametrize(
    ("feature", "parameter", "value", "others", "sentence"),
    [
        ("mel", "nfft", "512", {}, "no such parameter here; did you mean n_fft?"),
        ("mel", "n_mel", 40, {}, "did you mean n_mels?"),
        ("mel", "sr", 16_000, {}, "no such parameter"),
        ("waveform", "n_fft", 512, {}, "no such parameter"),
        ("spectrum", "n_fft", 512, {}, "no such parameter"),
        ("mfcc", "scale", "linear", {}, "'db', 'log' or 'log10'"),
        ("stft", "power", 2, {}, "no such parameter"),
        ("stft", "n_fft", 0, {}, "at least 2"),
        ("stft", "n_fft", 1, {}, "at least 2"),
        ("stft", "n_fft", -512, {}, "at least 2"),
        ("stft", "n_fft", 65_537, {}, "at most 65536"),
        ("stft", "n_fft", 0, {"win_length": 3}, "at least 2"),
        ("stft", "n_fft", 2.5, {}, "valid integer"),
        ("stft", "n_fft", "many", {}, "valid integer"),
        ("stft", "n_fft", "9" * 99, {}, "at most 65536"),
        ("stft", "n_fft", None, {}, "valid integer"),
        ("stft", "hop_length", 0, {}, "at least 1"),
        ("mel", "hop_length", -1, {}, "at least 1"),
        ("mel", "hop_length", 1_048_577, {}, "at most 1048576"),
        ("stft", "win_length", 0, {}, "at least 1"),
        ("stft", "win_length", 401, {"n_fft": 400}, "at most n_fft=400"),
        ("stft", "win_length", 2049, {}, "at most n_fft=2048"),
        ("stft", "window", "kaiser", {}, "'hann'"),
        ("stft", "center", "perhaps", {}, "true or false"),
        ("stft", "pad_mode", "wrap", {}, "'reflect'"),
        ("stft", "pad_mode", "reflect", {"center": "false"}, "only with center=true"),
        ("mfcc", "pad_mode", "edge", {"center": False}, "only with center=true"),
        ("stft", "part", "angle", {}, "'phase'"),
        ("stft", "scale", "log", {}, "'db'"),
        ("stft", "scale", "db", {"part": "phase"}, "part=phase has no decibels"),
        ("stft", "scale", "db", {"part": "complex"}, "part=complex has no decibels"),
        ("stft", "top_db", 60.0, {}, "only with scale=db"),
        ("mel", "top_db", None, {}, "only with scale=db"),
        ("mel", "ref", "max", {}, "only with scale=db"),
        ("spectrum", "amin", 1e-3, {}, "only with scale=db"),
        ("stft", "ref", 0, {"scale": "db"}, "greater than 0 or 'max'"),
        ("mel", "ref", -1, {"scale": "db"}, "greater than 0 or 'max'"),
        ("mfcc", "ref", "min", {}, "or 'max'"),
        ("mfcc", "ref", 1e31, {}, "at most 1"),
        ("spectrum", "ref", float("nan"), {"scale": "db"}, "finite number"),
        ("stft", "amin", 0, {"scale": "db"}, "or 'none'"),
        ("mel", "amin", -1e-10, {"scale": "db"}, "or 'none'"),
        ("mfcc", "amin", 1e-38, {}, "or 'none'"),
        ("spectrum", "amin", 2, {"scale": "db"}, "at most 1"),
        ("stft", "top_db", "inf", {"scale": "db"}, "a finite number or 'none'"),
        ("mfcc", "top_db", float("inf"), {}, "a finite number or 'none'"),
        ("mfcc", "top_db", -1, {}, "at least 0"),
        ("mfcc", "top_db", 1e300, {}, "at most 1000000"),
        ("mel", "n_mels", 0, {}, "at least 1"),
        ("mel", "n_mels", 10**9, {}, "at most 1024"),
        ("mel", "power", 0, {}, "at least 0.01"),
        ("mel", "power", 5, {}, "at most 4"),
        ("mel", "fmin", -1, {}, "at least 0"),
        ("mel", "fmin", "nan", {}, "finite number"),
        ("mel", "fmax", 0, {}, "greater than 0"),
        ("mel", "fmax", "inf", {}, "finite number"),
        ("mel", "fmin", 4000.0, {"fmax": 4000}, "below fmax=4000"),
        ("mfcc", "fmin", 5000.0, {"fmax": 4000}, "below fmax=4000"),
        ("mel", "fmax", 8000.5, {}, "half the sample rate, 8000 Hz"),
        ("mel", "fmax", 22_050.0, {}, "half the sample rate, 8000 Hz"),
        ("mel", "fmin", 9000.0, {}, "half the sample rate, 8000 Hz"),
        ("mel", "fmin", 8000.0, {}, "below half the sample rate, 8000 Hz"),
        ("mel", "htk", "perhaps", {}, "true or false"),
        ("mel", "norm", "area", {}, "'slaney' or 'none'"),
        ("mfcc", "mel_norm", "ortho", {}, "'slaney' or 'none'"),
        ("mfcc", "norm", "slaney", {}, "'ortho' or 'none'"),
        ("mfcc", "n_mfcc", 0, {}, "at least 1"),
        ("mfcc", "n_mfcc", 129, {}, "at most n_mels=128"),
        ("mfcc", "n_mfcc", 21, {"n_mels": 20}, "at most n_mels=20"),
        ("mfcc", "dct_type", 0, {}, "at least 1"),
        ("mfcc", "dct_type", 4, {}, "at most 3"),
        ("mfcc", "dct_type", 1, {"n_mels": 1, "n_mfcc": 1}, "n_mels of at least 2"),
        ("mfcc", "lifter", -1, {}, "at least 0"),
        ("mfcc", "lifter", 1e7, {}, "at most 1000000"),
        ("mfcc", "lifter", 1e-310, {}, "must be 0 or at least 1e-06"),
    ],
)
def test_a_refusal_states_parameter_value_and_limit(feature, parameter, value, others, sentence):
    fault = refusal(feature, {parameter: value, **others})
    assert fault.parameter == parameter
    assert fault.value == value or str(fault.value) == str(value) == "nan"
    assert sentence in fault.detail


@pytest.mark.parametrize("feature", ["stft", "mel", "mfcc"])
@pytest.mark.parametrize(
    ("parameter", "value", "others", "length", "sentence"),
    [
        ("pad_mode", "reflect", {}, 1024, "n_fft // 2 = 1024 samples needs more than the 1024"),
        ("pad_mode", "reflect", {"n_fft": 3}, 1, "n_fft // 2 = 1 samples needs more than the 1"),
        ("n_fft", 2048, {"center": "false"}, 2047, "a frame must fit in the 2047 samples"),
        ("n_fft", 2, {"center": "false"}, 1, "a frame must fit in the 1 samples"),
    ],
)
def test_a_clip_too_short_is_refused(feature, parameter, value, others, length, sentence):
    fault = refusal(feature, {parameter: value, **others}, length)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


@pytest.mark.parametrize("feature", ["stft", "mel", "mfcc"])
@pytest.mark.parametrize(
    ("parameters", "length"),
    [({"pad_mode": "reflect"}, 1025), ({"center": "false"}, 2048), ({"n_fft": 2}, 1)],
)
def test_one_sample_more_is_enough(feature, parameters, length):
    outline = outlined(feature, length, RATE, **parameters)
    assert computed(feature, np.ones(length, np.float32), RATE, **parameters).shape == outline.shape


@pytest.mark.parametrize(
    ("feature", "parameters"),
    [
        ("stft", {"n_fft": 2, "hop_length": 1, "win_length": 1}),
        ("stft", {"n_fft": 65_536, "hop_length": 1_048_576}),
        ("spectrum", {"scale": "db", "ref": 1e30, "amin": 1e-37, "top_db": 0}),
        ("spectrum", {"scale": "db", "ref": 1e-300, "amin": 1, "top_db": 1e6}),
        ("mel", {"power": 4, "fmin": 7999.9, "n_mels": 1024, "scale": "db", "top_db": 1e6}),
        ("mel", {"power": 0.01, "n_mels": 1, "scale": "db", "amin": 1e-37, "top_db": "none"}),
        ("mel", {"fmax": 1e-300, "norm": "none"}),
        ("mfcc", {"n_mels": 1, "n_mfcc": 1, "lifter": 1e6, "norm": "none"}),
        ("mfcc", {"n_mels": 2, "n_mfcc": 2, "dct_type": 1, "lifter": 1e-6}),
    ],
)
@pytest.mark.parametrize("loudness", [0, 1e-20, 1, 1e4])
def test_the_ends_of_every_range_give_finite_values(feature, parameters, loudness):
    samples = np.random.default_rng(0).uniform(-loudness, loudness, RATE).astype(np.float32)
    assert np.isfinite(computed(feature, samples, RATE, **parameters)).all()


def test_several_faults_are_told_at_once():
    told = faults("mel", {"n_fft": 0, "n_mels": 0, "center": "maybe", "colour": "red"})
    assert {fault.parameter for fault in told} == {"n_fft", "n_mels", "center", "colour"}


def test_text_and_data_are_the_same_parameters():
    as_text = {"n_fft": "512", "center": "false", "fmin": "20", "fmax": "none", "top_db": "none"}
    as_data = {"n_fft": 512, "center": False, "fmin": 20.0, "fmax": None, "top_db": None}
    params = FEATURES["mel"].params
    assert parse(params, as_text | {"scale": "db"}) == parse(params, as_data | {"scale": "db"})


WORDS = "none max db true nan -inf 1e400 1e3 -0 0x10 1_000 phase ortho"
ODD = ["", " 5 ", "\u0663", *get_args(Window), *get_args(PadMode)]
words = st.sampled_from([*WORDS.split(), *ODD])
texts = st.text() | words | st.integers().map(str) | st.floats().map(str)


def parameters_or_faults(model, query):
    try:
        return parse(model, query)
    except BadParameter as refused:
        return refused.faults


@pytest.mark.parametrize("feature", list(FEATURES))
def test_any_text_gives_parameters_or_a_refusal(feature):
    model = FEATURES[feature].params
    known = st.sampled_from([*model.model_fields, "nonsense"])

    @thorough
    @given(st.dictionaries(known | st.text(), texts, max_size=5))
    def any_text(query):
        answer = parameters_or_faults(model, query)
        if isinstance(answer, model):
            assert set(query) <= set(model.model_fields)
            assert parse(model, answer.model_dump()) == answer
        else:
            assert answer
            assert all(fault.parameter in query and fault.detail for fault in answer)

    any_text()
