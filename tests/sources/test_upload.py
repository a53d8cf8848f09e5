"""Sound files: decoded as soundfile decodes them, recognised by content, never half answered."""

import io
import struct
import tracemalloc
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import BadSound, CutShort, ServiceError, TooLarge, Unsupported
from service.settings import Limits
from service.sources import upload
from service.sources._base import BLOCK_FRAMES, Body, SourceParams
from service.sources.prepare import prepare
from tests.streams import samples_of

RATE = 16_000
WAVS = ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW"]
KINDS = [
    *(("WAV", subtype) for subtype in WAVS),
    *(("WAVEX", subtype) for subtype in WAVS),
    ("RF64", "PCM_16"),
    ("RF64", "FLOAT"),
    *(("AIFF", f"PCM_{kind}") for kind in ("S8", "U8", "16", "24", "32")),
    ("AIFF", "FLOAT"),
    ("AIFF", "DOUBLE"),
    *(("FLAC", f"PCM_{kind}") for kind in ("S8", "16", "24")),
    ("OGG", "VORBIS"),
    ("OGG", "OPUS"),
    ("MP3", "MPEG_LAYER_III"),
]
ONE_OF_EACH = [
    ("WAV", "PCM_16"),
    ("RF64", "PCM_16"),
    ("AIFF", "PCM_16"),
    ("FLAC", "PCM_16"),
    ("OGG", "VORBIS"),
    ("OGG", "OPUS"),
    ("MP3", "MPEG_LAYER_III"),
]


def noise(frames=5000, channels=1, seed=0):
    return np.random.default_rng(seed).uniform(-0.9, 0.9, (frames, channels)).astype(np.float32)


def encoded(kind, subtype, samples=None, rate=RATE, **options):
    out = io.BytesIO()
    samples = noise() if samples is None else samples
    soundfile.write(out, samples, rate, format=kind, subtype=subtype, **options)
    return out.getvalue()


@cache
def sample(kind, subtype, frames):
    return encoded(kind, subtype, noise(frames))


def by_soundfile(data):
    with soundfile.SoundFile(io.BytesIO(data)) as sound:
        return sound.read(dtype="float32", always_2d=True)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    path = tmp_path_factory.mktemp("bodies") / "body.raw"

    def open_(data):
        path.write_bytes(data)
        return upload.record(Body(str(path), "file"), SourceParams(), Limits())

    return open_


@pytest.fixture(scope="module")
def decoded(opened):
    def decode(data, start=0, stop=None):
        recording = opened(data)
        blocks = list(recording.blocks(start, stop))
        return np.concatenate([np.empty((0, recording.channels), np.float32), *blocks])

    return decode


@pytest.fixture(scope="module")
def prepared(opened):
    return lambda data: samples_of(prepare(opened(data), SourceParams(), Limits()))


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(("kind", "subtype"), KINDS)
def test_decodes_as_soundfile_does(opened, kind, subtype, channels):
    data = encoded(kind, subtype, noise(70_000, channels))
    recording = opened(data)
    assert (recording.rate, recording.channels, recording.warnings) == (RATE, channels, ())
    blocks = list(recording.blocks(0, None))
    assert all(len(block) <= BLOCK_FRAMES and block.dtype == np.float32 for block in blocks)
    np.testing.assert_array_equal(np.concatenate(blocks), by_soundfile(data))


@pytest.mark.parametrize(("kind", "subtype"), ONE_OF_EACH)
@pytest.mark.parametrize(
    "part", [(0, 1), (1, 5), (69_998, None), (65_535, 65_537), (0, 10**12), (70_000, None)]
)
def test_a_part_equals_the_same_part_of_the_whole(decoded, kind, subtype, part):
    data = sample(kind, subtype, 70_000)
    np.testing.assert_array_equal(decoded(data, *part), decoded(data)[slice(*part)])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 30_000), st.integers(1, 3000))
