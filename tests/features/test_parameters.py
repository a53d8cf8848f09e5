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
LEFT = {"n_fft": 512, "hop_length": 160, "center": "false", "window_place": "left"}
HOP = {"n_fft": 1024, "hop_length": 256, "center": "false", "padding": "hop"}


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
        ("stft", "scale", "ln", {}, "'db'"),
        ("stft", "scale", "db", {"part": "phase"}, "part=phase has no decibels"),
        ("stft", "scale", "db", {"part": "complex"}, "part=complex has no decibels"),
        ("stft", "top_db", 60.0, {}, "only with scale=db"),
        ("mel", "top_db", None, {}, "only with scale=db"),
        ("mel", "ref", "max", {}, "only with scale=db"),
        ("spectrum", "amin", 1e-3, {}, "only with scale=db"),
        ("stft", "ref", 0, {"scale": "db"}, "greater than 0 or 'max'"),
        ("mel", "ref", -1, {"scale": "db"}, "greater than 0 or 'max'"),
        ("mfcc", "ref", "mean", {}, "or 'max' or 'min'"),
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
        ("mfcc", "norm", "slaney", {}, "'ortho' or 'htk' or 'none'"),
        ("mfcc", "n_mfcc", 0, {}, "at least 1"),
        ("mfcc", "n_mfcc", 129, {}, "at most n_mels=128"),
        ("mfcc", "n_mfcc", 21, {"n_mels": 20}, "at most n_mels=20"),
        ("mfcc", "dct_type", 0, {}, "at least 1"),
        ("mfcc", "dct_type", 4, {}, "at most 3"),
        ("mfcc", "dct_type", 1, {"n_mels": 1, "n_mfcc": 1}, "n_mels of at least 2"),
        ("mfcc", "lifter", -1, {}, "at least 0"),
        ("mfcc", "lifter", 1e7, {}, "at most 1000000"),
        ("mfcc", "lifter", 1e-310, {}, "must be 0 or at least 1e-06"),
        ("mfcc", "lifter_from", 0, {}, "only with lifter"),
        ("mfcc", "norm", "htk", {"dct_type": 3}, "only with dct_type=2"),
        ("mfcc", "energy", "raw", {}, "only with top_db=none"),
        ("mfcc", "energy", "raw", {"top_db": "none", "ref": "max"}, "a number as ref"),
        ("mfcc", "energy_floor", 1.0, {}, "only with energy"),
        ("mel", "guard", "add", {}, "only with scale=log or log10"),
        ("mel", "guard", "add", {"scale": "db"}, "only with scale=log or log10"),
        ("mel", "log_range", 8.0, {"scale": "db"}, "only with scale=log or log10"),
        ("mel", "top_db", 60.0, {"scale": "log"}, "only with scale=db"),
        ("mel", "top_db_scope", "channel", {}, "only with scale=db or log or log10"),
        ("waveform", "fit_length", None, {"fit": "zeros"}, "is needed with fit"),
        ("waveform", "fit_length", 10, {}, "only with fit"),
        ("waveform", "fit_step", 10, {"fit": "cut", "fit_length": 9}, "only with fit=zeros"),
        ("waveform", "seed", 1, {}, "only with dither"),
        ("waveform", "wave_norm_eps", 0.5, {}, "guards no divisor"),
        ("waveform", "wave_norm_eps", 0.5, {"wave_norm": "mean"}, "guards no divisor"),
        ("waveform", "input_scale", 0, {}, "greater than 0"),
        ("stft", "preemphasis", 1.5, {}, "at most 1"),
        ("stft", "preemphasis_on", "frame", {}, "only with preemphasis"),
        ("stft", "padding", "hop", {}, "only with center=false"),
        ("stft", "window_place", "left", {}, "only with center=false"),
        ("stft", "pad_mode", "edge", {"center": "false"}, "with center=true or with padding"),
        ("stft", "pad_mode", "edge", {"center": "false", "padding": "whole"}, "no effect"),
        ("stft", "hop_length", 3000, {"center": "false", "padding": "hop"}, "at most n_fft=2048"),
        ("stft", "hop_length", 1025, {"center": "false", "padding": "round"}, "half a frame"),
        ("stft", "magnitude_eps", 0.5, {"component": "real"}, "with component=real"),
        ("stft", "component", "real", {"part": "phase"}, "no meaning for part=phase"),
        ("stft", "gain", 2.0, {"part": "complex"}, "no meaning for part=complex"),
        ("stft", "scale", "log", {"part": "phase"}, "no decibels or logarithms"),
        ("mel", "deltas", 3, {}, "at most 2"),
        ("mel", "delta_width", 4, {"deltas": 1}, "must be odd"),
        ("mel", "delta_width", 5, {}, "only with deltas"),
        ("mel", "frames_fit", "before", {}, "only with frames"),
        ("mel", "ddof", 1, {"normalize": "mean"}, "only with normalize=standard"),
        ("mel", "normalize_eps", 0.1, {}, "only with normalize=standard"),
        ("mel", "eps_place", "inside", {}, "only with normalize=standard"),
        ("mel", "patch_hop", 8, {}, "only with patch_frames"),
        ("mel", "patch_frames", 8, {}, "need time_axis=first"),
        ("mel", "stack", 0, {}, "at least 1"),
        ("mel", "bank_rate", 10, {}, "at least 1000"),
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
        ("win_length", 400, LEFT, 399, "a frame must fit in the 399 samples"),
        ("pad_mode", "reflect", HOP, 384, "(n_fft - hop_length) // 2 = 384 samples needs more"),
        ("n_fft", 2048, {"drop_last": 1, "center": "false"}, 2048, "must fit in the 2048 samples"),
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


