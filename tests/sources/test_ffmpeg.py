"""m4a and WebM: made by FFmpeg's encoders or libsndfile's, compared with what went in."""

import io
import random
import struct
import subprocess
import sys
import tracemalloc
from functools import cache

import av
import numpy as np
import pytest
import soundfile

from service.errors import BadSound, CutShort, ServiceError, Unsupported
from service.settings import Limits
from service.sources import upload
from service.sources._base import BLOCK_FRAMES, Body, SourceParams
from service.sources.prepare import prepare
from tests.conftest import ROOT
from tests.encoders import (
    FORMATS,
    FULL_SCALE,
    MUXERS,
    RATE,
    add_sound,
    encode,
    encoded,
    remuxed,
    tones,
)
from tests.streams import samples_of

WHOLE = [
    ("m4a", "aac", {}),
    ("m4a", "aac", {"movflags": "faststart"}),
    ("mov", "aac", {}),
    ("m4a", "alac", {}),
    ("mp4", "libopus", {}),
    ("webm", "libopus", {}),
    ("webm", "libopus", {"cluster_time_limit": "100"}),
    ("webm", "libopus", {"live": "1"}),
]
IN_FRAGMENTS = {"movflags": "frag_every_frame+delay_moov"}

each_whole = pytest.mark.parametrize(("kind", "codec", "options"), WHOLE)


def ogg(subtype, channels=1):
    out = io.BytesIO()
    soundfile.write(out, tones(channels=channels), RATE, format="OGG", subtype=subtype)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ffmpeg")


@pytest.fixture(scope="module")
def made(folder):
    return cache(lambda kind, codec, options: encoded(folder, kind, codec, dict(options)))


@pytest.fixture(scope="module")
def opened(folder):
    def open_(data):
        (folder / "body.raw").write_bytes(data)
        return upload.record(Body(str(folder / "body.raw"), "file"), SourceParams(), Limits())

    return open_


@pytest.fixture(scope="module")
def decoded(opened):
    return lambda data, start=0, stop=None: np.concatenate(
        [np.empty((0, 1), np.float32), *opened(data).blocks(start, stop)]
    )


def of(made, kind, codec, options):
    return made(kind, codec, tuple(options.items()))


def noise_db(found, samples):
    """Say how far below the signal the error is; a shift of one sample would be -25 dB."""
    return 10 * np.log10(((found - samples) ** 2).sum() / (samples**2).sum())


# ------------------------------------------------------------------ what is read


@each_whole
def test_a_recording_is_as_long_as_what_was_encoded_and_begins_with_it(
    made, opened, decoded, kind, codec, options
):
    data = of(made, kind, codec, options)
    recording = opened(data)
    assert (recording.rate, recording.channels, recording.warnings) == (RATE, 1, ())
    assert recording.lossy == {"aac": "AAC", "libopus": "Opus", "alac": None}[codec]
    found = decoded(data)
    assert found.shape == tones().shape
    assert found.dtype == np.float32
    assert noise_db(found, tones()) < -30


@pytest.mark.parametrize("options", [{}, IN_FRAGMENTS])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(("form", "bits"), [("s16p", 16), ("s32p", 24)])
def test_alac_is_exact(folder, opened, options, channels, form, bits):
    noise = np.random.default_rng(1).integers(-(2 ** (bits - 1)), 2 ** (bits - 1), (9001, channels))
    samples = (noise / 2 ** (bits - 1)).astype(np.float32)
    frame_scale = FULL_SCALE[form] - 1
    exact = samples.astype(np.float64) * FULL_SCALE[form] / frame_scale
    data = encoded(folder, "mp4", "alac", options, exact, 44_100, form)
    assert opened(data).rate == 44_100
    np.testing.assert_array_equal(np.concatenate(list(opened(data).blocks(0, None))), samples)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(
    ("subtype", "kind"), [("OPUS", "webm"), ("OPUS", "mp4"), ("VORBIS", "webm")]
)
def test_the_packets_of_an_ogg_file_sound_the_same_in_another_container(
    opened, subtype, kind, channels
):
    data = ogg(subtype, channels)
    expected, _ = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    found = np.concatenate(list(opened(remuxed(data, kind)).blocks(0, None)))
    # both decoders work in float32: the error of a transform of 2048 points is some 8 roundings
    np.testing.assert_allclose(found, expected, rtol=0, atol=8 * np.finfo(np.float32).eps)


