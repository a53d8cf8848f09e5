"""What several computations of one sound cost, counted in work and not in time."""

import tracemalloc
from collections import Counter
from io import BytesIO

import numpy as np
import pytest
import soundfile

from service.blocks import Scratch
from service.pipeline import Job
from service.settings import Limits
from service.several import Part, Together, job_of, run
from service.sources import Body

RATE = 16_000
VALUES = (256, 400, 512, 640, 800, 1024)


def sweep(path, values, form="npz", **shared):
    parts = tuple(Part(f"n_fft={n}", "stft", {"n_fft": n}) for n in values)
    grid = (("n_fft", len(values)),)
    return Together(
        form, {}, grid, {"hop_length": 256, **shared}, parts, Body(path, "file"), Limits()
    )


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("recording") / "noise.flac")
    noise = np.random.default_rng(0).uniform(-1, 1, 60 * RATE)
    soundfile.write(path, noise, RATE, subtype="PCM_16")
    return path


@pytest.fixture
def opened(monkeypatch):
    """Count how often libsndfile is asked for samples."""
    counted, read = Counter(), soundfile.SoundFile.read

    def counting(self, *args, **kwargs):
        counted["reads"] += 1
        return read(self, *args, **kwargs)

    monkeypatch.setattr(soundfile.SoundFile, "read", counting)
    return counted


def reads(opened, job):
    opened.clear()
    run(job, BytesIO())
    return opened["reads"]


def test_a_sound_is_decoded_once_for_all_cells(recording, opened):
    once = reads(opened, Job("stft", "npz", {}, Body(recording, "file"), Limits()))
    assert once
    assert reads(opened, sweep(recording, VALUES)) == once
    bundle = tuple(Part(name, name, {}) for name in ("mel", "mfcc", "waveform"))
    job = Together("json", {}, (), {}, bundle, Body(recording, "file"), Limits())
    assert reads(opened, job) == once


def test_a_sound_is_decoded_again_only_where_it_is_prepared_anew(recording, opened):
    once = reads(opened, sweep(recording, VALUES[:1]))
    cells = [(rate, n) for rate in (8000, 16000) for n in (256, 512)]
    parts = tuple(
        Part(f"{rate} {n}", "stft", {"sample_rate": rate, "n_fft": n}) for rate, n in cells
    )
    grid = (("sample_rate", 2), ("n_fft", 2))
    job = Together("npz", {}, grid, {}, parts, Body(recording, "file"), Limits())
    assert reads(opened, job) == 2 * once


@pytest.mark.parametrize("form", ["png", "npz"])
def test_memory_does_not_grow_with_the_number_of_cells(recording, form, tmp_path):
    def peak(values):
        job = sweep(recording, values, form, scale="db", ref="max")
        with (tmp_path / "answer").open("wb") as out:
            run(job, out)  # plans, and what libraries keep
            tracemalloc.start()
            run(job, out)
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    assert peak(VALUES) < 1.25 * peak(VALUES[-2:])


def test_a_job_is_plain_data(recording):
    job = sweep(recording, VALUES)
    assert job_of(job.plain(), recording) == job
    single = Job("stft", "npy", {"n_fft": 512}, Body(recording, "file"), Limits())
    assert job_of(single.plain(), recording) == single


def test_a_scratch_takes_back_what_it_lent():
    one, two, three = (np.full(1000, value, np.float32) for value in (1, 2, 3))
    with Scratch() as scratch:
        kept = scratch.put(one)
        with scratch.lent():
            lent = scratch.put(two)
            assert (scratch.get(lent) == two).all()
        assert scratch.put(three).offset == lent.offset == one.nbytes
        assert (scratch.get(kept) == one).all()


def test_a_scratch_holds_the_sound_and_one_cell_at_a_time(tmp_path):
    """Ten minutes are 38 MB of samples, and each cell 39 MB of values."""
    np.save(
        tmp_path / "noise.npy", np.random.default_rng(0).uniform(-1, 1, 600 * RATE).astype("f4")
    )
    parts = tuple(Part(name, "stft", {"window": name}) for name in ("hann", "hamming", "blackman"))
    shared = {"sample_rate": RATE, "n_fft": 254, "hop_length": 126, "ref": "max", "scale": "db"}
    body = Body(str(tmp_path / "noise.npy"), "npy")
    with (tmp_path / "scratch").open("w+b") as file:
        # without the clearing at its end that a worker does
        job = Together("png", {}, (("window", 3),), shared, parts, body, Limits())
        run(job, BytesIO(), Scratch(file.fileno()))
        assert 2 * 30e6 < file.seek(0, 2) < 2 * 40e6
