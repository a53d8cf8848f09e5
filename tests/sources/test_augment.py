"""Speed, shift, noise and gaps: librosa's, numpy's, or what the documented draws say."""

import tracemalloc
from functools import partial

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.blocks import Scratch
from service.dsp.noises import gaussian
from service.errors import TooLarge
from service.settings import Limits
from service.sources._base import Recording, SourceParams
from service.sources.prepare import prepare
from tests.sources.test_shape import RATE, SECOND, noise, parts, prepared, refusal, signal

PIECES = st.lists(st.integers(1, 3_000), min_size=1, max_size=4)
COLOURS = {"white": 0, "pink": 1, "brown": 2, "blue": -1, "violet": -2}

LONG = 150_000
"""Samples: more than two of the blocks in which noise is added."""

EPS = np.finfo(np.float32).eps


def chance(*seed):
    return np.random.RandomState(seed)


# --- speed


@settings(deadline=None, max_examples=40)
@given(
    n=st.integers(1, 9_000),
    channels=st.integers(1, 2),
    speed=st.floats(0.25, 4),
    rate=st.sampled_from([None, 8_000, 22_050]),
    pieces=PIECES,
)
def test_speed_is_librosas_resampling_from_a_higher_rate(n, channels, speed, rate, pieces):
    samples = noise(n, channels)
    found = prepared(samples, pieces=pieces, speed=speed, sample_rate=rate)
    target = rate or RATE
    expected = librosa.resample(samples, orig_sr=RATE * speed, target_sr=target)
    assert found.shape[-1] == expected.shape[-1]
    assert_array_equal(np.atleast_2d(found), expected)


def test_a_tone_played_faster_is_higher_and_shorter():
    tone = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)
    found = prepared(tone, speed=1.25)
    assert len(found) == RATE / 1.25
    assert np.abs(np.fft.rfft(found)).argmax() == 440  # 550 Hz in 0.8 s


def test_speed_that_another_rate_undoes_changes_no_sample():
    assert_array_equal(prepared(SECOND, speed=2, sample_rate=2 * RATE), SECOND)


@pytest.mark.parametrize(("rate", "speed", "to"), [(1_000, 0.25, 384_000), (384_000, 4, 1_000)])
def test_the_ends_of_all_ranges_together(rate, speed, to):
    found = signal(noise(2_000), rate=rate, speed=speed, sample_rate=to)
    count = sum(map(len, found.blocks))
    assert count == int(np.ceil(2_000 * (to / (rate * speed))))


def test_a_slow_sound_counts_for_what_it_becomes():
    ask = partial(refusal, SECOND, kind=TooLarge, speed=0.5)
    assert "longer than the limit of 1.5 s" in ask(limits=Limits(max_duration_s=1.5))
    assert "more than 20000 samples" in ask(limits=Limits(max_samples=20_000))
    assert len(prepared(SECOND, limits=Limits(max_duration_s=2), speed=0.5)) == 2 * RATE


# --- shift


@settings(deadline=None)
@given(
    n=st.integers(1, 3_000),
    channels=st.integers(1, 2),
    by=st.integers(-7_000, 7_000),
    pieces=PIECES,
)
def test_a_shift_is_numpys_roll(n, channels, by, pieces):
    samples = noise(n, channels)
    found = prepared(samples, rate=1024, pieces=pieces, time_shift=by / 1024)
    assert_array_equal(np.atleast_2d(found), np.roll(samples, by, axis=-1))


@settings(deadline=None)
@given(
    n=st.integers(2, 3_000),
    channels=st.integers(1, 2),
    part=st.floats(-1, 1, exclude_min=True, exclude_max=True),
    pieces=PIECES,
)
def test_a_shift_with_zeros_is_numpys_padding(n, channels, part, pieces):
    samples, by = noise(n, channels), int(part * n)
    ask = {"time_shift": by / 1024} | ({"time_shift_with": "zeros"} if by else {})
    found = np.atleast_2d(prepared(samples, rate=1024, pieces=pieces, **ask))
    padded = np.pad(samples, [(0, 0), (max(0, by), max(0, -by))])
    assert_array_equal(found, padded[:, max(0, -by) :][:, :n])


def test_a_random_shift_is_the_documented_draw():
    for seed in (0, 7, 2**32 - 1):
        made = signal(SECOND, time_shift="random", augment_seed=seed)
        drawn = int(chance(seed, 0, 0).randint(RATE))
        assert made.source["drawn"] == [{"time_shift": drawn}]
        expected = np.roll(SECOND, drawn)
        assert_array_equal(prepared(SECOND, time_shift="random", augment_seed=seed), expected)


# --- noise