@pytest.mark.parametrize("feature", ["stft", "mel", "mfcc"])
@pytest.mark.parametrize(
    ("parameters", "length", "limit"),
    [
        ({"normalize": "standard", "ddof": 1}, 100, "needs 2 frames, with ddof"),
        ({"normalize": "standard", "masked_frames": 1}, 100, "needs 2 frames, with ddof"),
        ({"stack": 2}, 100, "only 1 frames"),
        ({"patch_frames": 5, "time_axis": "first"}, 2047, "only 4 frames"),
        ({"patch_frames": 3, "stack": 2, "time_axis": "first"}, 2047, "only 2 frames"),
    ],
)
def test_a_sound_of_too_few_frames_is_refused(feature, parameters, length, limit):
    fault = refusal(feature, {"hop_length": 512, "n_fft": 2048, **parameters}, length)
    assert limit in fault.detail


@pytest.mark.parametrize("feature", ["stft", "mel", "mfcc"])
@pytest.mark.parametrize(
    ("parameters", "shape"),
    [
        ({"time_axis": "first"}, ("time", "frequency")),
        ({"stack": 2, "time_axis": "first"}, ("time", "feature")),
        ({"deltas": 2}, ("feature", "time")),
        ({"frames": 3}, ("frequency", "time")),
        ({"frames": 500, "stack": 3}, ("feature", "time")),
        ({"patch_frames": 4, "patch_hop": 3, "time_axis": "first"}, ("patch", "time", "frequency")),
        ({"fit": "zeros", "fit_length": 20_000, "drop_last": 512}, ("frequency", "time")),
        ({"center": "false", "padding": "whole"}, ("frequency", "time")),
        ({"center": "false", "padding": "round", "pad_mode": "symmetric"}, ("frequency", "time")),
        ({"preemphasis": 0.97, "preemphasis_on": "wave_valid"}, ("frequency", "time")),
        ({"masked_frames": 2, "normalize": "mean"}, ("frequency", "time")),
    ],
)
@pytest.mark.parametrize("length", [9_000, 9_216, 30_000])
def test_shapes_are_as_promised(feature, parameters, shape, length):
    parameters = {"hop_length": 512, "n_fft": 1024, **parameters}
    outline = outlined(feature, length, RATE, **parameters)
    names = tuple(axis.name for axis in outline.axes)
    assert names == tuple(
        "coefficient" if feature == "mfcc" and n == "frequency" else n for n in shape
    )
    found = computed(feature, np.ones(length, np.float32), RATE, **parameters)
    whole = found.T if names[0] in {"time", "patch"} else found
    assert whole.shape == outline.shape
