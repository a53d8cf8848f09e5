"""Pitch, silence, level, length and segments: librosa's, numpy's, or what a closed form says."""

import tracemalloc
from functools import partial
from itertools import pairwise

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.blocks import Scratch
from service.errors import BadParameter, TooLarge
from service.parameters import parse
from service.settings import Limits
from service.sources._base import Recording, SourceParams
from service.sources.prepare import prepare
from service.spec import APART
from tests.streams import PIECES, cut, samples_of, together

RATE = 16_000


def noise(n, channels=1, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (channels, n)).astype(np.float32)


def signal(samples, rate=RATE, limits=None, pieces=PIECES, scratch=None, **params):
    """Prepare samples of shape (n,) or (channels, n), cut into blocks."""
    samples = np.atleast_2d(samples)
    blocks = lambda start, stop: cut(samples[:, start:stop], pieces)  # noqa: E731  # one line
    params |= {"channel": "each"} if len(samples) > 1 else {}
    recording = Recording(rate, len(samples), blocks)
    return prepare(recording, parse(SourceParams, params), limits or Limits(), scratch or Scratch())


def prepared(samples, *more, **params):
    return samples_of(signal(samples, *more, **params))


def parts(samples, **params):
    return [together(part.blocks) for part in signal(samples, **params).parts]


def refusal(samples, *, kind=BadParameter, **params):
    with pytest.raises(kind) as refused:
        prepared(samples, **params)
    return str(refused.value)


def beeps(*seconds):
    """Silence, a tone, silence ... of so many seconds each, as the tutorial's library was tried."""
    ends = np.cumsum(seconds)
    t = np.arange(round(ends[-1] * RATE)) / RATE
    sounding = np.searchsorted(ends, t, side="right") % 2 == 1
    return (0.5 * np.sin(2 * np.pi * 440 * t) * sounding).astype(np.float32)


FIVE = beeps(1, 1, 1, 1, 1)

# --- silence


@pytest.mark.parametrize(
    ("padding", "hop", "trim", "split"),
    [
        (200, 3200, (12_800, 70_400), [(12_800, 38_400), (44_800, 70_400)]),
        (100, 1600, (14_400, 67_200), [(14_400, 35_200), (46_400, 67_200)]),
    ],
)
def test_the_tutorials_numbers_without_its_doubled_padding(padding, hop, trim, split):
    asked = {"silence_padding": padding, "silence_hop_length": hop}
    found = signal(FIVE, silence="trim", **asked)
    assert found.source["spans"] == [trim]
    assert_array_equal(samples_of(found), FIVE[slice(*trim)])
    found = signal(FIVE, silence="split", **asked)
    assert found.source["spans"] == split
    whole = np.concatenate([FIVE[start:stop] for start, stop in split])
    assert_array_equal(prepared(FIVE, silence="all", **asked), whole)


def test_a_gap_between_two_and_four_paddings_is_not_heard_twice():
    """The library repeated 3200 samples of this: facts, mistake 22."""
    sound = beeps(0.3, 0.5, 0.7, 0.5, 0.3)
    found = signal(sound, silence="split", silence_hop_length=3200).source["spans"]
    assert all(stop <= start for (_, stop), (start, _) in pairwise(found))
    once = prepared(sound, silence="all", silence_hop_length=3200)
    assert len(once) == sum(stop - start for start, stop in found) <= len(sound)


