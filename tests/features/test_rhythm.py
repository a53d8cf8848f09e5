"""Tempograms, tempo, beats and onsets."""

from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.errors import BadParameter, TooLarge
from service.features._parts import ScipyWindow
from service.pipeline import Job
from service.settings import Limits
from service.sources import Body
from tests.features import _oracle as oracle
from tests.features._draw import rates, sounds, speech, thorough
from tests.features._engine import RATE, plain, quietly, refusal, same
from tests.streams import answered, outlined

RHYTHM = ["tempogram", "fourier_tempogram", "tempo", "beat_track", "onset_detect"]
each = pytest.mark.parametrize("feature", RHYTHM)
windows = st.sampled_from(get_args(ScipyWindow))
bpm = st.sampled_from([120.0, 60.0]) | st.floats(20, 400)
few = st.integers(0, 8)


def clicks(bpm=120, seconds=8, rate=22_050):
    """A short burst at every beat."""
    samples = np.zeros(seconds * rate, np.float32)
    burst = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(500) / rate) * np.hanning(500)
    for at in range(0, len(samples) - 500, 60 * rate // bpm):
        samples[at : at + 500] = burst
    return samples, rate


def case(optional):
    """A sound, its rate, and some parameters."""
    chosen = st.fixed_dictionaries(
        {"hop_length": st.sampled_from([100, 256, 512, 1024])}, optional=optional
    )
    return st.tuples(st.integers(1, 30_000).flatmap(sounds), rates, chosen)


def mono(samples):
    return samples if samples.ndim == 1 else samples[0]


@thorough
@given(
    case(
        {
            "win_length": st.integers(1, 400),
            "center": st.just(value=True),
            "window": windows,
            "norm": st.sampled_from([1.0, 2.0, "inf", "none"]),
        }
    )
)
def test_the_tempogram_equals_librosa(drawn):
    samples, rate, chosen = drawn

    def call():
        return librosa.feature.tempogram(y=samples, sr=rate, **plain(chosen))

    plan = same("tempogram", samples, rate, call, **chosen)
    hop, win_length = chosen["hop_length"], chosen.get("win_length", 384)
    bpm = librosa.tempo_frequencies(win_length, hop_length=hop, sr=rate)
    assert_allclose(plan.axes[0].values[1:], 60 / bpm[1:], rtol=1e-12)


@thorough
@given(case({"win_length": st.integers(2, 400), "window": windows}), st.booleans())
def test_the_fourier_tempogram_equals_librosa(drawn, is_complex):
    samples, rate, chosen = drawn

    def call():
        values = librosa.feature.fourier_tempogram(y=samples, sr=rate, **chosen)
        return values if is_complex else np.abs(values)

    part = "complex" if is_complex else "magnitude"
    plan = same("fourier_tempogram", samples, rate, call, part=part, **chosen)
    hop, win_length = chosen["hop_length"], chosen.get("win_length", 384)
    known = librosa.fourier_tempo_frequencies(win_length=win_length, hop_length=hop, sr=rate)
    assert_allclose(plan.axes[0].values, known, rtol=1e-12)


@thorough
@given(
    case(
        {
            "start_bpm": bpm,
            "std_bpm": st.floats(0.1, 4),
            "ac_size": st.floats(2, 12),
            "max_tempo": st.just("none") | st.floats(100, 400),
            "aggregate": st.sampled_from(["mean", "median", "max", "none"]),
        }
    )
)
def test_the_tempo_equals_librosa_or_is_refused(drawn):
    samples, rate, chosen = drawn
    words = {"mean": np.mean, "median": np.median, "max": np.max, "none": None}
    handed = plain(chosen) | {"aggregate": words[chosen.get("aggregate", "mean")]}
    hop = chosen["hop_length"]
    frames = int(librosa.time_to_frames(chosen.get("ac_size", 8.0), sr=rate, hop_length=hop))
    slowest = np.inf if frames < 2 else 60 * rate / hop / (frames - 1)
    top = handed.get("max_tempo", 320.0)

    def call():
        if frames < 2 or (top is not None and slowest >= top):  # it answers infinity, or any tempo
            raise librosa.ParameterError
        return librosa.feature.tempo(y=samples, sr=rate, **handed)

    same("tempo", samples, rate, call, **chosen)


@thorough
@given(
    case(
        {
            "start_bpm": bpm,
            "tightness": st.floats(0.1, 1000),
            "trim": st.booleans(),
            "bpm": st.just("none") | bpm,
        }
    )
)
def test_the_beats_equal_librosa_or_are_refused(drawn):
    samples, rate, chosen = mono(drawn[0]), *drawn[1:]
    per_minute, given_bpm = 60 * rate / chosen["hop_length"], plain(chosen).get("bpm")

    def call():
        frames = librosa.time_to_frames(8.0, sr=rate, hop_length=chosen["hop_length"])
        if (frames < 2) if given_bpm is None else (round(per_minute / given_bpm) < 1):
            raise librosa.ParameterError
        return librosa.beat.beat_track(y=samples, sr=rate, units="time", **plain(chosen))[1]

    same("beat_track", samples, rate, call, **chosen)


@thorough
@given(
    case(
        {
            "backtrack": st.booleans(),
            "normalize": st.booleans(),
            "delta": st.floats(0, 1),
            "pre_max": few,
            "post_max": few.map(lambda n: n + 1),
            "pre_avg": few,
            "post_avg": few.map(lambda n: n + 1),
            "wait": few,
        }
    )
)
def test_the_onsets_equal_librosa(drawn):
    samples, rate, chosen = mono(drawn[0]), *drawn[1:]

    def call():
        found = detected(samples, rate, **chosen | {"backtrack": False})
        return detected(samples, rate, **chosen) if found.size else found

    same("onset_detect", samples, rate, call, **chosen)


def detected(samples, rate, **chosen):
    return librosa.onset.onset_detect(y=samples, sr=rate, units="time", **chosen)


def test_a_sound_without_onsets_has_an_empty_list_traced_back_too():
    """As the docstring says; librosa itself refuses to trace nothing back."""
    samples = np.random.default_rng(0).normal(0, 0.1, 8000).astype("f4")
    with pytest.raises(librosa.ParameterError, match="empty event list"):
        detected(samples, 8000, backtrack=True, delta=1.0)
    values, _ = oracle.ours("onset_detect", samples, 8000, backtrack=True, delta=1.0)
    assert values.shape == (0,)


def test_the_defaults_are_librosas():
    samples, rate = speech()
    with quietly():  # its window is longer than the speech
        spectra = librosa.feature.fourier_tempogram(y=samples, sr=rate)
    rhythm = {
        "tempogram": librosa.feature.tempogram(y=samples, sr=rate),
        "fourier_tempogram": np.abs(spectra),
        "tempo": librosa.feature.tempo(y=samples, sr=rate),
        "beat_track": librosa.beat.beat_track(y=samples, sr=rate, units="time")[1],
        "onset_detect": librosa.onset.onset_detect(y=samples, sr=rate, units="time"),
    }
    assert list(rhythm) == RHYTHM
    for feature, right in rhythm.items():
        values, _ = oracle.ours(feature, samples, rate)
        assert right.size
        assert_array_equal(values, right.astype("f4"))


def test_clicks_have_their_tempo_beats_and_onsets():
    samples, rate = clicks()
    assert oracle.ours("tempo", samples, rate)[0] == pytest.approx(120, abs=3)
    beats, plan = oracle.ours("beat_track", samples, rate)
    assert_allclose(np.diff(beats), 0.5, atol=0.03)
    assert plan.unit == "s"
    onsets, _ = oracle.ours("onset_detect", samples, rate)
    assert len(onsets) == 15  # the first stands at the very beginning, where nothing rises
    assert_allclose(onsets, 0.5 * np.arange(1, 16), atol=0.03)


@pytest.mark.parametrize("feature", ["beat_track", "onset_detect"])
def test_silence_has_no_events_and_neither_has_a_single_sample(feature):
    for length in (1, RATE):
        values, _ = oracle.ours(feature, np.zeros(length, np.float32), RATE)
        assert values.shape == (0,)
        assert values.dtype == np.float32


def test_silence_has_the_tempo_that_is_expected():
    silence = np.zeros(RATE, np.float32)
    known = librosa.feature.tempo(y=silence, sr=RATE)
    assert known == pytest.approx(120, abs=4)
    assert_array_equal(oracle.ours("tempo", silence, RATE)[0], known.astype("f4"))
    assert not oracle.ours("tempogram", silence, RATE)[0].any()


@pytest.mark.parametrize(
    ("feature", "parameter", "value", "others", "sentence"),
    [
        *((feature, "hop_length", 0, {}, "at least 1") for feature in RHYTHM),
        ("tempogram", "win_length", 0, {}, "at least 1"),
        ("tempogram", "win_length", 16_385, {}, "at most 16384"),
        ("tempogram", "norm", 0, {}, "at least 0.5 or 'inf' or 'none'"),
        ("fourier_tempogram", "win_length", 1, {}, "at least 2"),
        ("fourier_tempogram", "part", "phase", {}, "'magnitude' or 'complex'"),
        ("tempo", "start_bpm", 0, {}, "at least 1"),
        ("tempo", "std_bpm", 0, {}, "at least 0.01"),
        ("tempo", "ac_size", 0.05, {}, "0.05 s must hold at least 2 frames"),
        ("tempo", "max_tempo", 1.0, {}, "the slowest tempo that ac_size=8 s can hold is 7.5"),
        ("tempo", "aggregate", "sum", {}, "'mean'"),
        ("beat_track", "tightness", 0, {}, "greater than 0"),
        ("beat_track", "hop_length", 100_000, {}, "8 s must hold at least 2 frames"),
        ("beat_track", "bpm", 200.0, {"hop_length": 16_000}, "60 frames per minute cannot hold"),
        ("onset_detect", "post_max", 0, {}, "at least 1 or 'none'"),
        ("onset_detect", "pre_max", -1, {}, "at least 0 or 'none'"),
        ("onset_detect", "delta", -0.1, {}, "at least 0"),
        ("onset_detect", "units", "frames", {}, "no such parameter"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(feature, parameter, value, others, sentence):
    fault = refusal(feature, **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


@pytest.mark.parametrize("feature", ["beat_track", "onset_detect"])
def test_a_list_is_of_one_channel(feature):
    with pytest.raises(BadParameter, match=r"channel='each': .* mean, first or a number"):
        oracle.ours(feature, np.zeros((2, 99), np.float32), RATE)


def test_a_tempogram_that_does_not_begin_in_the_middle_needs_a_window_of_frames():
    samples, rate = speech()
    right = librosa.feature.tempogram(y=samples, sr=rate, win_length=64, center=False)
    values, plan = oracle.ours("tempogram", samples, rate, win_length=64, center=False)
    assert_array_equal(values, right.astype("f4"))
    assert values.shape == plan.shape
    detail = refusal("tempogram", length=63 * 512 - 1, win_length=64, center=False).detail
    assert "the sound has only 63 frames" in detail


@each
def test_ten_minutes_are_the_most(feature):
    outlined(feature, 600 * RATE, RATE)
    with pytest.raises(TooLarge, match="at most 600 s"):
        outlined(feature, 600 * 1000 + 1, 1000)


@pytest.mark.parametrize("feature", ["tempogram", "fourier_tempogram"])
def test_a_large_tempogram_is_refused(feature):
    with pytest.raises(TooLarge, match="makes 384 x 96001 values in memory; the limit is 33554432"):
        outlined(feature, 600 * RATE, RATE, hop_length=100)


def test_a_sound_shorter_than_an_uncentred_window_is_refused(tmp_path):
    path = tmp_path / "short.npy"
    np.save(path, np.zeros(2400, np.float32))
    asked = {"sample_rate": "8000", "center": "false"}
    job = Job("tempogram", "npy", asked, Body(str(path), "npy"), Limits())
    with pytest.raises(BadParameter, match=r"win_length=384: .* the sound has only 5 frames"):
        answered(job)
