import tracemalloc
from typing import get_args

import librosa
import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.domain import Steps
from service.dsp import frames, spectra
from service.dsp.frames import Framing
from service.dsp.spectra import Analysis
from service.features._parts import PadMode, Window
from tests.streams import cut, together

EPS = float(np.finfo(np.float32).eps)
quick = settings(deadline=None, max_examples=100, print_blob=True)


pieces = st.lists(st.integers(1, 500), min_size=1, max_size=5)


def transformed(samples, framing, pieces=(10**9,), window="hann"):
    analysis = Analysis(framing, window, framing.frame_length)
    return together(spectra.transform(cut(samples, pieces), analysis, lambda s, _: np.abs(s)))


def framing(n_fft, hop_length=1, center=True, pad_mode="constant"):
    return Framing(n_fft, hop_length, n_fft, "center" if center else "none", pad_mode)


@quick
@given(st.integers(2, 300), st.integers(1, 400), st.booleans(), st.integers(0, 600))
def test_frames_are_as_many_as_are_counted(n_fft, hop, center, more):
    length = more + (1 if center else n_fft)
    asked = framing(n_fft, hop, center)
    found = transformed(np.ones(length, np.float32), asked)
    padded = length + 2 * (n_fft // 2) * center
    starts = range(0, padded - n_fft + 1, hop)
    assert asked.count(length) == len(starts) == found.shape[1]


@pytest.mark.parametrize(
    ("hop", "width"), [(100, 769), (200, 385), (300, 257), (400, 193), (256, 301), (512, 151)]
)
def test_76800_samples_have_the_widths_of_the_tutorial(hop, width):
    assert framing(1024, hop).count(76_800) == width == 76_800 // hop + 1


@pytest.mark.parametrize("pad_mode", get_args(PadMode))
@quick
@given(st.integers(1, 60), st.integers(0, 40), st.integers(0, 40), st.booleans(), pieces)
def test_padding_is_numpys_however_the_sound_is_cut(
    pad_mode, length, before, after, stereo, pieces
):
    samples = np.arange(1, length + 1, dtype=np.float32)
    samples = np.stack([samples, -samples]) if stereo else samples
    padded = together(frames.pad(cut(samples, pieces), before, lambda _: after, pad_mode, after))
    widths = [(0, 0)] * stereo + [(before, after)]
    assert_array_equal(padded, np.pad(samples, widths, mode=pad_mode))
    assert padded.dtype == np.float32


@pytest.mark.parametrize(
    ("mode", "padded"), [("reflect", [3, 2, 1, 2, 3, 2, 1]), ("symmetric", [2, 1, 1, 2, 3, 3, 2])]
)
def test_mirrors_with_and_without_the_edge(mode, padded):
    samples = np.array([1, 2, 3], np.float32)
    assert list(together(frames.pad(cut(samples, (1,)), 2, lambda _: 2, mode, 2))) == padded


def test_without_padding_nothing_is_copied():
    samples = np.ones(10, np.float32)
    (block,) = frames.pad([samples], 0, lambda _: 0, "constant", 0)
    assert block is samples


@quick
@given(st.integers(1, 300), st.integers(1, 40), st.integers(1, 60), st.booleans(), pieces)
def test_frames_are_those_of_the_whole_however_it_is_cut(length, size, hop, stereo, pieces):
    samples = np.arange(length, dtype=np.float32)
    samples = np.stack([samples, -samples]) if stereo else samples
    found = list(frames.overlapping(cut(samples, pieces), size, hop))
    expected = [samples[..., at : at + size] for at in range(0, length - size + 1, hop)]
    assert_array_equal(np.concatenate(found) if found else [], expected)


def test_a_long_sound_is_never_held():
    pieces = (np.full(50_000, n, np.float32) for n in range(200))
    tracemalloc.start()
    try:
        cut_up = frames.frames(pieces, framing(1024, 256, pad_mode="reflect"))
        count = sum(len(block) for block in cut_up)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 1 + 200 * 50_000 // 256
    assert peak < 200 * 50_000 * 4 / 20


@pytest.mark.parametrize("name", [name for name in get_args(Window) if name != "povey"])
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


def test_poveys_window_is_kaldis():
    # kaldi-asr/kaldi, src/feat/feature-window.cc: pow(0.5 - 0.5 * cos(a * i), 0.85)
    a = 2 * np.pi / 399
    kaldis = (0.5 - 0.5 * np.cos(a * np.arange(400))) ** 0.85
    assert_allclose(frames.window("povey", 400, 400, periodic=False), kaldis, atol=EPS)


@pytest.mark.parametrize("name", ["hann", "hamming", "blackman"])
def test_symmetric_windows_are_scipys(name):
    ours = frames.window(name, 25, 25, periodic=False)
    assert_allclose(ours, scipy.signal.get_window(name, 25, fftbins=False), atol=EPS)


def test_hann_of_four_is_by_hand():
    assert_allclose(frames.window("hann", 4, 4), [0, 0.5, 1, 0.5])
    assert_allclose(frames.window("hann", 4, 7), [0, 0, 0.5, 1, 0.5, 0, 0])


@pytest.mark.parametrize("frames_per_block", [8, 12])
def test_the_edge_of_a_block_leaves_no_trace(frames_per_block):
    n_fft = frames.BLOCK_BYTES // 4 // frames_per_block // 2 * 2
    asked = framing(n_fft, n_fft // 2, center=False)
    samples = np.random.default_rng(0).standard_normal(n_fft * 10).astype(np.float32)
    found = transformed(samples, asked, window="boxcar")
    for t in range(asked.count(len(samples))):
        frame = samples[t * n_fft // 2 :][:n_fft].astype(np.float64)
        exact = np.abs(np.fft.rfft(frame))
        # 64 eps of the norm, see tests/features/_oracle.py
        assert_allclose(
            found[:, t], exact, rtol=0, atol=64 * EPS * np.sqrt(2) * np.linalg.norm(exact)
        )


def test_channels_do_not_touch():
    samples = np.random.default_rng(0).standard_normal((3, 1000)).astype(np.float32)
    both = transformed(samples, framing(64, 16))
    apart = [transformed(channel, framing(64, 16)) for channel in samples]
    assert_array_equal(both, apart)


def test_samples_are_left_as_they_were():
    samples = np.ones(100, np.float32)
    samples.setflags(write=False)
    analysis = Analysis(framing(16, 4, center=False), "boxcar", 16)
    list(spectra.transform([samples], analysis, lambda s, _: np.abs(s)))
    assert (samples == 1).all()


def test_coordinates_stay_exact_after_a_day():
    day = 24 * 3600 * 48_000
    times = framing(1024, 480).times(day, 48_000)
    assert len(times) == 24 * 3600 * 100 + 1
    assert times.values()[-1] == 24 * 3600
    assert Steps(3, 480, over=48_000).values()[2] == 0.02