def librosas(samples, top_db, ref, hop, padding):
    """Which samples `librosa.effects.split` leaves, each interval widened."""
    ref = np.max if ref == "max" else ref
    kept = np.zeros(samples.shape[-1], bool)
    for start, stop in librosa.effects.split(samples, top_db=top_db, ref=ref, hop_length=hop):
        if start < stop:
            kept[max(0, start - padding) : stop + padding] = True
    return kept


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 999),
    n=st.integers(200, 40_000),
    channels=st.integers(1, 2),
    top_db=st.floats(1, 60),
    ref=st.one_of(st.just("max"), st.floats(0.01, 1)),
    hop=st.sampled_from([64, 500, 512, 3200]),
    padding=st.sampled_from([0, 10, 200]),
    pieces=st.lists(st.integers(1, 9000), min_size=1, max_size=4),
)
def test_what_is_left_is_what_librosa_leaves(seed, n, channels, top_db, ref, hop, padding, pieces):
    envelope = np.repeat(10 ** np.random.default_rng(seed).uniform(-3, 0, 40), 1000)[:n]
    samples = noise(n, channels, seed) * envelope.astype(np.float32)
    expected = librosas(
        samples if channels > 1 else samples[0], top_db, ref, hop, padding * RATE // 1000
    )
    asked = {"silence_top_db": top_db, "silence_ref": ref, "silence_hop_length": hop}
    ask = partial(prepared, samples, pieces=pieces, silence_padding=padding, **asked)
    if not expected.any():
        with pytest.raises(BadParameter, match="silent throughout"):
            ask(silence="all")
        return
    assert_array_equal(np.atleast_2d(ask(silence="all")), samples[:, expected])
    first, last = np.flatnonzero(expected)[[0, -1]]
    trimmed = samples[:, first : last + 1]
    assert_array_equal(np.atleast_2d(ask(silence="trim")), trimmed)


@pytest.mark.parametrize("silence", ["trim", "split", "all"])
def test_a_sound_of_zeros_is_refused(silence):
    said = refusal(np.zeros(RATE, np.float32), silence=silence)
    assert f"silence='{silence}': the sound is silent throughout" in said
    assert "its loudest frame has -100.0 dB from full scale, the limit is -100.0 dB" in said


def test_below_an_absolute_level_all_is_silent():
    said = refusal(FIVE / 500, silence="trim", silence_ref=1, silence_top_db=40)
    assert "its loudest frame has -63.0 dB from full scale, the limit is -40.0 dB" in said
    assert len(prepared(FIVE / 500, silence="trim", silence_ref=1, silence_top_db=70)) < len(FIVE)


# --- level


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(("level_db", "factor"), [(0, 1), (-20, 0.1), (6, 10**0.3)])
def test_a_level_is_reached_by_one_factor(channels, level_db, factor):
    samples = noise(30_000, channels) * np.float32([[0.25], [0.125]][:channels])
    expected = samples.squeeze().astype(np.float64)
    peak, root = np.abs(expected).max(), np.sqrt(np.mean(expected**2))
    found = prepared(samples, level="peak", level_db=level_db)
    assert_allclose(found, expected / peak * factor, rtol=1e-6)
    found = prepared(samples, level="rms", level_db=level_db)
    assert_allclose(found, expected / root * factor, rtol=1e-6)


def test_the_usual_levels_and_gain():
    samples = noise(30_000)[0] / 4
    assert np.abs(prepared(samples, level="peak")).max() == pytest.approx(1, rel=1e-6)
    found = prepared(samples, level="rms").astype(np.float64)
    assert np.sqrt(np.mean(found**2)) == pytest.approx(0.1, rel=1e-6)
    assert_allclose(prepared(samples, gain_db=20), samples * 10, rtol=1e-6)
    assert_allclose(prepared(samples, gain_db=-20, pad_to=2)[:30_000], samples / 10, rtol=1e-6)
    assert np.abs(prepared(samples, level="peak", gain_db=-20)).max() == pytest.approx(0.1)


def test_zeros_have_no_level():
    assert_array_equal(prepared(np.zeros(100, np.float32), level="peak"), np.zeros(100))


def test_the_level_is_that_of_what_is_left_and_not_of_the_padding():
    asked = {"silence": "all", "silence_padding": 0}
    sound = prepared(FIVE, **asked, level="rms", pad_to=9)
    left = sound[: len(prepared(FIVE, **asked))].astype(np.float64)
    assert np.sqrt(np.mean(left**2)) == pytest.approx(0.1, rel=1e-6)
    assert len(sound) == 9 * RATE


# --- length