def expected_noise(color, n, channels, seed, number=0):
    """What is added to a sound, before its scale, as `augment_seed` documents it."""
    if color == "white":
        drawn = [chance(seed, number, 2, k).standard_normal(n) for k in range(channels)]
    else:
        # its spectrum is judged by the tests of tones
        drawn = [gaussian(n, COLOURS[color], (seed, number, 2, k)) for k in range(channels)]
    return np.array(drawn)


@settings(deadline=None)
@given(
    n=st.integers(1, 4_000),
    channels=st.integers(1, 2),
    color=st.sampled_from(list(COLOURS)),
    snr=st.floats(-60, 120),
    seed=st.integers(0, 2**32 - 1),
    pieces=PIECES,
)
def test_noise_is_the_documented_draw_at_its_ratio(n, channels, color, snr, seed, pieces):
    assert_noise(n, channels, color, snr, seed, pieces)


@pytest.mark.parametrize("color", ["white", "pink"])
@pytest.mark.parametrize("pieces", [(1 << 16,), (65_537, 3, 70_000), (700, 37, 5_000)])
def test_noise_of_several_blocks_is_the_same_however_the_sound_is_cut(color, pieces):
    assert_noise(LONG, 2, color, 6.0, 7, pieces)


def assert_noise(n, channels, color, snr, seed, pieces):
    samples = noise(n, channels)
    ask = {"noise": color, "noise_snr_db": snr, "augment_seed": seed}
    found = np.atleast_2d(prepared(samples, pieces=pieces, **ask))
    drawn = expected_noise(color, n, channels, seed)
    if not drawn.any():
        assert (color != "white") & (n == 1)  # coloured noise has no constant part
        assert_array_equal(found, samples)
        return
    exact = samples.astype(np.float64)
    drawn *= np.sqrt((exact**2).mean() / (drawn**2).mean() * 10 ** (-snr / 10))
    # the noise is rounded once, the sum once
    bound = EPS * (np.abs(drawn) + np.abs(exact))
    assert (np.abs(found - (exact + drawn)) <= bound).all()
    assert found.tobytes() == np.atleast_2d(prepared(samples, pieces=(n,), **ask)).tobytes()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("color", COLOURS)
@pytest.mark.parametrize("snr", [-20, 0, 10, 40])
def test_the_ratio_that_is_measured_is_the_one_asked_for(color, snr, channels):
    samples = noise(LONG, channels) / np.float32([[1], [4]][:channels])
    exact = samples.astype(np.float64)
    added = np.atleast_2d(prepared(samples, noise=color, noise_snr_db=snr)) - exact
    ratio = (exact**2).mean() / (added**2).mean()
    # what rounding adds to the noise, in parts of it: at most eps / 2 of each sum and its noise
    rounding = EPS * (np.abs(exact).max() + np.abs(added).max()) / np.sqrt((added**2).mean())
    assert abs(10 * np.log10(ratio) - snr) <= 20 * np.log10(1 + rounding)


