"""The fundamental frequency, by YIN and by probabilistic YIN."""

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.errors import BadParameter, TooLarge
from service.features._parts import PadMode
from tests.features import _oracle as oracle
from tests.features._draw import rates, sounds, speech, thorough
from tests.features._engine import RATE, quietly, refusal, same, some
from tests.streams import outlined

PARTS = ["f0", "voiced_flag", "voiced_prob"]
each = pytest.mark.parametrize("feature", ["yin", "pyin"])
modes = st.sampled_from(PadMode.__args__)


@st.composite
def cases(draw):
    """A sound, its rate, and a range that the frames can hold as often as not."""
    rate, length = draw(rates), draw(st.sampled_from([64, 255, 512, 1024]))
    center = draw(st.booleans())
    fmin = draw(st.floats(rate / length, rate / 8))
    parameters = {
        "fmin": fmin,
        "fmax": draw(st.floats(fmin * 1.1, rate / 1.9)),
        "frame_length": length,
        "center": center,
        "hop_length": draw(st.sampled_from([64, 100, 257, 512])),
        "pad_mode": draw(modes) if center else "constant",
    }
    return draw(sounds(draw(st.integers(1, 9_000)))), rate, parameters


@thorough
@given(cases(), st.sampled_from([0.1, 0.0, 1.0]))
def test_yin_equals_librosa_and_what_it_refuses_is_refused(case, threshold):
    samples, rate, parameters = case
    parameters |= {"trough_threshold": threshold}
    plan = same(
        "yin", samples, rate, lambda: librosa.yin(samples, sr=rate, **parameters), **parameters
    )
    assert plan is None or plan.unit == "Hz"


chances = st.fixed_dictionaries(
    {},
    optional={
        "n_thresholds": st.integers(2, 200),
        "boltzmann_parameter": st.floats(0.1, 10),
        "resolution": st.sampled_from([0.1, 0.3, 1.0]),
        "max_transition_rate": st.floats(0, 60),
        "switch_prob": st.floats(0, 1),
        "no_trough_prob": st.floats(0, 1),
    },
)


@some
@given(cases(), chances, st.sampled_from([*PARTS, "all"]))
def test_pyin_equals_librosa_and_what_it_refuses_is_refused(case, chosen, part):
    samples, rate, parameters = case
    parameters |= {"resolution": 1.0} | chosen

    def call():
        f0, flag, probability = librosa.pyin(samples, sr=rate, fill_na=0.0, **parameters)
        found = dict(zip(PARTS, (f0, flag, probability), strict=True))
        return np.stack(list(found.values()), axis=-2) if part == "all" else found[part]

    plan = same("pyin", samples, rate, call, part=part, **parameters)
    assert plan is None or plan.unit == ("Hz" if part == "f0" else "1")


def test_the_defaults_are_librosas():
    samples, rate = speech()
    samples = samples[:32_000]
    edges = {"fmin": librosa.note_to_hz("C2"), "fmax": librosa.note_to_hz("C7")}
    f0, flag, probability = librosa.pyin(samples, sr=rate, **edges)
    assert 0 < flag.sum() < len(flag)
    values, plan = oracle.ours("pyin", samples, rate)
    assert_array_equal(values, np.where(flag, f0, 0).astype("f4"))
    assert_allclose(plan.axes[0].values, librosa.times_like(f0, sr=rate))
    rows, _ = oracle.ours("pyin", samples, rate, part="all")
    assert_array_equal(rows, np.stack([np.where(flag, f0, 0), flag, probability]).astype("f4"))
    assert_array_equal(
        oracle.ours("yin", samples, rate)[0], librosa.yin(samples, sr=rate, **edges).astype("f4")
    )


def test_unvoiced_frames_have_what_is_asked_for():
    samples, rate = speech()
    samples = samples[:16_000]
    flag, _ = oracle.ours("pyin", samples, rate, part="voiced_flag")
    filled, _ = oracle.ours("pyin", samples, rate, fill_na=-1)
    guessed, _ = oracle.ours("pyin", samples, rate, fill_na="none")
    assert set(flag) == {0, 1}
    assert set(filled[flag == 0]) == {-1}
    assert (guessed > 65).all()
    assert_array_equal(guessed[flag == 1], filled[flag == 1])


def test_the_beta_parameters_are_librosas():
    samples, rate = speech()
    samples = samples[:16_000]
    edges = {"fmin": librosa.note_to_hz("C2"), "fmax": librosa.note_to_hz("C7")}
    right = librosa.pyin(samples, sr=rate, beta_parameters=(3, 9), **edges)[2]
    values, _ = oracle.ours("pyin", samples, rate, beta_a=3, beta_b=9, part="voiced_prob")
    assert_array_equal(values, right.astype("f4"))
    assert (values != oracle.ours("pyin", samples, rate, part="voiced_prob")[0]).any()


@each
def test_a_tone_has_its_frequency(feature):
    tone = 0.1 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)
    values, _ = oracle.ours(feature, tone.astype("f4"), RATE)
    assert_allclose(values[3:-3], 220, rtol=0.003)  # pyin: half of a tenth of a semitone


@each
def test_silence_has_a_finite_answer(feature):
    silence = np.zeros(9000, np.float32)
    values, _ = oracle.ours(feature, silence, RATE)
    assert np.isfinite(values).all()
    with quietly():
        known = librosa.yin(silence, sr=RATE, fmin=65.40639132514966, fmax=2093.004522404789)
    assert_array_equal(values, known.astype("f4") if feature == "yin" else np.zeros(18))


