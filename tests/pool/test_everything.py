"""Whatever the service can do, it can do inside the sandbox: nothing is loaded too late."""

import json
from dataclasses import replace
from typing import get_args

import pytest

from service.errors import CutShort
from service.features import FEATURES
from service.features._parts import PadMode, Window
from service.formats import FORMATS
from service.formats._picture.colormaps import TABLES
from service.pool.pool import kinds
from service.sources._noises import Color
from service.sources.upload import CONTAINERS as READ
from tests.conftest import npy, samples, sound, tone
from tests.encoders import encoded, remuxed
from tests.pool.conftest import arena_of, honest

RATE = 48_000
DATA = samples(0.3, RATE, 2)
FILES = {
    **{
        f"WAV {codec}": sound(DATA, RATE, "WAV", codec)
        for codec in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW")
    },
    "WAVEX": sound(DATA, RATE, "WAVEX", "PCM_16"),
    "RF64": sound(DATA, RATE, "RF64", "PCM_16"),
    "AIFF": sound(DATA, RATE, "AIFF", "PCM_16"),
    "FLAC 16": sound(DATA, RATE, "FLAC", "PCM_16"),
    "FLAC 24": sound(DATA, RATE, "FLAC", "PCM_24"),
    "VORBIS": sound(DATA, RATE, "OGG", "VORBIS"),
    "OPUS": sound(DATA, RATE, "OGG", "OPUS"),
    "MP3": sound(DATA, RATE, "MP3"),
}
SINE = tone()["sound"]
TONES = [
    SINE,
    {"type": "silence"},
    {"type": "chirp", "fmin": 100, "fmax": 2000},
    *({"type": "noise", "color": color, "seed": 3} for color in get_args(Color)),
    {"type": "mix", "of": [SINE, {"type": "sequence", "of": [SINE, {"type": "silence"}]}]},
]


def of_one_job(settings):
    return {name: replace(kind, most_jobs=1) for name, kind in kinds(settings).items()}


@pytest.fixture(scope="module")
def sandboxed():
    """Give the pool that people run; each of its workers has one job only, so all are fresh."""
    with arena_of(lanes=of_one_job) as arena:
        yield arena


def check(arena, requests):
    """Ask all at once, a few at a time; each must be answered as outside of the sandbox."""
    for at in range(0, len(requests), 32):
        part = requests[at : at + 32]
        work = [arena.submit(*request, **more) for request, more in part]
        for job, (request, more) in zip(work, part, strict=True):
            assert job.result(60) == honest(*request, **more), (request, more)


@pytest.mark.parametrize("kind", ["file", "npy", "l16", "tones"])
def test_every_feature_in_every_format_of_every_kind_of_body(sandboxed, kind):
    body = {
        "file": FILES["FLAC 16"],
        "npy": npy(DATA),
        "tones": json.dumps(tone()).encode(),
        "l16": bytes(9600),
    }[kind]
    pairs = [(feature, form) for feature in FEATURES for form in FORMATS]
    check(sandboxed, [(pair, {"body": body, "kind": kind}) for pair in pairs])


def test_every_container_and_codec(sandboxed):
    assert len(READ) == 5 + 2  # those of FFmpeg are below
    check(sandboxed, [(("mel", "npy"), {"body": b, "kind": "file"}) for b in FILES.values()])


def test_every_codec_of_the_extra(sandboxed, tmp_path):
    bodies = [
        encoded(tmp_path, "m4a", "aac"),
        encoded(tmp_path, "m4a", "alac"),
        encoded(tmp_path, "mp4", "libopus", {"movflags": "frag_every_frame+delay_moov"}),
        encoded(tmp_path, "webm", "libopus"),
        remuxed(sound(DATA, RATE, "OGG", "VORBIS"), "webm"),
    ]
    check(sandboxed, [(("mel", "npy"), {"body": body, "kind": "file"}) for body in bodies])
    for body in bodies:
        with pytest.raises(CutShort):
            sandboxed.run("mel", "npy", body[:-5], "file")


def test_every_resampling(sandboxed):
    rates = [8000, 11_025, 16_000, 22_050, 44_100, 96_000, 192_000]
    more = {"body": FILES["FLAC 16"], "kind": "file"}
    check(sandboxed, [(("waveform", "npy"), {**more, "sample_rate": rate}) for rate in rates])


def test_every_window_and_padding(sandboxed):
    windows = [{"window": window} for window in get_args(Window)]
    paddings = [{"pad_mode": mode} for mode in get_args(PadMode)]
    check(sandboxed, [(("stft", "npy"), choice) for choice in windows + paddings])


def test_every_colour_map_and_style(sandboxed):
    maps = [{"cmap": name} for name in TABLES]
    styles = [{"style": "pixels"}, {"scale": "db", "ref": "max"}, {"part": "phase"}]
    check(sandboxed, [(("stft", "png"), choice) for choice in maps + styles])


def test_every_kind_of_tone(sandboxed):
    specs = [json.dumps({"sample_rate": 16_000, "sound": one}).encode() for one in TONES]
    check(sandboxed, [(("mel", "json"), {"body": spec, "kind": "tones"}) for spec in specs])


def test_a_reader_that_fails_tells_why_and_not_that_it_may_not(sandboxed):
    for body in (b"", b"text", FILES["FLAC 16"][:900], FILES["MP3"][:300], b"OggS" + bytes(99)):
        with pytest.raises(Exception) as caught:  # noqa: PT011  # compared with the one outside
            sandboxed.run("mel", body=body, kind="file")
        with pytest.raises(type(caught.value)) as outside:
            honest("mel", body=body, kind="file")
        assert str(caught.value) == str(outside.value)
        assert caught.value.status in {415, 422}