@pytest.mark.parametrize(("kind", "subtype"), ONE_OF_EACH)
def test_any_part_equals_the_same_part_of_the_whole(decoded, kind, subtype, start, length):
    data = sample(kind, subtype, 30_000)
    whole = by_soundfile(data)
    np.testing.assert_array_equal(
        decoded(data, start, start + length), whole[start : start + length]
    )


def test_full_scale_of_16_bits_is_one(decoded):
    data = encoded("WAV", "PCM_16", np.array([-32768, -16384, 0, 16384, 32767], np.int16))
    assert decoded(data)[:, 0].tolist() == [-1.0, -0.5, 0.0, 0.5, 32767 / 32768]


def open_files():
    return len([*Path("/proc/self/fd").iterdir()])


@pytest.mark.parametrize(("kind", "subtype"), ONE_OF_EACH)
def test_the_file_is_closed_at_the_end_and_with_the_generator(opened, kind, subtype):
    recording = opened(sample(kind, subtype, 70_000))
    before = open_files()
    list(recording.blocks(0, None))
    unfinished = recording.blocks(0, None)
    next(unfinished)
    assert open_files() == before + 1
    unfinished.close()
    assert open_files() == before


# ------------------------------------------------------------------ what is no sound of ours


def ogg_page(packet, flags=6, serial=1, number=0, position=0):
    """Make one page; its checksum is the bit by bit CRC of the Ogg specification."""
    header = b"OggS\0" + bytes([flags]) + struct.pack("<qII", position, serial, number)
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    rest = bytes([len(lacing)]) + lacing + packet
    crc = 0
    for byte in header + bytes(4) + rest:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc >> 31 else 0)) & 0xFFFFFFFF
    return header + struct.pack("<I", crc) + rest


def wav(
    channels=1, rate=8000, bits=16, tag=1, block=None, claimed=None, data=bytes(4096), extra=b""
):
    block = channels * bits // 8 & 0xFFFF if block is None else block
    fmt = struct.pack("<HHIIHH", tag, channels, rate, 0, block, bits) + extra
    head = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data"
    claimed = len(data) if claimed is None else claimed
    return b"RIFF" + struct.pack("<I", 40 + len(data)) + head + struct.pack("<I", claimed) + data


def aifc(compression):
    comm = struct.pack(">HIH", 1, 2, 16) + bytes.fromhex("400cfa00000000000000") + compression
    chunks = b"COMM" + struct.pack(">I", len(comm) + 2) + comm + b"\0\0"
    return b"FORM\0\0\0\0AIFC" + chunks + b"SSND" + struct.pack(">I", 12) + bytes(12)


