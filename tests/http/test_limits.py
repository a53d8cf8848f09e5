"""The operator's limits: what is larger is refused, before it costs anything."""

import re
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import RATE, loaded, refused, samples, tone, wav

MIB = 1 << 20
OCTETS = "application/octet-stream"
UPLOAD = "the body is larger than the limit of 1000000 bytes"


def pieces(size, first=b"", last=b""):
    yield first
    for _ in range(0, size, 50_000):
        yield bytes(50_000)
    yield last


HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
TAIL = b"\r\n--b--\r\n"
FORM = "multipart/form-data; boundary=b"


def test_a_body_above_the_limit_is_refused_by_its_announced_length(small):
    refused(small.post("mel.json", bytes(1_000_001), OCTETS), 413, "too-large", UPLOAD)


def test_a_body_at_the_limit_is_looked_at(small):
    refused(small.post("mel.json", bytes(1_000_000), OCTETS), 415, "unsupported-sound")


@pytest.mark.parametrize(
    ("first", "last", "media_type"),
    [
        (b"", b"", OCTETS),
        (HEAD, TAIL, FORM),
        (HEAD + TAIL, b"", FORM),
    ],
    ids=["raw", "file", "after the form"],
)
def test_a_body_of_unknown_length_is_refused_where_it_exceeds_the_limit(
    small, first, last, media_type
):
    answer = small.post("mel.json", pieces(2 * MIB, first, last), media_type)
    refused(answer, 413, "too-large", UPLOAD)


def test_a_form_above_the_limit_is_refused(small):
    answer = small.post("mel.json", files={"file": ("a.wav", bytes(1_000_001))})
    refused(answer, 413, "too-large", UPLOAD)


def test_a_sound_longer_than_the_limit_is_refused(small):
    long = wav(samples(6, 8000), 8000)
    sentence = "the sound is longer than the limit of 5 s"
    refused(small.post("waveform.npy", long), 413, "too-large", sentence)
    part = small.post("waveform.npy?offset=0.5&duration=5", long)
    assert loaded(part).shape == (40_000,)


def test_a_tone_longer_than_the_limit_is_refused(small):
    sentence = "the sound would last 6 s; the limit is 5 s"
    refused(small.tone("mel.json", tone(1000, 6)), 413, "too-large", sentence)


@pytest.mark.parametrize(
    ("query", "rate", "channels"),
    [("", 48_000, 1), ("sample_rate=48000", 8000, 1), ("channel=each", 12_000, 3)],
)
def test_a_sound_of_too_many_samples_is_refused(small, query, rate, channels):
    body = wav(samples(3, rate, channels), rate)
    sentence = "the sound has more than 100000 samples"
    refused(small.post(f"waveform.npy?{query}", body), 413, "too-large", sentence)


@pytest.mark.parametrize(
    ("format", "value", "coordinate"),
    [("npy", 4, 0), ("npz", 4, 8), ("json", 16, 25), ("png", 4, 0)],
)
def test_an_answer_above_the_limit_is_refused(small, format, value, coordinate):
    size = 128 * 16_001 * value + (128 + 16_001) * coordinate
    sentence = (
        f"the answer would have at least the shape (128, 16001) and take up to {size} bytes as "
        f"{format}; the limit is 1000000 bytes"
    )
    answer = small.tone(f"mel.{format}?hop_length=1")
    refused(answer, 413, "too-large", sentence)


def family(pid):
    """Give a process and all that descend from it."""
    pids = [pid]
    for parent in pids:
        with suppress(FileNotFoundError):
            tasks = Path(f"/proc/{parent}/task").glob("*/children")
            pids.extend(int(child) for task in tasks for child in task.read_text().split())
    return pids


def sizes(pid, name):
    """Give a size of each process of a family, bytes."""
    found = {}
    for member in family(pid):
        text = Path(f"/proc/{member}/status").read_text()
        if line := re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE):  # a zombie has none
            found[member] = 1024 * int(line[1])
    return found


def peak_of(service, operation, spec):
    """Tell how far a request took any process above what it had before."""
    pid = service.process.pid
    for member in family(pid):
        Path(f"/proc/{member}/clear_refs").write_text("5")
    before = sizes(pid, "VmRSS")
    answer = service.tone(operation, spec)
    peaks = sizes(pid, "VmHWM")
    return answer, max(peaks[member] - before[member] for member in peaks.keys() & before.keys())


def test_an_answer_above_the_limit_is_refused_before_it_takes_memory(service):
    minute, answer_bytes = tone(1000, 60), 128 * (60 * RATE + 1) * 4
    accepted, peak = peak_of(service, "spectrum.png", tone(1000, 400))
    assert accepted.status_code == 200
    assert peak > 50 * MIB  # so that memory that is spent is seen
    answer, peak = peak_of(service, "mel.npy?hop_length=1", minute)
    refused(answer, 413, "too-large", "bytes as npy; the limit is 268435456")
    assert peak < 50 * MIB < answer_bytes / 9


def test_a_sound_longer_than_a_spectrum_takes_is_refused(service):
    silence = np.zeros(601 * 1000, "<i2")
    body = wav(silence, 1000)
    sentence = "a spectrum takes at most 600 s of sound"
    refused(service.post("spectrum.npy", body), 413, "too-large", sentence)
