"""Files that claim or become far more than they are end at the budget, and cost no memory."""

import io
from pathlib import Path

import numpy as np
import soundfile

from tests.conftest import RATE, wav
from tests.http.test_sounds import header
from tests.pool.conftest import MOST_SAMPLES, WORKER_BYTES, family, private, report

HUGE = 2**36 - 1


def silence(container, codec, channels, seconds, rate=48_000):
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate, channels, codec, None, container) as out:
        block = np.zeros((rate * 10, channels), np.float32)
        for _ in range(seconds // 10):
            out.write(block)
    return file.getvalue()


def flac_of(total, data=None):
    """Make a FLAC file claim a total of samples."""
    file = bytearray(silence("FLAC", "PCM_16", 1, 10) if data is None else data)
    packed = int.from_bytes(file[18:26], "big") & ~(2**36 - 1) | total
    file[18:26] = packed.to_bytes(8, "big")
    return bytes(file)


def ogg_of(granule):
    """Make the last page of an Ogg stream claim a position; its checksum does not fit either."""
    file = bytearray(silence("OGG", "VORBIS", 1, 10))
    at = file.rindex(b"OggS")
    file[at + 6 : at + 14] = granule.to_bytes(8, "little")
    return bytes(file)


def patched(container, size, *names):
    """Make chunks of a file claim a size."""
    file = bytearray(silence(container, "PCM_16", 1, 10, RATE))
    for name in names:
        at = file.index(name) + 4
        file[at : at + 4] = size
    return bytes(file)


def npy_of(shape):
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        file, {"descr": "<f4", "fortran_order": False, "shape": shape}
    )
    return file.getvalue() + bytes(64)


BOMBS = {
    "FLAC, 8 channels": (silence("FLAC", "PCM_24", 8, 120), 413),
    "FLAC of unknown length": (flac_of(0, silence("FLAC", "PCM_16", 1, 120)), 413),
    "Vorbis": (silence("OGG", "VORBIS", 1, 120), 413),
    "Opus": (silence("OGG", "OPUS", 1, 120), 413),
    "MP3": (silence("MP3", None, 1, 120), 413),
    "WAV": (silence("WAV", "PCM_U8", 1, 120), 413),
}
LIES = {
    "FLAC of 2^36 - 1 samples": (flac_of(HUGE), {413, 422}),
    "FLAC of 10 samples": (flac_of(10), {413, 422}),
    "Vorbis of 2^62 samples": (ogg_of(2**62), {413, 422}),
    "WAV of 4 GiB": (header(0xFFFFFFF0) + bytes(400), {422}),
    "WAV from a pipe, 384 kHz": (header(0xFFFFFFFF, 8, 384_000) + bytes(20 << 20), {413}),
    "RF64 of 4 GiB": (patched("RF64", b"\xf0\xff\xff\xff", b"data"), {413, 422}),
    "AIFF of 4 GiB": (patched("AIFF", b"\xff\xff\xff\xf0", b"SSND"), {422}),
    "WAV resampled from 1 kHz to 384 kHz": (wav(np.zeros(900_000), 1000, "PCM_U8"), {413}),
}


def peak(pid):
    """Give the most memory that a process has had of its own, bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    sizes = {line.split()[0]: line.split()[1] for line in lines if line.endswith(" kB")}
    return 1024 * int(sizes["VmHWM:"])


def test_bombs_and_lies_end_at_the_budget_and_take_no_memory(attacked, capsys):
    members = set(family(attacked))
    idle = {pid: peak(pid) for pid in members}
    before = private(attacked.process.pid)
    for name, (body, status) in BOMBS.items():
        answer = attacked.post("mel.npy?channel=each", body)
        assert answer.status_code == status, (name, answer.text)
        assert f"the sound has more than {MOST_SAMPLES} samples" in answer.json()["detail"], name
    for name, (body, statuses) in LIES.items():
        answer = attacked.post("mel.npy?channel=each&sample_rate=384000", body)
        assert answer.status_code in statuses, (name, answer.text)
    for shape in ((2**40,), (8, 2**60), (2**70,)):
        body = npy_of(shape)
        answer = attacked.post("mel.npy?sample_rate=16000", body, "application/x-npy")
        assert answer.status_code == 422, answer.text
    assert set(family(attacked)) == members  # nobody had to die for it
    grown = max(peak(pid) - was for pid, was in idle.items())
    service_grown = private(attacked.process.pid) - before
    report(
        capsys,
        f"{len(BOMBS) + len(LIES) + 3} bombs and lies: a worker took at most "
        f"{grown >> 20} MiB above its idle peak, the service {service_grown >> 20} MiB",
    )
    assert grown < WORKER_BYTES / 2
    assert service_grown < 16 << 20