FOREIGN = [
    (b"\xff\xf1\x50\x80\x02\x1f\xfc", "AAC"),
    (b"#!AMR\n\x3c", "AMR"),
    (bytes.fromhex("3026b2758e66cf11a6d900aa"), "Windows Media"),
    (b"caff\0\1\0\0desc", "Core Audio"),
    (b".snd\0\0\0\x18", "AU"),
    (b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb", "Wave64"),
    (b"MThd\0\0\0\6", "MIDI"),
    (b"RIFX\0\0\0\0WAVE", "big-endian WAV"),
    (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
    (b"RIFF\0\0\0\0AVI LIST", "AVI"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    (b"GIF89a\1\0", "GIF"),
    (b"%PDF-1.7\n", "PDF"),
    (b"PK\3\4\x14\0", "ZIP"),
    (b"\x1f\x8b\x08\0", "gzip"),
    (b"  <!DOCTYPE html><title>404</title>", "an HTML page"),
    (b'<?xml version="1.0"?><a/>', "an XML document"),
    (b'{"detail": "not found"}', "JSON"),
    (b"this is a text named .wav\n", "text"),
    ("Grüße, 音".encode(), "text"),
    ("RIFF in UTF-16".encode("utf-16"), "text in UTF-16"),
    (b"\x93NUMPY\1\0v\0", "application/x-npy"),
    (bytes(100), "begins with 00 00 00 00"),
    (b"\xff\xfb\x90\x64" + bytes(413) + b"noise" * 100, "begins like MP3"),
    (b"\xff\xfb\x00\x64" + bytes(2000), "begins like MP3"),
    (ogg_page(b"Speex   " + bytes(72)), "Speex"),
    (ogg_page(b"\x80theora" + bytes(35)), "Theora"),
    (ogg_page(b"\x7fFLAC\1\0" + bytes(42)), "Ogg file with FLAC"),
    (ogg_page(b"whatever" + bytes(42)), "an unknown codec"),
    (wav(tag=0x0002), "Microsoft ADPCM"),
    (wav(tag=0x0011), "IMA ADPCM"),
    (wav(tag=0x0031), "GSM"),
    (wav(tag=0x0055), "MP3"),
    (wav(tag=0x4242), "codec 0x4242"),
    (wav(tag=0xFFFE, extra=struct.pack("<HHI16s", 22, 16, 0, b"\1\0" + bytes(14))), "sub-format"),
    (aifc(b"ima4"), "'ima4'"),
    (aifc(b"\0\1\2\3"), "0x00010203"),
]


@pytest.mark.parametrize(("data", "reason"), FOREIGN, ids=[reason for _, reason in FOREIGN])
def test_what_is_no_sound_of_ours_is_named(opened, data, reason):
    with pytest.raises(Unsupported, match=r"^the body") as refusal:
        opened(data)
    assert reason in str(refusal.value)
    assert refusal.value.status == 415


@pytest.mark.parametrize("kind", ["AU", "CAF", "W64", "VOC", "NIST", "SVX", "PAF", "MAT5", "HTK"])
def test_other_containers_of_libsndfile_are_refused(opened, kind):
    with pytest.raises(Unsupported, match="this service reads WAV, FLAC"):
        opened(encoded(kind, "PCM_16"))


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [("WAV", "IMA_ADPCM"), ("WAV", "MS_ADPCM"), ("WAV", "GSM610"), ("AIFF", "ULAW")],
)
def test_other_codecs_of_libsndfile_are_refused(opened, kind, subtype):
    with pytest.raises(Unsupported, match="file with"):
        opened(encoded(kind, subtype, rate=8000))


def test_flac_of_other_widths_is_refused(opened):
    data = bytearray(encoded("FLAC", "PCM_16"))
    data[20] |= 1  # bits per sample minus one: 15 becomes 31
    with pytest.raises(Unsupported, match="32 bits per sample"):
        opened(bytes(data))


def test_an_empty_body_is_said_to_be_empty(opened):
    with pytest.raises(BadSound, match="the body is empty") as refusal:
        opened(b"")
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("data", "value", "limits"),
    [
        (wav(channels=0, block=0), "0 channels", "1 to 8"),
        (wav(channels=0, block=2), "0 channels", "1 to 8"),
        (wav(channels=9), "9 channels", "1 to 8"),
        (wav(channels=1024), "1024 channels", "1 to 8"),
        (wav(channels=65_535, data=bytes(131_070)), "65535 channels", "1 to 8"),
        (wav(rate=0), "rate of 0 Hz", "1000 to 384000 Hz"),
        (wav(rate=1), "rate of 1 Hz", "1000 to 384000 Hz"),
        (wav(rate=2**32 - 1), "rate of 4294967295 Hz", "1000 to 384000 Hz"),
        (aifc(b"NONE").replace(b"\0\1\0\0\0\2\0\x10", b"\0\0\0\0\0\2\0\x10"), "0 ch", "1 to 8"),
    ],
)
def test_extremes_are_refused_with_value_and_limits(prepared, data, value, limits):
    with pytest.raises(BadSound, match=value) as refusal:
        prepared(data)
    assert limits in str(refusal.value)
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (wav(bits=0), "0 bits per sample"),
        (wav(bits=40, block=5), "40 bits per sample"),
        (wav(bits=16, tag=3), "16 bits per sample"),
        (wav(bits=16, tag=6), "16 bits per sample"),
        (wav(block=7), "7 bytes per frame"),
        (wav(tag=0xFFFE), "has none"),
        (b"RIFF\0\0\0\0WAVEdata\4\0\0\0abcd", "no 'fmt ' chunk"),
        (b"RIFF\0\0\0\0WAVEfmt \4\0\0\0abcd" + b"data\0\0\0\0", "at least 16"),
        (b"RIFF\0\0\0\0WAVE" + b"JUNK\0\0\0\0" * 5000, "4096 chunks"),
        (b"fLaC\x84\0\0\4abcd", "STREAMINFO"),
    ],
)
def test_headers_that_contradict_themselves_are_refused(opened, data, reason):
    with pytest.raises(BadSound, match=reason):
        opened(data)


