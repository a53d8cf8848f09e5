"""What a request costs a worker, counted in work and not in time: the same on every machine."""

import sys
import tracemalloc
from collections import Counter
from io import BytesIO

import numpy as np
import pytest
import scipy.fft
import soundfile

from service.blocks import Scratch
from service.dsp import mel
from service.pipeline import Job, run
from service.settings import Limits
from service.sources import Body

RATE, SECONDS = 16_000, 5
N_FFT, HOP = 1024, 256
FRAMES = 1 + SECONDS * RATE // HOP
BINS, BANDS = N_FFT // 2 + 1, 128
QUERY = {"n_fft": N_FFT, "hop_length": HOP, "scale": "db"}

MOST_CALLS = 600
"""Some thirty more than there are with the latest numpy and scipy."""


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("clip") / "noise.wav")
    noise = np.random.default_rng(0).uniform(-1, 1, SECONDS * RATE)
    soundfile.write(path, noise, RATE, subtype="PCM_16")
    return path


def job(path, format, **more):
    return Job("mel", format, QUERY | more, Body(path, "file"), Limits())


@pytest.mark.parametrize("format", ["json", "npy", "npz", "png"])
def test_every_frame_is_transformed_once_and_few_blocks_are_made(clip, format, monkeypatch):
    counted, transform = Counter(), scipy.fft.rfft

    def counting(frames, *args, **kwargs):
        counted["calls"] += 1
        counted["frames"] += frames.size // N_FFT
        return transform(frames, *args, **kwargs)

    monkeypatch.setattr(scipy.fft, "rfft", counting)
    run(job(clip, format), BytesIO())
    assert counted == {"calls": 2, "frames": FRAMES}


def test_a_warm_request_calls_few_functions(clip):
    run(job(clip, "npy"), BytesIO())
    counted = Counter()
    sys.setprofile(lambda _frame, event, _what: counted.update([event]))
    try:
        run(job(clip, "npy"), BytesIO())
    finally:
        sys.setprofile(None)
    assert counted["call"] + counted["c_call"] <= MOST_CALLS


def test_a_filter_bank_is_made_once_for_many_requests(clip):
    run(job(clip, "npy"), BytesIO())
    before = mel.bank.cache_info().misses
    for _ in range(3):
        run(job(clip, "npy"), BytesIO())
    assert mel.bank.cache_info().misses == before


def test_a_request_allocates_no_more_than_its_samples_its_values_and_one_block(clip):
    run(job(clip, "npy"), BytesIO())  # plans, and what libraries keep
    tracemalloc.start()
    try:
        run(job(clip, "npy"), BytesIO())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    samples, values = SECONDS * RATE * 4, FRAMES * BANDS * 4
    # a block holds 160 frames: the windowed frames, their spectrum and its squares, the bands twice
    block = 160 * (N_FFT * 4 + BINS * 8 + BANDS * 2 * 8)
    # samples as they were stored and as floats, extended by the padding; values kept and written
    assert peak < 3 * samples + 3 * values + block


def test_six_times_the_sound_takes_no_more_memory(tmp_path):
    """Longer than what is kept in memory, so that values go through the scratch file."""
    peaks = []
    for minutes in (10, 60):
        path = str(tmp_path / f"{minutes}.npy")
        np.save(path, np.zeros(minutes * 60 * RATE, np.int16))
        asked = QUERY | {"sample_rate": RATE, "ref": "max"}
        limits = Limits(max_duration_s=3600, max_answer_bytes=1 << 30)
        tracemalloc.start()
        try:
            with open(tmp_path / "answer.npy", "wb", buffering=0) as out:  # noqa: PTH123
                run(Job("mel", "npy", asked, Body(path, "npy"), limits), out, Scratch())
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        peaks.append(peak)
    assert peaks[1] < 1.1 * peaks[0]