def test_fragments_keep_the_padding_of_their_last_packet(folder, decoded):
    found = decoded(encoded(folder, "mp4", "aac", IN_FRAGMENTS))
    assert 0 <= len(found) - len(tones()) < 1024
    assert noise_db(found[: len(tones())], tones()) < -30


@each_whole
@pytest.mark.parametrize("part", [(0, 1), (50_000, 50_007), (95_999, None), (96_000, None)])
def test_a_part_equals_the_same_part_of_the_whole(made, decoded, kind, codec, options, part):
    data = of(made, kind, codec, options)
    np.testing.assert_array_equal(decoded(data, *part), decoded(data)[slice(*part)])


def test_offset_and_duration_count_samples(made, opened):
    data = of(made, "m4a", "aac", {})
    part = SourceParams(offset=0.5, duration=0.25)
    whole = samples_of(prepare(opened(data), SourceParams(), Limits()))
    found = samples_of(prepare(opened(data), part, Limits()))
    np.testing.assert_array_equal(found, whole[24_000:36_000])


def test_blocks_are_bounded_and_memory_does_not_grow_with_length(folder, opened):
    def peak(seconds):
        data = encoded(folder, "m4a", "aac", samples=tones(seconds, rate=8000), rate=8000)
        recording = opened(data)
        del data
        tracemalloc.start()
        sizes = [len(block) for block in recording.blocks(0, None)]
        assert max(sizes) <= BLOCK_FRAMES
        assert sum(sizes) == seconds * 8000
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return memory

    assert peak(160) < 1.2 * peak(40)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("kind", "codec"),
    [
        ("mkv", "libmp3lame"),
        ("mkv", "flac"),
        ("mkv", "aac"),
        ("mp4", "libmp3lame"),
        ("mp4", "flac"),
    ],
)
def test_other_codecs_of_ffmpeg_are_refused(folder, opened, kind, codec):
    with pytest.raises(Unsupported, match=r"this service reads it with .*Opus"):
        opened(encoded(folder, kind, codec))


def test_a_codec_that_ffmpeg_does_not_know_is_refused(made, opened):
    data = of(made, "m4a", "aac", {}).replace(b"mp4a", b"zz4a").replace(b"esds", b"zzds")
    with pytest.raises(Unsupported, match="with an unknown codec"):
        opened(data)


def with_video(folder, kind, codec=None):
    path = folder / f"video.{kind}"
    with av.open(str(path), "w", format=MUXERS.get(kind, kind)) as container:
        video = container.add_stream("mpeg4" if kind == "mp4" else "libvpx", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        sound = add_sound(container, codec, tones(), RATE, FORMATS[codec]) if codec else None
        for number in range(50):
            picture = np.full((48, 64, 3), number, np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
        if sound:
            encode(container, sound, tones(), RATE, FORMATS[codec])
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_video_without_sound_is_refused(folder, opened, kind):
    with pytest.raises(Unsupported, match="without a sound track"):
        opened(with_video(folder, kind))


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "aac"), ("webm", "libopus")])
def test_the_pictures_of_a_video_are_passed_over(folder, decoded, kind, codec):
    found = decoded(with_video(folder, kind, codec))
    assert found.shape == tones().shape
    assert noise_db(found, tones()) < -30


def test_two_sound_tracks_are_refused(folder, opened):
    with pytest.raises(Unsupported, match="with 2 sound tracks; this service reads one"):
        opened(encoded(folder, "mp4", "alac", tracks=2))


@pytest.mark.parametrize("kind", ["mp4", "mov"])
def test_encrypted_sound_is_refused(folder, opened, kind):
    key = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "12" * 16}
    with pytest.raises(Unsupported, match="whose sound is encrypted"):
        opened(encoded(folder, kind, "aac", {**key, "encryption_kid": "34" * 16}))