@each
@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("fmax", 8001.0, {}, "at most half the sample rate, 8000 Hz"),
        ("fmin", 7.8, {}, "must be more than 7.81"),
        ("fmin", 2500.0, {}, "must be below fmax=2093"),
        ("fmin", 0, {}, "greater than 0"),
        ("frame_length", 3, {}, "at least 4"),
        ("frame_length", 65_537, {}, "at most 65536"),
        ("hop_length", 0, {}, "at least 1"),
        ("pad_mode", "reflect", {"center": False}, "has an effect only with center=true"),
        ("pad_mode", "wrap", {}, "'constant'"),
        ("win_length", 1024, {}, "no such parameter"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(feature, parameter, value, others, sentence):
    fault = refusal(feature, **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("resolution", 0.001, {}, "at least 0.01"),
        ("resolution", 0.01, {}, "6001 frequencies lie between fmin and fmax; the limits are 2"),
        ("resolution", 1.0, {"fmin": 100, "fmax": 105}, "1 frequencies lie between"),
        ("max_transition_rate", 500.0, {}, "there are only 601"),
        ("switch_prob", 1.1, {}, "at most 1"),
        ("n_thresholds", 1, {}, "at least 2"),
        ("fill_na", -1.0, {"part": "voiced_prob"}, "has an effect only with part=f0 or part=all"),
        ("part", "f1", {}, "'f0'"),
        ("beta_a", 0, {}, "greater than 0"),
    ],
    ids=str,
)
def test_what_pyin_cannot_do_is_refused_with_a_sentence(parameter, value, others, sentence):
    fault = refusal("pyin", **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


@each
def test_frames_that_are_not_centred_must_fit(feature):
    assert outlined(feature, 2048, RATE, center=False).shape == (1,)
    assert outlined(feature, 2048, RATE, center=False).axes[0].values.tolist() == [0.064]
    assert "must fit in the 2047 samples" in refusal(feature, length=2047, center=False).detail
    with pytest.raises(BadParameter, match="must fit in the 2047 samples"):
        oracle.ours(feature, np.zeros(2047, np.float32), RATE, center=False)


@each
def test_a_frame_of_less_than_two_periods_is_told_of(feature):
    assert outlined(feature, RATE, RATE, fmin=16).warnings == outlined(feature, 9, RATE).warnings
    (warning,) = outlined(feature, RATE, RATE, fmin=15).warnings
    assert "fewer than two periods of fmin=15 Hz" in warning


@each
@pytest.mark.parametrize("rate", [1000, 2000, 4000, 4186, 8000])
def test_half_a_low_sample_rate_is_the_highest_frequency(feature, rate):
    samples = np.random.default_rng(0).standard_normal(rate).astype("f4")
    values, plan = oracle.ours(feature, samples, rate, hop_length=64)
    top = min(librosa.note_to_hz("C7"), rate / 2)
    assert plan.resolved["fmax"] == pytest.approx(top, rel=1e-12)
    with quietly():
        edges = {"fmin": librosa.note_to_hz("C2"), "fmax": top}
        right = getattr(librosa, feature)(samples, sr=rate, hop_length=64, **edges)
    right = right if feature == "yin" else np.where(right[1], right[0], 0)
    assert_array_equal(values, right.astype("f4"))


def test_few_frequencies_and_long_hops_need_a_slower_change_and_say_so():
    fault = refusal("pyin", rate=1000)
    assert fault.parameter == "max_transition_rate"
    assert fault.detail.endswith("max_transition_rate at most 5.7, or a shorter hop_length")
    outlined("pyin", RATE, 1000, max_transition_rate=5.69)
    refusal("pyin", rate=1000, max_transition_rate=5.8)


@each
def test_a_high_sample_rate_needs_longer_frames_and_says_so(feature):
    fault = refusal(feature, rate=192_000)
    assert fault.parameter == "fmin"
    assert "a higher fmin, a longer frame_length or a lower sample_rate" in fault.detail
    outlined(feature, RATE, 192_000, frame_length=8192)


def test_the_longest_sounds_are_stated():
    assert outlined("pyin", 60 * RATE, RATE).shape == (1876,)
    with pytest.raises(TooLarge, match="a pyin takes at most 60 s"):
        outlined("pyin", 60 * RATE + 1, RATE)
    assert outlined("pyin", 2061 * 512, 48_000).shape == (2062,)
    with pytest.raises(TooLarge, match="2063 frames of 601 frequencies take 3221"):
        outlined("pyin", 2062 * 512, 48_000)
    few = {"fmin": 1000, "resolution": 1, "frame_length": 64, "hop_length": 16}
    assert outlined("pyin", 40_000 * 16, 48_000, **few).shape == (40_001,)
    with pytest.raises(TooLarge, match="50001 frames of 13 frequencies"):
        outlined("pyin", 50_000 * 16, 48_000, **few)
    with pytest.raises(TooLarge, match="40001 frames of 13 frequencies"):
        outlined("pyin", 40_000 * 16, 48_000, n_thresholds=1000, **few)
    assert outlined("yin", 16_383 * 512, 44_100).shape == (16_384,)
    with pytest.raises(TooLarge, match=r"2048 x 16385 values .* 33554432"):
        outlined("yin", 16_384 * 512, 44_100)
    with pytest.raises(TooLarge, match="a yin takes at most 600 s"):
        outlined("yin", 600 * 8000 + 1, 8000)
