from typing import get_args

import librosa
import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.domain import Steps
from service.dsp import frames
from service.dsp.frames import Framing
from service.features._parts import PadMode, Window

EPS = float(np.finfo(np.float32).eps)
quick = settings(deadline=None, max_examples=100, print_blob=True)


def framing(n_fft, hop_length=1, center=True, pad_mode="constant", win_length=None, window="hann"):
    return Framing(n_fft, hop_length, win_length or n_fft, window, center, pad_mode)


@quick
@given(st.integers(2, 300), st.integers(1, 400), st.booleans(), st.integers(0, 600))
def test_frames_are_as_many_as_are_counted(n_fft, hop, center, more):
    length = more + (1 if center else n_fft)
    cut = framing(n_fft, hop, center)
    samples = np.ones(length, np.float32)
    spectra = frames.transform(samples, cut, n_fft // 2 + 1, np.abs)
    padded = length + 2 * (n_fft // 2) * center
    starts = range(0, padded - n_fft + 1, hop)
    assert cut.count(length) == len(starts) == spectra.shape[1]


@pytest.mark.parametrize(
    ("hop", "width"), [(100, 769), (200, 385), (300, 257), (400, 193), (256, 301), (512, 151)]
)
def test_76800_samples_have_the_widths_of_the_tutorial(hop, width):
    assert framing(1024, hop).count(76_800) == width == 76_800 // hop + 1


@pytest.mark.parametrize("pad_mode", get_args(PadMode))
@pytest.mark.parametrize("n_fft", [2, 5, 8])
def test_padding_is_numpys(pad_mode, n_fft):
    samples = np.arange(1, 10, dtype=np.float32)
    padded = frames.pad(samples, framing(n_fft, pad_mode=pad_mode))
    assert_array_equal(padded, np.pad(samples, n_fft // 2, mode=pad_mode))
    assert padded.dtype == np.float32


def test_mirrors_with_and_without_the_edge():
    samples = np.array([1, 2, 3], np.float32)
    assert list(frames.pad(samples, framing(4, pad_mode="reflect"))) == [3, 2, 1, 2, 3, 2, 1]
    assert list(frames.pad(samples, framing(4, pad_mode="symmetric"))) == [2, 1, 1, 2, 3, 3, 2]


def test_without_padding_nothing_is_copied():
    samples = np.ones(10, np.float32)
    assert frames.pad(samples, framing(4, center=False)) is samples


@pytest.mark.parametrize("name", get_args(Window))
@pytest.mark.parametrize(("win_length", "n_fft"), [(1, 2), (2, 2), (7, 8), (8, 8), (5, 12)])
def test_windows_are_periodic_and_centred(name, win_length, n_fft):
    ours = frames.window(name, win_length, n_fft)
    periodic = scipy.signal.get_window(name, win_length + 1, fftbins=False)[:-1]
    if win_length == 1:
        periodic = np.ones(1)
    centred = librosa.util.pad_center(periodic, size=n_fft)
    assert_allclose(ours, centred, rtol=EPS / 2, atol=1e-15)
    assert ours.dtype == np.float32
    assert not ours.flags.writeable


def test_hann_of_four_is_by_hand():
    assert_allclose(frames.window("hann", 4, 4), [0, 0.5, 1, 0.5])
    assert_allclose(frames.window("hann", 4, 7), [0, 0, 0.5, 1, 0.5, 0, 0])


@pytest.mark.parametrize("frames_per_block", [1, 7])
def test_the_edge_of_a_block_leaves_no_trace(frames_per_block):
    n_fft = frames.BLOCK_BYTES // 4 // frames_per_block
    cut = framing(n_fft, n_fft // 2, center=False, window="boxcar")
    samples = np.random.default_rng(0).standard_normal(n_fft * 10).astype(np.float32)
    spectra = frames.transform(samples, cut, n_fft // 2 + 1, np.abs)
    for t in range(cut.count(len(samples))):
        frame = samples[t * n_fft // 2 :][:n_fft].astype(np.float64)
        exact = np.abs(np.fft.rfft(frame))
        # 64 eps of the norm, see tests/features/_oracle.py
        assert_allclose(
            spectra[:, t], exact, rtol=0, atol=64 * EPS * np.sqrt(2) * np.linalg.norm(exact)
        )


def test_channels_do_not_touch():
    samples = np.random.default_rng(0).standard_normal((3, 1000)).astype(np.float32)
    together = frames.transform(samples, framing(64, 16), 33, np.abs)
    apart = [frames.transform(channel, framing(64, 16), 33, np.abs) for channel in samples]
    assert_array_equal(together, apart)


def test_samples_are_left_as_they_were():
    samples = np.ones(100, np.float32)
    samples.setflags(write=False)
    frames.transform(samples, framing(16, 4, center=False, window="boxcar"), 9, np.abs)
    assert (samples == 1).all()


def test_coordinates_stay_exact_after_a_day():
    day = 24 * 3600 * 48_000
    times = framing(1024, 480).times(day, 48_000)
    assert len(times) == 24 * 3600 * 100 + 1
    assert times.values()[-1] == 24 * 3600
    assert Steps(3, 480, over=48_000).values()[2] == 0.02