@settings(deadline=None)
@given(
    n=st.integers(1, 3000),
    channels=st.integers(1, 2),
    length=st.integers(1, 9000),
    place=st.sampled_from(["after", "before", "both"]),
    kind=st.sampled_from(["zeros", "repeat", "reflect"]),
    pieces=st.lists(st.integers(1, 900), min_size=1, max_size=4),
)
def test_padding_is_numpys(n, channels, length, place, kind, pieces):
    samples = noise(n, channels)
    missing = max(0, length - n)
    before = {"after": 0, "before": missing, "both": missing // 2}[place]
    mode = {"zeros": "constant", "repeat": "wrap", "reflect": "reflect"}[kind]
    expected = np.pad(samples, [(0, 0), (before, missing - before)], mode)
    ask = {"pad_to": (length + 0.5) / RATE, "pad_at": place, "pad_with": kind}
    found = np.atleast_2d(prepared(samples, pieces=pieces, **ask))
    assert_array_equal(found, expected)


def test_a_long_mirror_and_a_single_sample():
    assert_array_equal(prepared([[0.5]], pad_to=10, pad_with="reflect"), np.full(160_000, 0.5))
    samples = noise(5)[0]
    expected = np.pad(samples, (0, 199_995), "reflect")
    assert_array_equal(prepared(samples, pad_to=12.5, pad_with="reflect"), expected)


def test_a_random_split_of_zeros_and_a_random_crop_depend_on_the_seed_alone():
    samples, found = noise(RATE)[0], set()
    for seed in range(8):
        ask = partial(prepared, samples, pad_to=2, pad_at="random", random_seed=seed)
        padded = ask()
        assert_array_equal(padded, ask(pieces=(77,)))
        at = int(np.flatnonzero(padded)[0])
        assert_array_equal(padded, np.pad(samples, (at, RATE - at)))
        found.add(at)
    assert len(found) == 8
    starts = set()
    for seed in range(8):
        (span,) = signal(samples, crop=0.25, random_seed=seed).source["spans"]
        assert_array_equal(prepared(samples, crop=0.25, random_seed=seed), samples[slice(*span)])
        assert span[1] - span[0] == 4000
        starts.add(span[0])
    assert len(starts) == 8


def test_every_place_of_a_crop_is_possible_and_none_outside():
    """Of 5 samples 3: three places, in 60 draws all of them."""
    samples = np.arange(1, 6, dtype=np.float32) / 8
    ask = partial(prepared, samples, 1000, crop=0.003)
    found = {tuple(ask(random_seed=seed) * 8) for seed in range(60)}
    assert found == {(1, 2, 3), (2, 3, 4), (3, 4, 5)}


def test_padding_and_a_crop_of_the_same_length_fit_every_sound():
    for n in (1, 15_999, 16_000, 16_001, 50_000):
        assert len(prepared(noise(n), pad_to=1, crop=1)) == RATE


@pytest.mark.parametrize(("seconds", "last"), [(1.0, RATE), (0.8, 9600), (3.0, 3 * RATE)])
def test_segments_are_equal_and_an_exact_multiple_gives_no_more(seconds, last):
    samples = noise(3 * RATE)[0]
    found = parts(samples, segment=seconds)
    count = {1.0: 3, 0.8: 4, 3.0: 1}[seconds]
    assert [len(part) for part in found] == [round(seconds * RATE)] * count
    assert_array_equal(np.concatenate(found)[: 3 * RATE], samples)
    assert np.flatnonzero(found[-1])[-1] == last - 1


def test_the_tutorials_segments():
    assert len(parts(noise(round(7.2 * RATE)), segment=1)) == 8
    found = parts(noise(12 * RATE), segment=5)
    assert [len(part) for part in found] == [5 * RATE] * 3
    assert not found[2][2 * RATE :].any()


def test_segments_follow_all_else():
    samples = FIVE
    asked = {"silence": "all", "silence_padding": 0, "level": "peak", "pad_to": 3, "crop": 2.5}
    whole = prepared(samples, **asked)
    found = parts(samples, **asked, segment=1)
    assert_array_equal(np.concatenate(found)[: len(whole)], whole)
    assert len(found) == 3


# --- pitch


@pytest.mark.parametrize("steps", [-24, -3, 0.5, 2, 24])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_pitch_is_librosas(steps, channels):
    samples = noise(20_000, channels)
    expected = librosa.effects.pitch_shift(samples.squeeze(), sr=RATE, n_steps=steps)
    assert_array_equal(prepared(samples, pitch_shift=steps), expected)


@pytest.mark.parametrize("n", [1, 2, 700])
def test_a_short_sound_keeps_its_length(n):
    assert prepared(noise(n), pitch_shift=5).shape == (n,)


def test_a_tone_goes_up_an_octave():
    tone = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)
    assert np.abs(np.fft.rfft(prepared(tone, pitch_shift=12))).argmax() == 880


