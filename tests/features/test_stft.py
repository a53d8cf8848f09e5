from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.features._parts import PadMode, Window
from service.features.stft import Part
from tests.features import _oracle as oracle
from tests.features._draw import (
    SCALES,
    SHORT,
    decibels,
    framed,
    loud_and_quiet,
    sound,
    speech,
    thorough,
)

RATE = 16_000
EXPONENTS = {"magnitude": 1, "power": 2}


def tone(frequency, seconds=1):
    return (0.1 * np.sin(2 * np.pi * frequency * np.arange(seconds * RATE) / RATE)).astype("f4")


@thorough
@given(framed(), st.sampled_from(list(EXPONENTS)), st.sampled_from([np.float32, np.float64]))
def test_magnitude_and_power_equal_librosa_within_the_law(case, part, dtype):
    values, _ = oracle.ours("stft", *case[:2], part=part, **case.parameters)
    # float64 is the better oracle, float32 what a user of librosa sees
    known = oracle.magnitudes(case.samples, case.parameters, EXPONENTS[part], dtype)
    known.assert_equals(values)


@thorough
@given(framed(), st.sampled_from(list(EXPONENTS)), decibels)
def test_decibels_equal_librosa_within_the_law(case, part, scale):
    values, plan = oracle.ours("stft", *case[:2], part=part, scale="db", **case.parameters, **scale)
    linear = oracle.magnitudes(case.samples, case.parameters, EXPONENTS[part])
    oracle.decibels(linear, scale, EXPONENTS[part]).assert_equals(values)
    assert plan.unit == "dB"


@pytest.mark.parametrize("scale", SCALES, ids=str)
@pytest.mark.parametrize("part", EXPONENTS)
def test_every_decibel_parameter_is_librosas_for_two_channels(part, scale):
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("stft", samples, rate, part=part, scale="db", **SHORT, **scale)
    linear = oracle.magnitudes(samples, SHORT, EXPONENTS[part])
    oracle.decibels(linear, scale, EXPONENTS[part]).assert_equals(values)


@thorough
@given(framed())
def test_complex_values_equal_librosa_within_the_law(case):
    values, plan = oracle.ours("stft", *case[:2], part="complex", **case.parameters)
    spectrum = oracle.transform(case.samples, case.parameters)
    delta = oracle.noise_level(spectrum, case.parameters["n_fft"])
    oracle.Known(spectrum, delta + oracle.TINY).assert_equals(values)
    assert values.dtype == plan.dtype == np.complex64


@thorough
@given(framed())
def test_phase_equals_librosa_within_the_angle_that_the_law_leaves(case):
    values, plan = oracle.ours("stft", *case[:2], part="phase", **case.parameters)
    spectrum = oracle.transform(case.samples, case.parameters)
    delta = oracle.noise_level(spectrum, case.parameters["n_fft"]) + oracle.TINY
    # a disc of radius delta around X is seen from 0 under the angle asin(delta / |X|)
    with np.errstate(divide="ignore", invalid="ignore"):
        angle = np.arcsin(np.minimum(1, delta / np.abs(spectrum)))
    around = np.angle(np.exp(1j * (values.astype(np.float64) - np.angle(spectrum))))
    known = np.where(np.abs(spectrum) > delta, angle + 4 * oracle.EPS, np.pi + oracle.EPS)
    assert (np.abs(around) <= known).all()
    assert plan.unit == "rad"


@pytest.mark.parametrize("n_fft", [65_536, 65_521, 32_769])
@pytest.mark.parametrize("kind", ["noise", "click", "step"])
def test_the_largest_frames_keep_the_law(n_fft, kind):
    samples = sound(kind, 100_000)
    values, _ = oracle.ours("stft", samples, RATE, n_fft=n_fft, hop_length=30_000)
    parameters = {"n_fft": n_fft, "hop_length": 30_000}
    oracle.magnitudes(samples, parameters).assert_equals(values)