def test_samples_that_are_no_numbers_are_refused(prepared):
    samples = np.zeros(10, np.float32)
    samples[7] = np.nan
    with pytest.raises(BadSound, match="sample 7 is not a finite number"):
        prepared(encoded("WAV", "FLOAT", samples))
    with pytest.raises(BadSound, match="sample 3 is not a finite number"):
        prepared(encoded("WAV", "DOUBLE", np.array([0, 0, 0, 1e300])))


# ------------------------------------------------------------------ WAV and AIFF: claims


def with_size(data, size, width=4, name=b"data", order="little"):
    at = data.index(name) + 4
    return data[:at] + size.to_bytes(width, order) + data[at + width :]


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_the_sizes_that_pipes_write_mean_to_the_end(decoded, size):
    data = encoded("WAV", "PCM_16")
    np.testing.assert_array_equal(decoded(with_size(data, size)), by_soundfile(data))


@pytest.mark.parametrize("size", [0, 2**64 - 1])
def test_an_rf64_from_a_pipe_is_read_to_the_end(decoded, size):
    data = encoded("RF64", "PCM_16")
    at = data.index(b"ds64") + 16
    piped = data[:at] + size.to_bytes(8, "little") + data[at + 8 :]
    np.testing.assert_array_equal(decoded(piped), by_soundfile(data))


def test_a_pipe_that_broke_inside_a_frame_is_cut_short(opened):
    with pytest.raises(CutShort, match="inside a frame"):
        opened(with_size(encoded("WAV", "PCM_16"), 0)[:-1])


@pytest.mark.parametrize("size", [10_001, 10_002, 0x7FFFFFFF, 0xFFFFFFFE])
def test_a_wav_that_claims_more_is_cut_short(opened, size):
    with pytest.raises(CutShort, match=f"claims {size} bytes of sound, but 10000 follow"):
        opened(with_size(encoded("WAV", "PCM_16"), size))


@pytest.mark.parametrize(("kind", "subtype"), ONE_OF_EACH)
@pytest.mark.parametrize("rest", [0.999, 0.7, 0.5])
def test_a_cut_recording_is_cut_short(decoded, kind, subtype, rest):
    data = sample(kind, subtype, 40_000)
    with pytest.raises(CutShort, match=r"ends|claims"):
        decoded(data[: int(len(data) * rest)])


@pytest.mark.parametrize(("kind", "subtype"), ONE_OF_EACH)
def test_a_recording_without_its_last_byte_is_cut_short(decoded, kind, subtype):
    with pytest.raises(CutShort, match=r"ends|claims"):
        decoded(encoded(kind, subtype)[:-1])


def test_chunks_after_the_data_are_fine(decoded, opened):
    data = wav(bits=8, data=bytes(range(101))) + b"\0LIST\4\0\0\0INFO"
    assert opened(data).warnings == ()
    assert decoded(data)[:, 0].tolist() == [(n - 128) / 128 for n in range(101)]


def test_chunks_before_the_data_are_fine(decoded):
    data = wav(data=b"\0\x40")
    odd = data[:12] + b"LIST\3\0\0\0abc\0" + data[12:]
    assert decoded(odd)[:, 0].tolist() == [0.5]