# --- refusals

SECOND = noise(RATE)[0]


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"crop": 1.5}, "crop=1.5: is longer than the sound, which has 1 s; pad_to can"),
        ({"segment": 1.5}, "segment=1.5: is longer than the sound, which has 1 s; pad_to can"),
        ({"segment": 0.0001}, "would give 16000 sounds; the limit is 1000 in one answer"),
        ({"silence": "some"}, "must be 'trim', 'split' or 'all' or 'none'"),
        ({"silence_top_db": 30}, "silence_top_db=30.0: has an effect only with silence"),
        ({"silence_ref": 0.5}, "silence_ref=0.5: has an effect only with silence"),
        ({"silence": "trim", "silence_top_db": 0}, "must be greater than 0"),
        ({"silence": "trim", "silence_padding": -1}, "must be at least 0"),
        ({"silence": "trim", "silence_padding": 60_001}, "must be at most 60000"),
        ({"silence": "trim", "silence_hop_length": 63}, "must be at least 64"),
        ({"silence": "split", "segment": 0.5}, "cannot be used with silence=split"),
        ({"level": "loud"}, "must be 'peak' or 'rms' or 'none'"),
        ({"level_db": -3}, "level_db=-3.0: has an effect only with level"),
        ({"level": "peak", "level_db": 21}, "must be at most 20"),
        ({"gain_db": 121}, "must be at most 120"),
        ({"pad_to": 0}, "must be greater than 0"),
        ({"pad_with": "repeat"}, "pad_with='repeat': has an effect only with pad_to"),
        ({"pad_at": "before"}, "pad_at='before': has an effect only with pad_to"),
        ({"random_seed": 3}, "random_seed=3: has an effect only with crop or pad_at=random"),
        ({"crop": 1, "random_seed": -1}, "must be at least 0"),
        ({"pitch_shift": 24.5}, "must be at most 24"),
        ({"pitch_shift": "high"}, "must be a valid number"),
    ],
)
def test_what_is_wrong_is_refused_with_its_limit(params, sentence):
    assert sentence in refusal(SECOND, **params)


@pytest.mark.parametrize(
    ("params", "limits", "sentence"),
    [
        ({"pad_to": 901}, {}, "pad_to=901 s is longer than the limit of 900 s"),
        ({"pad_to": 2}, {"max_samples": 20_000}, "would have 32000 samples over all its channels"),
    ],
)
def test_a_length_beyond_the_limit_is_refused(params, limits, sentence):
    assert sentence in refusal(SECOND, kind=TooLarge, limits=Limits(**limits), **params)


def test_what_must_be_in_memory_is_bounded():
    samples = np.zeros((1, (1 << 24) + 1), np.float32)
    ask = {"kind": TooLarge, "pieces": (1 << 17,)}
    assert "at most 4194304 samples" in refusal(samples, **ask, pitch_shift=1)
    limits = Limits(max_duration_s=2000)
    with Scratch() as scratch:
        ask |= {"limits": limits, "scratch": scratch}
        said = refusal(samples, **ask, pad_to=1500, pad_with="repeat")
    assert "pad_with=repeat takes a sound of at most 16777216 samples" in said


# --- what it costs


def test_six_times_the_sound_takes_no_more_memory_than_the_loudness_of_its_frames():
    peaks, piece = [], np.ones((1 << 17, 1), np.float32)
    for count in (80, 480):
        blocks = lambda start, stop, count=count: iter([piece] * count)  # noqa: ARG005, E731
        asked = SourceParams(silence="all", level="rms", pad_to=5000, crop=300, pad_at="random")
        tracemalloc.start()
        try:
            with Scratch() as scratch:
                limits = Limits(max_duration_s=6000)
                made = prepare(Recording(RATE, 1, blocks), asked, limits, scratch)
                assert sum(map(len, made.blocks)) == 300 * RATE
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        peaks.append(peak)
    frames = 400 * len(piece) // 512
    assert peaks[1] - peaks[0] < 16 * frames  # a frame's loudness, exact and rounded


def test_all_parameters_of_both_groups_are_apart_from_a_spec():
    fields = SourceParams.model_json_schema()["properties"]
    groups = {name: field.get("x-group") for name, field in fields.items()}
    assert {name for name in groups if groups[name] in {"sound", "augment"}} <= APART