@pytest.mark.parametrize("window", get_args(Window))
@pytest.mark.parametrize("n_fft", [255, 256])
def test_every_window_is_librosas(window, n_fft):
    samples, rate = speech()
    parameters = {"n_fft": n_fft, "hop_length": 2000, "win_length": 201, "window": window}
    values, _ = oracle.ours("stft", samples, rate, **parameters)
    oracle.magnitudes(samples, parameters).assert_equals(values)


@pytest.mark.parametrize("pad_mode", get_args(PadMode))
@pytest.mark.parametrize("length", [257, 600, 4000])
def test_every_padding_is_librosas(pad_mode, length):
    parameters = {"n_fft": 512, "hop_length": 100, "pad_mode": pad_mode}
    samples = sound("noise", length) + 1
    values, _ = oracle.ours("stft", samples, RATE, **parameters)
    oracle.magnitudes(samples, parameters).assert_equals(values)


def test_many_blocks_are_one_transform():
    samples = sound("noise", 50_000)
    values, _ = oracle.ours("stft", samples, RATE, n_fft=2048, hop_length=64)
    oracle.magnitudes(samples, {"n_fft": 2048, "hop_length": 64}).assert_equals(values)


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("stft", samples, rate)
    assert values.shape == plan.shape == np.shape(librosa.stft(samples))
    oracle.magnitudes(samples, {}).assert_equals(values)


@pytest.mark.parametrize(("given_", "hop"), [({}, 512), ({"n_fft": 400}, 100)])
def test_hop_is_a_quarter_of_the_window_unless_given(given_, hop):
    _, plan = oracle.ours("stft", tone(500), RATE, **given_)
    assert plan.axes[1].values[1] == hop / RATE


@pytest.mark.parametrize(("win_length", "hop"), [(401, 100), (3, 1), (1, 1)])
def test_that_quarter_is_rounded_down_to_at_least_one(win_length, hop):
    _, plan = oracle.ours("stft", sound("noise", 50), RATE, n_fft=512, win_length=win_length)
    assert plan.axes[1].values.max() == 50 // hop * hop / RATE


def test_a_mirrored_end_is_mirrored_whole_where_librosa_repeats_a_sample():
    samples = sound("noise", 1000)
    parameters = {"n_fft": 16, "hop_length": 8, "pad_mode": "reflect"}
    values, _ = oracle.ours("stft", samples, RATE, **parameters)
    padded = np.concatenate([samples[8:0:-1], samples, samples[-2:-10:-1]])
    frames = np.lib.stride_tricks.sliding_window_view(padded.astype(np.float64), 16)[::8].T
    by_hand = np.abs(np.fft.rfft(frames * librosa.filters.get_window("hann", 16)[:, None], axis=0))
    assert_allclose(values, by_hand, rtol=0, atol=1e-5)
    librosas = np.abs(librosa.stft(samples.astype(np.float64), **parameters))
    assert_allclose(librosas[:, :-1], by_hand[:, :-1], rtol=0, atol=1e-12)
    # the day this fails librosa is repaired, and _oracle.cut_by_us may go
    assert np.abs(librosas[:, -1] - by_hand[:, -1]).max() > 1e-3


# numbers of the tutorial: reference/tutorial-facts.md, section 6


def test_a_tone_of_500_hz_peaks_in_bin_16_with_12_8():
    values, plan = oracle.ours("stft", tone(500), RATE, n_fft=512, hop_length=128)
    assert values.shape == plan.shape == (257, 126)
    middle = values[:, 2:-2]
    assert (middle.argmax(axis=0) == 16).all()
    assert_allclose(middle[16], 12.8, rtol=1e-5)  # 0.1 * 512 / 4
    assert plan.axes[0].values[16] == 500.0


def test_a_tone_after_another_switches_at_frame_125():
    samples = np.concatenate([tone(500), tone(1000)])
    values, plan = oracle.ours("stft", samples, RATE, n_fft=512, hop_length=128)
    assert values.shape == (257, 251)
    hertz = plan.axes[0].values[values.argmax(axis=0)]
    assert hertz[60] == 500
    assert hertz[190] == 1000
    assert plan.axes[1].values[125] == 1.0