@each_whole
def test_a_file_that_is_cut_anywhere_is_refused(made, decoded, kind, codec, options):
    data = of(made, kind, codec, options)
    cuts = {*np.linspace(16, len(data) - 1, 24).astype(int), *range(len(data) - 4, len(data))}
    for cut in cuts:
        with pytest.raises(CutShort, match=r"ends|claims"):
            decoded(data[:cut])


def test_a_cut_that_the_boxes_hide_is_found(made, decoded):
    data = of(made, "m4a", "aac", {"movflags": "faststart"})
    at = data.index(b"mdat") - 4
    for rest in (0.99, 0.5, 0.1):
        cut = at + int((len(data) - at) * rest)
        hidden = data[:at] + (cut - at).to_bytes(4, "big") + data[at + 4 : cut]
        with pytest.raises(BadSound):
            decoded(hidden)


def test_a_webm_that_claims_a_longer_track_is_cut_short(made, decoded):
    data = of(made, "webm", "libopus", {})
    at = data.index(b"\x44\x89\x88") + 3  # the segment's Duration, a double in ms
    (claimed,) = struct.unpack_from(">d", data, at)
    assert 2000 <= claimed < 2030
    more = data[:at] + struct.pack(">d", claimed + 25) + data[at + 8 :]
    with pytest.raises(CutShort, match=r"claims 2\.0\d+ s, but ends before"):
        decoded(more)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\0\0\0\x10ftypM4A \0\0\0\0", CutShort),
        (b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\0\x04moov", BadSound),
        (b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\0\x08moov", BadSound),
        (b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x08free" * 300_000, BadSound),
        (b"\x1aE\xdf\xa3\x80", CutShort),
        (b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x80", CutShort),
        (b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\xff\x16\x54\xae\x6b\xff", BadSound),
        (b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\xff\x16\x54\xae\x6b\x80", BadSound),
        (b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x80" * 2, Unsupported),
        (b"\x1aE\xdf\xa3\x80\x00", BadSound),
        (b"\x1aE\xdf\xa3\x00", BadSound),
    ],
)
def test_structures_that_contradict_themselves_are_refused(opened, data, error):
    with pytest.raises(error):
        opened(data)


@each_whole
def test_flipped_bits_give_samples_or_a_sentence(made, opened, kind, codec, options):
    data = of(made, kind, codec, options)
    chance = random.Random(f"{kind} {codec} {options}")
    for _ in range(30):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 1, 4, 64])):
            damaged[chance.randrange(16, len(data))] ^= 1 << chance.randrange(8)
        try:
            samples = samples_of(prepare(opened(bytes(damaged)), SourceParams(), Limits()))
        except ServiceError as error:
            found = error.status
        else:
            found = 200 if np.isfinite(samples).all() else 500
        assert found in {200, 413, 415, 422}


# ------------------------------------------------------------------ without the extra

WITHOUT = """
import sys
sys.modules["av"] = None
from service.errors import Unsupported
from service.settings import Limits
from service.sources import upload, load
from service.sources._base import Body, SourceParams
load()
try:
    upload.record(Body(sys.argv[1], "file"), SourceParams(), Limits())
except Unsupported as error:
    print(error.status, error)
"""


@pytest.mark.parametrize(
    ("kind", "codec", "name"),
    [
        ("m4a", "aac", "an MPEG-4 file (m4a, mp4, mov)"),
        ("webm", "libopus", "a Matroska or WebM file"),
    ],
)
def test_without_the_extra_the_container_and_the_extra_are_named(made, folder, kind, codec, name):
    path = folder / f"without.{kind}"
    path.write_bytes(of(made, kind, codec, {}))
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    assert told == (
        f"415 the body is {name}; this service reads it only with the extra 'ffmpeg': "
        "pip install 'sonograph[ffmpeg]'\n"
    )


def test_the_service_itself_does_not_load_it():
    program = "import sys, service.app; print([name for name in sys.modules if name == 'av'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "[]\n"