def test_a_wav_cut_before_its_data_is_cut_short(opened):
    with pytest.raises(CutShort, match="ends inside its 'LIST' chunk"):
        opened(b"RIFF\0\0\0\0WAVELIST\x40\0\0\0abc")
    with pytest.raises(CutShort, match="ends before its 'data' chunk"):
        opened(wav()[:36])


def test_an_odd_last_byte_is_no_sample(decoded):
    assert decoded(wav(data=b"\0\x40\0\x40\1"))[:, 0].tolist() == [0.5, 0.5]


def test_an_empty_wav_with_a_list_has_no_samples(prepared):
    with pytest.raises(BadSound, match="no samples"):
        prepared(wav(data=b"") + b"LIST\4\0\0\0INFO")


def test_sound_after_the_claimed_end_is_reported(opened):
    data = encoded("WAV", "PCM_16")
    (warning,) = opened(with_size(data, 10)).warnings
    assert "9990 bytes after the WAV file's data" in warning


def aiff_with_frames(frames):
    data = encoded("AIFF", "PCM_16")
    at = data.index(b"COMM") + 10
    return data[:at] + frames.to_bytes(4, "big") + data[at + 4 :]


@pytest.mark.parametrize("frames", [5001, 2**32 - 1])
def test_an_aiff_that_claims_more_frames_is_cut_short(opened, frames):
    with pytest.raises(CutShort, match=f"claims {frames} frames, but holds 5000"):
        opened(aiff_with_frames(frames))


def test_an_aiff_whose_sound_chunk_claims_more_is_cut_short(opened):
    with pytest.raises(CutShort, match="claims 10008 bytes of sound, but 10006 follow"):
        opened(encoded("AIFF", "PCM_16")[:-2])


def test_an_aiff_that_claims_fewer_frames_is_refused(opened):
    with pytest.raises(BadSound, match="says 10 frames, but 5000 are there"):
        opened(aiff_with_frames(10))


def test_an_aiff_may_name_its_sound_first(decoded):
    data = encoded("AIFF", "PCM_16")
    comm = data[data.index(b"COMM") :][:26]
    ssnd = data[data.index(b"SSND") :]
    np.testing.assert_array_equal(decoded(data[:12] + ssnd + comm), by_soundfile(data))


# ------------------------------------------------------------------ FLAC


def flac_with_total(total, data=None):
    data = bytearray(data or encoded("FLAC", "PCM_16", noise(20_000)))
    fields = int.from_bytes(data[18:26], "big")
    data[18:26] = (fields >> 36 << 36 | total).to_bytes(8, "big")
    return bytes(data)


def test_flac_of_unknown_length_is_decoded_to_its_end(decoded):
    assert len(decoded(flac_with_total(0))) == 20_000
    np.testing.assert_array_equal(
        decoded(flac_with_total(0), 9000, 9500), by_soundfile(flac_with_total(20_000))[9000:9500]
    )


@pytest.mark.parametrize("total", [20_001, 2**31, 2**36 - 2, 2**36 - 1])
def test_flac_that_claims_more_is_cut_short_without_allocating(decoded, total):
    tracemalloc.start()
    with pytest.raises(CutShort, match=f"claims {total} samples per channel, but ends after 20000"):
        decoded(flac_with_total(total))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("total", [1, 10, 19_999])
def test_flac_that_claims_less_is_refused(decoded, total):
    with pytest.raises(BadSound, match=f"goes on after the {total} samples"):
        decoded(flac_with_total(total))


