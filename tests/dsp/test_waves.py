import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.dsp import waves
from tests.streams import cut, keep, together

quick = settings(deadline=None, max_examples=100, print_blob=True)
pieces = st.lists(st.integers(1, 50), min_size=1, max_size=4)


def wave(length, stereo=False):
    shape = (2, length) if stereo else (length,)
    return np.random.default_rng(length).normal(0.1, 1, shape).astype(np.float32)


@quick
@given(st.integers(1, 80), st.booleans(), st.booleans(), pieces)
def test_preemphasis_is_a_difference_however_the_wave_is_cut(length, stereo, whole, pieces):
    samples = wave(length, stereo)
    found = together(waves.emphasised(cut(samples, pieces), 0.97, whole=whole))
    expected = samples[..., 1:] - np.float32(0.97) * samples[..., :-1]
    expected = np.concatenate([samples[..., :1], expected], axis=-1) if whole else expected
    assert_array_equal(found, expected)


@quick
@given(st.integers(1, 40), st.integers(1, 150), st.booleans(), pieces)
@pytest.mark.parametrize("how", ["zeros", "repeat", "repeat_zeros", "cut"])
def test_a_wave_is_as_long_as_it_must_be(how, length, wanted, stereo, pieces):
    samples = wave(length, stereo)
    found = together(waves.fitted(cut(samples, pieces), how, wanted, None))
    times = {"repeat": -(-wanted // length), "repeat_zeros": max(1, wanted // length)}
    expected = np.tile(samples, times.get(how, 1))[..., :wanted]
    if how in {"zeros", "repeat_zeros"}:
        missing = [(0, 0)] * stereo + [(0, wanted - expected.shape[-1])]
        expected = np.pad(expected, missing)
    assert_array_equal(found, expected)


@pytest.mark.parametrize("length", [1, 7, 100_000])
def test_a_short_wave_is_repeated_in_few_blocks(length):
    """A sample of its own block cost a sound of one sample nine seconds."""
    blocks = list(waves.fitted([wave(length)], "repeat", 480_000, None))
    assert len(blocks) <= 10
    assert_array_equal(np.concatenate(blocks), np.resize(wave(length), 480_000))


@pytest.mark.parametrize(
    ("length", "fitted"), [(1, 100), (100, 100), (101, 130), (130, 130), (131, 160), (1000, 1000)]
)
def test_zeros_fill_up_to_a_whole_step(length, fitted):
    found = together(waves.fitted(cut(wave(length)), "zeros", 100, 30))
    assert len(found) == fitted == waves.fitting(length, 100, 30)
    assert_array_equal(found[:length], wave(length))
    assert (found[length:] == 0).all()


def expected_norm(kind, x, eps):
    x = x.astype(np.float64)
    mean, low, high = (f(x, axis=-1, keepdims=True) for f in (np.mean, np.min, np.max))
    return {
        "mean": x - mean,
        "standard": (x - mean) / np.sqrt(x.var(axis=-1, keepdims=True) + eps),
        "minmax": ((x - low) / (high - low + eps) - 0.5) * 2,
        "peak": x / (np.abs(x).max(axis=-1, keepdims=True) + eps),
        "rms": x / (np.sqrt((x**2).mean(axis=-1, keepdims=True)) + eps),
    }[kind]


@pytest.mark.parametrize("kind", ["mean", "standard", "minmax", "peak", "rms"])
@quick
@given(st.integers(2, 80), st.booleans(), pieces, st.sampled_from([0.0, 1e-7, 0.5]))
def test_each_channel_is_normalised_by_its_whole(kind, length, stereo, pieces, eps):
    samples = wave(length, stereo)
    found = together(waves.normalised(keep(cut(samples, pieces)), kind, eps))
    expected = expected_norm(kind, samples, eps)
    # the shift, the difference, the factor and the product are rounded: two of them to the size of
    # what is subtracted
    size = np.abs(expected).max() + 2 * np.abs(samples).max() / max(samples.std(), 1e-9)
    assert_allclose(found, expected, rtol=0, atol=4 * np.finfo(np.float32).eps * max(size, 4))
    assert found.dtype == np.float32


@pytest.mark.parametrize("kind", ["mean", "standard", "minmax", "peak", "rms"])
def test_silence_stays_finite_without_a_guard(kind):
    silence = np.zeros(10, np.float32)
    assert (together(waves.normalised(keep([silence]), kind, 0.0)) == 0).all()


@quick
@given(pieces)
def test_dither_is_the_same_noise_however_the_wave_is_cut(pieces):
    samples = wave(300)
    found = together(waves.dithered(cut(samples, pieces), 0.5, 7))
    noise = 0.5 * np.random.RandomState(7).standard_normal(300)
    assert_array_equal(found, samples + noise.astype(np.float32))
