"""Uploads of every kind, and ways to damage them; number n of a seed is always the same."""

import json
import random
import struct
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from tests.conftest import npy, samples, sound, tone

RATE = 8000
BOUNDARY = b"a-line-between"
WAVS = ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW")
AIFFS = ("PCM_S8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE")
HEAD = 100
"""Bytes at the beginning that are hit as often as all the rest."""

EXTREMES = (0, 1, 2, 3, 7, 8, 9, 127, 128, 255, 256, 32_767, 32_768, 65_535)
EXTREMES += (2**24, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1)


class Upload(NamedTuple):
    """A body and the media type that it is sent with."""

    name: str
    media_type: str
    body: bytes


def sound_files() -> dict[str, bytes]:
    """Give one short file of each container and codec."""
    stereo = samples(0.1, RATE, 2)
    kinds = [
        *((form, codec) for form in ("WAV", "WAVEX") for codec in WAVS),
        *(("RF64", codec) for codec in ("PCM_16", "FLOAT")),
        *(("AIFF", codec) for codec in AIFFS),
        *(("FLAC", codec) for codec in ("PCM_S8", "PCM_16", "PCM_24")),
        *(("OGG", codec) for codec in ("VORBIS", "OPUS")),
        ("MP3", "MPEG_LAYER_III"),
    ]
    files = {f"{form} {codec}": sound(stereo, RATE, form, codec) for form, codec in kinds}
    tag = b"ID3\3\0\0\0\0\0\x14" + bytes(20)
    return files | {"MP3 with a tag": tag + files["MP3 MPEG_LAYER_III"] + b"TAG" + bytes(125)}


def tone_specs() -> dict[str, bytes]:
    """Give tone specs as JSON."""
    sine = tone(duration=0.05)["sound"]
    noise = {"type": "noise", "color": "pink", "seed": 1, "duration": 0.05}
    chirp = {"type": "chirp", "fmin": 100, "fmax": 2000, "duration": 0.05}
    sounds = {
        "sine": sine,
        "chirp": chirp,
        "mix": {"type": "mix", "of": [sine, noise, {"type": "sequence", "of": [chirp, sine]}]},
    }
    return {
        name: json.dumps({"sample_rate": RATE, "sound": sound}).encode()
        for name, sound in sounds.items()
    }


def form(file: bytes) -> bytes:
    """Put a file into a form."""
    head = b'Content-Disposition: form-data; name="file"; filename="a.wav"\r\n'
    kind = b"Content-Type: audio/wav\r\n\r\n"
    return b"--" + BOUNDARY + b"\r\n" + head + kind + file + b"\r\n--" + BOUNDARY + b"--\r\n"


@cache
def seeds() -> tuple[Upload, ...]:
    """Give sound uploads, all of which are answered with 200."""
    files, mono = sound_files(), samples(0.1, RATE)
    arrays = {
        "float32": mono,
        "float64 of 2 channels": samples(0.1, RATE, 2).astype(float),
        "int16": (mono * 32_767).astype(np.int16),
        "int32, big-endian": (mono * 2**31 * 0.9).astype(">i4"),
        "float32 in Fortran order": np.asfortranarray(samples(0.1, RATE, 2)),
    }
    multipart = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    l16 = (samples(0.1, RATE, 2).T * 32_767).astype(">i2").tobytes()
    return (
        *(Upload(name, "audio/*", file) for name, file in files.items()),
        *(Upload(f"npy {n}", "application/x-npy", npy(a)) for n, a in arrays.items()),
        Upload("L16", "audio/L16;rate=8000;channels=2", l16),
        *(Upload(f"tones {n}", "application/json", t) for n, t in tone_specs().items()),
        *(Upload(f"form {n}", multipart, form(files[n])) for n in ("WAV PCM_16", "FLAC PCM_16")),
    )


def mutated(seed: int, number: int) -> Upload:
    """Give upload number `number` of a seed: one of `seeds`, damaged one to four times."""
    rng = random.Random(f"{seed} {number}")
    upload = rng.choice(seeds())
    body = bytearray(upload.body)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        body = rng.choice(WAYS)(body, rng)
    if body.startswith(b"OggS") and rng.random() < 0.7:
        body = with_checksums(body)
    media_type = upload.media_type if rng.random() < 0.97 else _media_type(upload, rng)
    return Upload(upload.name, media_type, bytes(body))


def _media_type(upload: Upload, rng: random.Random) -> str:
    """Give another media type, or the same one with a character changed."""
    if rng.random() < 0.5:
        return rng.choice(seeds()).media_type
    at = rng.randrange(len(upload.media_type))
    return upload.media_type[:at] + chr(rng.randrange(33, 127)) + upload.media_type[at + 1 :]