def slope(samples):
    """Exponent of the power density, by a straight line through octaves."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    octaves = 2 ** np.arange(3, int(np.log2(len(power))))
    means = [power[low : 2 * low].mean() for low in octaves]
    return np.polyfit(np.log(octaves), np.log(means), 1)[0]


@pytest.mark.parametrize(("color", "exponent"), COLOURS.items())
def test_the_colour_of_what_is_added_is_that_of_its_name(color, exponent):
    """The mean of m powers has a relative spread of 1 / sqrt(m): the slope one of 0.021."""
    n = 1 << 17
    impulse = np.zeros(n, np.float32)
    impulse[0] = 1
    added = prepared(impulse, noise=color, noise_snr_db=0) - impulse
    assert slope(added) == pytest.approx(-exponent, abs=5 * 0.021)


def test_channels_get_noises_that_know_nothing_of_each_other():
    samples = np.ones((2, LONG), np.float32)
    for color in ("white", "blue"):
        first, second = prepared(samples, noise=color, noise_snr_db=0) - 1
        assert abs(np.corrcoef(first, second)[0, 1]) < 5 / np.sqrt(LONG)


def test_zeros_get_no_noise():
    zeros = np.zeros(1_000, np.float32)
    assert_array_equal(prepared(zeros, noise="white"), zeros)


# --- gaps


@settings(deadline=None)
@given(
    n=st.integers(1, 3_000),
    channels=st.integers(1, 2),
    count=st.integers(1, 8),
    part=st.floats(0, 1),
    seed=st.integers(0, 2**32 - 1),
    pieces=PIECES,
)
def test_gaps_are_the_documented_draws(n, channels, count, part, seed, pieces):
    samples, length = noise(n, channels), max(1, int(part * n))
    draw = chance(seed, 0, 1)
    starts = [int(draw.randint(n - length + 1)) for _ in range(count)]
    expected = samples.copy()
    for start in starts:
        expected[:, start : start + length] = 0
    ask = {"cut_out": (length + 0.5) / RATE, "cut_outs": count, "augment_seed": seed}
    made = signal(samples, pieces=pieces, **ask)
    assert made.source["drawn"] == [{"cut_out": [(start, start + length) for start in starts]}]
    found = np.concatenate(list(made.blocks)).reshape(n, -1).T
    assert_array_equal(found, expected)


# --- together


def test_the_order_and_the_chances_of_all_together():
    n, by = RATE // 2, 1_000
    ask = {"segment": 0.5, "gain_db": 6, "time_shift": by / RATE, "noise": "white"}
    ask |= {"noise_snr_db": 10, "cut_out": 0.1, "augment_seed": 3}
    for number, found in enumerate(parts(SECOND, **ask)):
        part = np.roll(SECOND[number * n :][:n] * np.float32(10**0.3), by)
        drawn = expected_noise("white", n, 1, 3, number)[0]
        exact = part.astype(np.float64)
        drawn *= np.sqrt((exact**2).mean() / (drawn**2).mean() / 10)
        at = int(chance(3, number, 1).randint(n - 1600 + 1))
        expected = part + drawn
        expected[at : at + 1600] = 0
        assert_allclose(found, expected, rtol=0, atol=2 * EPS * np.abs(expected).max())


def test_what_is_the_same_for_all_seeds_and_what_is_not():
    ask = partial(prepared, SECOND, time_shift="random", noise="pink", cut_out=0.2)
    assert ask(augment_seed=1).tobytes() == ask(augment_seed=1).tobytes()
    assert len({ask(augment_seed=seed).tobytes() for seed in range(5)}) == 5


def test_without_them_no_sample_changes_and_nothing_is_kept():
    made = signal(SECOND)
    assert "drawn" not in made.source
    assert "spans" not in made.source
    assert_array_equal(np.concatenate(list(made.blocks)), SECOND)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"speed": 0.2}, "must be at least 0.25"),
        ({"speed": 5}, "must be at most 4"),
        ({"time_shift": "some"}, "time_shift='some': must be a valid number or 'random'"),
        (
            {"time_shift": 1, "time_shift_with": "zeros"},
            "time_shift=1.0: leaves nothing of the sound, which has",
        ),
        (
            {"time_shift_with": "zeros"},
            "time_shift_with='zeros': has an effect only with time_shift",
        ),
        (
            {"time_shift": "random", "time_shift_with": "zeros"},
            "is not possible with time_shift=random",
        ),
        ({"noise": "red"}, "must be 'white', 'pink', 'brown', 'blue' or 'violet' or 'none'"),
        ({"noise_snr_db": 3}, "noise_snr_db=3.0: has an effect only with noise"),
        ({"noise": "pink", "noise_snr_db": 121}, "must be at most 120"),
        ({"cut_out": 0}, "must be greater than 0"),
        ({"cut_out": 1.5}, "cut_out=1.5: is longer than the sound, which has 1 s"),
        ({"cut_outs": 2}, "cut_outs=2: has an effect only with cut_out"),
        ({"cut_out": 0.1, "cut_outs": 9}, "must be at most 8"),
        (
            {"augment_seed": 3, "time_shift": 0.5},
            "augment_seed=3: has an effect only with time_shift=random, noise or cut_out",
        ),
        ({"noise": "white", "augment_seed": 2**32}, "must be less than 4294967296"),
    ],
)
def test_what_is_wrong_is_refused_with_its_limit(params, sentence):
    assert sentence in refusal(SECOND, **params)


def test_noise_that_must_be_in_memory_is_bounded():
    samples = np.zeros((2, (1 << 23) + 1), np.float32)
    limits = Limits(max_duration_s=2_000)
    with Scratch() as scratch:
        ask = partial(refusal, samples, kind=TooLarge, pieces=(1 << 17,), limits=limits)
        said = ask(scratch=scratch, noise="pink")
    assert "noise=pink takes at most 16777216 samples over all channels" in said


def test_four_times_the_sound_takes_no_more_memory():
    peaks, piece = [], np.ones((1 << 17, 1), np.float32)
    for count in (40, 160):
        blocks = lambda start, stop, count=count: iter([piece] * count)  # noqa: ARG005, E731
        asked = SourceParams(time_shift="random", noise="white", cut_out=3, cut_outs=8, speed=2)
        tracemalloc.start()
        try:
            with Scratch() as scratch:
                limits = Limits(max_duration_s=6000)
                made = prepare(Recording(RATE, 1, blocks), asked, limits, scratch)
                assert sum(map(len, made.blocks)) == count * len(piece) // 2
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 1 << 20