@pytest.mark.parametrize(
    ("length", "n_fft", "hop", "shape"),
    [
        *(
            (76_800, 850, hop, (426, width))
            for hop, width in (
                (100, 769),
                (200, 385),
                (300, 257),
                (400, 193),
                (50, 1537),
                (150, 513),
                (250, 308),
                (350, 220),
                (450, 171),
            )
        ),
        (76_800, 1024, 256, (513, 301)),
        (76_800, 2048, 512, (1025, 151)),
        (52_480, 2048, 512, (1025, 103)),
        (32_000, 100, 128, (51, 251)),
        (76_800, 50, 128, (26, 601)),
    ],
)
def test_widths_are_length_over_hop_plus_one(length, n_fft, hop, shape):
    values, plan = oracle.ours("stft", sound("noise", length), RATE, n_fft=n_fft, hop_length=hop)
    assert values.shape == plan.shape == shape


def test_parts_belong_together():
    samples, rate = speech()
    parts = {part: oracle.ours("stft", samples, rate, part=part)[0] for part in get_args(Part)}
    magnitude = np.abs(parts["complex"])
    assert_array_equal(parts["magnitude"], magnitude)
    assert_allclose(parts["power"], magnitude**2, rtol=1e-6, atol=1e-12)
    again = magnitude.astype(np.float64) * np.exp(1j * parts["phase"].astype(np.float64))
    # numpy's functions of float32 are within 4 units in the last place, of pi for the widest angle
    error = 4 * (np.spacing(np.float32(np.pi)) + np.finfo(np.float32).eps)
    assert (np.abs(again - parts["complex"]) <= error * magnitude).all()


# silence, and clips shorter than a frame


@pytest.mark.parametrize(
    ("scale", "decibel"),
    [
        ({}, -100.0),
        ({"part": "power"}, -100.0),
        ({"ref": 10.0}, -120.0),
        ({"amin": 1e-3}, -60.0),
        ({"top_db": "none"}, -100.0),
        ({"ref": "max"}, 0.0),
        ({"ref": "max", "top_db": "none"}, 0.0),
    ],
)
def test_silence_lies_on_the_floor(scale, decibel):
    values, _ = oracle.ours("stft", np.zeros(4000, np.float32), RATE, scale="db", **scale)
    assert_allclose(values, np.full_like(values, decibel), rtol=1e-6)


@pytest.mark.parametrize("length", [1, 2, 100, 2047])
def test_a_clip_shorter_than_a_frame_is_padded_and_that_is_said(length):
    values, plan = oracle.ours("stft", sound("noise", length), RATE)
    assert values.shape == (1025, 1 + length // 512)
    assert any(f"{length} samples, less than one frame" in warning for warning in plan.warnings)


def test_gaps_between_frames_are_said():
    _, plan = oracle.ours("stft", tone(500), RATE, n_fft=512, win_length=200, hop_length=201)
    assert any("longer than win_length=200" in warning for warning in plan.warnings)


# axes


@pytest.mark.parametrize(("center", "first"), [(True, 0.0), (False, 0.016)])
def test_time_is_the_centre_of_the_frame(center, first):
    _, plan = oracle.ours("stft", tone(500), RATE, n_fft=512, hop_length=128, center=center)
    time = plan.axes[1]
    assert (time.name, time.unit) == ("time", "s")
    n_fft = None if center else 512
    librosas = librosa.frames_to_time(np.arange(len(time)), sr=RATE, hop_length=128, n_fft=n_fft)
    assert_allclose(time.values, librosas, rtol=1e-15)
    assert time.values[0] == first


@pytest.mark.parametrize("n_fft", [2, 3, 511, 512])
def test_frequency_is_the_centre_of_the_bin(n_fft):
    _, plan = oracle.ours("stft", tone(500), 22_050, n_fft=n_fft)
    hertz = plan.axes[0]
    assert (hertz.name, hertz.unit) == ("frequency", "Hz")
    assert_allclose(hertz.values, librosa.fft_frequencies(sr=22_050, n_fft=n_fft), rtol=1e-14)