def _place(body: bytearray, rng: random.Random) -> int:
    """Choose a byte, one of the first every other time."""
    size = len(body) + 1
    return rng.randrange(min(size, HEAD) if rng.random() < 0.5 else size)


def flip(body: bytearray, rng: random.Random) -> bytearray:
    """Flip up to eight bits."""
    for _ in range(rng.randint(1, 8)):
        at = _place(body, rng)
        if at < len(body):
            body[at] ^= 1 << rng.randrange(8)
    return body


def overwrite(body: bytearray, rng: random.Random) -> bytearray:
    """Overwrite a few bytes with random ones."""
    at = _place(body, rng)
    size = min(rng.randint(1, 16), len(body) - at)
    body[at : at + size] = rng.randbytes(size)
    return body


def truncate(body: bytearray, rng: random.Random) -> bytearray:
    """Cut the end off."""
    return body[: _place(body, rng)]


def cut_out(body: bytearray, rng: random.Random) -> bytearray:
    """Leave out a part."""
    at = _place(body, rng)
    del body[at : at + rng.choice((1, 2, 4, 16, 100, 1000))]
    return body


def repeat(body: bytearray, rng: random.Random) -> bytearray:
    """Say a part twice, or all."""
    at, size = _place(body, rng), rng.choice((1, 4, 16, 100, 1000, len(body)))
    return body[: at + size] + body[at:]


def insert(body: bytearray, rng: random.Random) -> bytearray:
    """Insert random bytes, or zeros."""
    at, size = _place(body, rng), rng.choice((1, 2, 3, 4, 50, 500))
    return body[:at] + (rng.randbytes(size) if rng.random() < 0.5 else bytes(size)) + body[at:]


def splice(body: bytearray, rng: random.Random) -> bytearray:
    """Go on as another upload does."""
    other = rng.choice(seeds()).body
    return body[: _place(body, rng)] + other[rng.randrange(len(other)) :]


def lie(body: bytearray, rng: random.Random) -> bytearray:
    """Write an extreme number over a field, of any width and either byte order."""
    width, order = rng.choice((1, 2, 4, 4, 8)), rng.choice(("little", "big"))
    at = _place(body, rng)
    value = rng.choice(EXTREMES) if rng.random() < 0.7 else len(body) + rng.randint(-9, 9)
    field = (value % (1 << 8 * width)).to_bytes(width, order)
    body[at : at + width] = field[: max(0, len(body) - at)]
    return body


def lie_of_a_chunk(body: bytearray, rng: random.Random) -> bytearray:
    """Write an extreme number into the field behind a chunk's name."""
    name = rng.choice((b"RIFF", b"fmt ", b"data", b"ds64", b"COMM", b"SSND", b"FORM", b"fact"))
    at = body.find(name)
    if at < 0:
        return lie(body, rng)
    value = rng.choice((*EXTREMES, len(body), len(body) - at))
    order = rng.choice("<>")
    body[at + 4 : at + 8] = struct.pack(f"{order}I", value & 0xFFFFFFFF)
    return body


def renumber(body: bytearray, rng: random.Random) -> bytearray:
    """Put another number in the place of one that is spelt in digits: tone specs, npy headers."""
    text = bytes(body)
    places = [i for i, byte in enumerate(text[:2000]) if chr(byte).isdigit()]
    if not places:
        return flip(body, rng)
    at = rng.choice(places)
    words = (b"-1", b"0", b"1e308", b"1e999", b"-0.0", b"1e-320", b"NaN", b"null", b"[]", b"{}")
    more = (b'"x"', b"true", b"9" * 30, b"9" * 5000, b"0.5", b"1e4", b"(1,)", b"[" * 5000)
    return bytearray(text[:at] + rng.choice(words + more) + text[at + 1 :])


Way = Callable[[bytearray, random.Random], bytearray]
WAYS: tuple[Way, ...] = (flip, overwrite, truncate, cut_out, repeat, insert, splice)
WAYS += (lie, lie, lie_of_a_chunk, renumber)


def _table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc >> 31 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


TABLE = _table()


def with_checksums(body: bytearray) -> bytearray:
    """Make the checksums of Ogg pages right again, so that damage reaches the decoder."""
    at = 0
    while body[at : at + 4] == b"OggS" and at + 27 <= len(body):
        end = at + 27 + body[at + 26]
        end += sum(body[at + 27 : end])
        body[at + 22 : at + 26] = bytes(4)
        crc = 0
        for byte in body[at:end]:
            crc = (crc << 8 & 0xFFFFFFFF) ^ TABLE[crc >> 24 ^ byte]
        body[at + 22 : at + 26] = struct.pack("<I", crc)
        at = end
    return body