def test_flac_that_is_damaged_inside_is_refused(decoded):
    data = bytearray(encoded("FLAC", "PCM_16", noise(100_000)))
    data[len(data) // 4] ^= 0x55
    with pytest.raises(BadSound, match="the FLAC stream is broken: "):
        decoded(bytes(data))


def test_tags_around_a_flac_are_passed_over(decoded):
    data = encoded("FLAC", "PCM_16")
    id3 = b"ID3\4\0\x10\0\0\0\5" + bytes(5) + b"3DI\4\0\x10\0\0\0\5"
    np.testing.assert_array_equal(decoded(id3 + data + b"TAG" + bytes(125)), by_soundfile(data))


def test_two_flacs_in_one_file_are_refused(decoded):
    with pytest.raises(BadSound, match="goes on after"):
        decoded(encoded("FLAC", "PCM_16") * 2)


# ------------------------------------------------------------------ Ogg


def ogg_pages(data):
    while data:
        size = 27 + data[26] + sum(data[27 : 27 + data[26]])
        yield data[:size]
        data = data[size:]


@pytest.mark.parametrize("codec", ["VORBIS", "OPUS"])
def test_the_pages_of_an_ogg_must_be_whole_and_complete(opened, codec):
    data = encoded("OGG", codec, noise(100_000))
    pages = list(ogg_pages(data))
    assert len(pages) > 4
    with pytest.raises(CutShort, match="before the page that ends its stream"):
        opened(b"".join(pages[:-1]))
    with pytest.raises(CutShort, match="page 3 of the Ogg file is missing"):
        opened(b"".join(pages[:3] + pages[4:]))
    damaged = bytearray(data)
    damaged[len(data) // 2] ^= 1
    with pytest.raises(BadSound, match="is damaged"):
        opened(bytes(damaged))
    with pytest.raises(BadSound, match="bytes between or after its pages"):
        opened(data + b"TAG" + bytes(125))
    with pytest.raises(Unsupported, match="more than one stream"):
        opened(data + data)


@pytest.mark.parametrize(
    ("named", "rate"),
    [(0, 48_000), (8000, 8000), (11_025, 12_000), (44_100, 48_000), (2**32 - 1, 48_000)],
)
def test_opus_has_one_of_its_own_rates(opened, decoded, named, rate):
    first, *rest = ogg_pages(encoded("OGG", "OPUS", noise(96_000), rate=48_000))
    packet = first[28:]
    packet = packet[:12] + named.to_bytes(4, "little") + packet[16:]
    serial = int.from_bytes(first[14:18], "little")
    data = ogg_page(packet, flags=2, serial=serial) + b"".join(rest)
    assert opened(data).rate == rate
    assert len(decoded(data)) == 2 * rate


def test_an_ogg_that_goes_back_in_time_is_refused(opened):
    first = ogg_page(b"\1vorbis" + struct.pack("<IBI", 0, 1, RATE) + bytes(14), flags=2)
    later = ogg_page(b"", flags=0, number=1, position=5000)
    with pytest.raises(BadSound, match="page 2 of the Ogg file goes back in time"):
        opened(first + later + ogg_page(b"", flags=4, number=2, position=10))


# ------------------------------------------------------------------ MP3


@pytest.fixture(scope="module", params=["CONSTANT", "VARIABLE"])
def mp3(request):
    samples = noise(60_000)
    samples[30_000:] = 0
    return encoded("MP3", "MPEG_LAYER_III", samples, bitrate_mode=request.param)


def xing(data):
    return max(data.find(b"Xing", 0, 200), data.find(b"Info", 0, 200)) + 8


def mp3_frames(data):
    """Split into frames; MPEG-2 at 16 kHz has 72 / 16 bytes per kbit/s."""
    while data:
        kbit = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)[data[2] >> 4]
        size = 72 * kbit // 16 + (data[2] >> 1 & 1)
        yield data[:size]
        data = data[size:]


def headless(data):
    """Leave out the frame that tells the number of frames."""
    return b"".join([*mp3_frames(data)][1:])


def test_tags_around_an_mp3_are_passed_over(decoded, mp3):
    id3 = b"ID3\3\0\0\0\0\1\2" + bytes(130)
    ape = b"APETAGEX" + struct.pack("<II", 2000, 4) + bytes(16) + b"item"
    tagged = id3 + id3 + mp3 + ape + b"TAG" + bytes(125)
    np.testing.assert_array_equal(decoded(tagged), by_soundfile(mp3))


def test_an_mp3_without_a_count_is_decoded_whole(decoded, mp3):
    frames = int.from_bytes(mp3[xing(mp3) :][:4], "big")
    whole = decoded(headless(mp3))
    assert len(whole) == frames * 576
    delay = 1105  # LAME's 576 samples and the 529 of any decoder
    np.testing.assert_array_equal(whole[delay : delay + 50_000], by_soundfile(mp3)[:50_000])


def test_an_mp3_without_a_count_is_cut_short_inside_its_last_frame(opened, mp3):
    with pytest.raises(CutShort, match="inside its last frame"):
        opened(headless(mp3)[:-1])
    frames = [*mp3_frames(mp3)]
    with pytest.raises(CutShort, match="inside its last frame"):
        opened(b"".join(frames[1:-1]) + frames[-1][:2])


@pytest.mark.parametrize("lost", [1, 2, 50])
def test_an_mp3_cut_between_frames_is_noticed_by_its_header(opened, mp3, lost):
    frames = [*mp3_frames(mp3)]
    with pytest.raises(CutShort, match=r"claims \d+ (frames|bytes), but \d+ are there"):
        opened(b"".join(frames[:-lost]))


def test_an_mp3_without_a_count_may_lose_whole_frames_unnoticed(decoded, mp3):
    frames = [*mp3_frames(mp3)]
    assert len(decoded(b"".join(frames[1:-50]))) == 576 * (len(frames) - 51)


@pytest.mark.parametrize(
    ("claimed", "error"), [(10**6, CutShort), (2**32 - 1, CutShort), (10, BadSound), (0, BadSound)]
)
def test_an_mp3_is_held_to_its_count(opened, mp3, claimed, error):
    at = xing(mp3)
    with pytest.raises(error, match=f"{claimed} frames, but"):
        opened(mp3[:at] + claimed.to_bytes(4, "big") + mp3[at + 4 :])


def test_an_mp3_is_held_to_its_size(opened, mp3):
    at = xing(mp3) + 4
    with pytest.raises(CutShort, match="claims 1000000 bytes"):
        opened(mp3[:at] + (10**6).to_bytes(4, "big") + mp3[at + 4 :])


def test_two_mp3s_in_one_file_are_refused(opened, mp3):
    with pytest.raises(BadSound, match=r"says \d+ frames, but \d+ are there"):
        opened(mp3 + mp3)


def test_junk_between_the_frames_of_an_mp3_is_refused(opened, mp3):
    with pytest.raises(BadSound, match="no frame at byte"):
        opened(mp3 + b"junk" + mp3)


# ------------------------------------------------------------------ whatever comes


def test_a_bomb_costs_no_memory(opened):
    silence = encoded("FLAC", "PCM_16", np.zeros((2_000_000, 8), np.float32), rate=48_000)
    assert len(silence) < 100_000  # 64 MB as float32
    limits = Limits(max_samples=1_000_000)
    tracemalloc.start()
    with pytest.raises(TooLarge, match="more than 1000000 samples"):
        for _ in prepare(opened(silence), SourceParams(channel="each"), limits).blocks:
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * BLOCK_FRAMES * 8 * 4


def outcome(decoded, data):
    try:
        return 200, f"{len(decoded(data))} frames"
    except ServiceError as refusal:
        return refusal.status, str(refusal)


MAGICS = [b"", b"RIFF....WAVE", b"fLaC", b"OggS", b"\xff\xfb", b"FORM....AIFC", b"ID3\3"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(MAGICS))
def test_random_bytes_are_refused_or_decoded(decoded, data, magic):
    status, text = outcome(decoded, magic + data)
    assert status in {200, 415, 422}
    assert "object at" not in text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=4),
    st.floats(0, 1) | st.just(1.0),
    st.booleans(),
)
@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_mutated_files_are_refused_or_decoded(decoded, kind, changes, rest, in_header):
    data = bytearray(sample(*kind, 2000))
    for where, byte in changes:
        data[int(where * (min(len(data), 100) if in_header else len(data)))] = byte
    status, text = outcome(decoded, bytes(data[: int(len(data) * rest)]))
    assert status in {200, 415, 422}
    assert "object at" not in text
