"""Files that are no sound, half a sound or a lie: each is refused for what it is."""

import io
import struct

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from tests.conftest import RATE, loaded, npy, refused, samples, sound, wav
from tests.encoders import encoded, tones

MEL = "mel.json"


def header(data_size, channels=1, rate=RATE, bits=16, tag=1):
    """Make the 44 bytes of a WAV file."""
    block = channels * bits // 8
    fmt = struct.pack("<HHIIHH", tag, channels, rate, rate * block & 0xFFFFFFFF, block, bits)
    chunks = b"fmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", data_size)
    return b"RIFF" + struct.pack("<I", min(0xFFFFFFFF, data_size + 36)) + b"WAVE" + chunks


def send_npy(service, array, rate=8000):
    return service.post(f"{MEL}?sample_rate={rate}", npy(array), "application/x-npy")


@pytest.mark.parametrize(
    ("body", "recognised"),
    [
        (b"Dear service,\nthis is no sound at all.\n" * 9, "text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(99), "a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(99), "a PDF document"),
        (b'{"sound": {"type": "sine"}}', "JSON; a tone spec is sent as application/json"),
        (npy(np.zeros(9)), "a numpy array; send it as application/x-npy"),
        (b"\x01\x02\x03", "of no kind that is known here"),
        (sound(container="AU"), "an AU file"),
        (sound(container="CAF"), "a Core Audio file (caf)"),
        (sound(container="W64"), "a Wave64 file"),
    ],
    ids=["text", "png", "pdf", "json", "npy", "noise", "au", "caf", "w64"],
)
@pytest.mark.parametrize("way", ["form", "audio/wav"])
def test_what_is_no_sound_is_called_by_its_name(service, body, recognised, way):
    if way == "form":
        answer = service.post(MEL, files={"file": ("speech.wav", body, "audio/wav")})
    else:
        answer = service.post(MEL, body, way)
    readable = "this service reads WAV, FLAC, Ogg Vorbis, Ogg Opus, MP3, AIFF, and with the extra"
    refused(answer, 415, "unsupported-sound", f"the body is {recognised}", readable)


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("m4a", "aac"), ("m4a", "alac"), ("mp4", "libopus"), ("webm", "libopus")],
)
def test_the_extra_reads_m4a_and_webm(service, tmp_path, kind, codec):
    whole = encoded(tmp_path, kind, codec)
    answer = service.post("waveform.npy", whole, f"audio/{kind}")
    assert answer.status_code == 200
    assert np.load(io.BytesIO(answer.content)).shape == (len(tones()),)
    refused(service.post("waveform.npy", whole[:-5]), 422, "cut-short", "claims")


@pytest.mark.parametrize(("codec", "name"), [("IMA_ADPCM", "IMA ADPCM"), ("GSM610", "GSM 6.10")])
def test_a_codec_that_is_not_read_is_named(service, codec, name):
    answer = service.post(MEL, sound(rate=8000, codec=codec))
    refused(answer, 415, "unsupported-sound", f"a WAV file with {name}")


CONTAINERS = [
    ("WAV", "PCM_16"),
    ("WAV", "FLOAT"),
    ("FLAC", "PCM_16"),
    ("OGG", "VORBIS"),
    ("OGG", "OPUS"),
    ("AIFF", "PCM_16"),
    ("MP3", None),
]


@pytest.mark.parametrize("kept", [0.3, 0.75, -5])
@pytest.mark.parametrize(("container", "codec"), CONTAINERS)
def test_a_file_that_is_cut_short_is_refused(service, container, codec, kept):
    whole = sound(samples(2.0, 48_000), 48_000, container, codec)
    cut = whole[: int(kept * len(whole)) if kept > 0 else kept]
    assert service.post("waveform.npy", whole).status_code == 200
    refused(service.post("waveform.npy", cut), 422, "cut-short")


@pytest.mark.parametrize("bytes_kept", [1, 4, 11, 12, 20, 43])
@pytest.mark.parametrize(("container", "codec"), CONTAINERS)
def test_the_first_bytes_of_a_file_are_refused(service, container, codec, bytes_kept):
    head = sound(container=container, codec=codec)[:bytes_kept]
    answer = service.post(MEL, head)
    problem = answer.json()
    assert answer.status_code in {415, 422}, problem
    refused(answer, answer.status_code, problem["type"].rpartition(":")[2])


@pytest.mark.parametrize("claimed", [0xFFFFFFFE, 0xFFFFFFF0, 0x80000000, 0x7FFFFFFF, 402])
def test_a_wav_header_that_claims_more_than_follows_is_refused(service, claimed):
    sentence = f"the WAV header claims {claimed} bytes of sound, but 400 follow"
    refused(service.post(MEL, header(claimed) + bytes(400)), 422, "cut-short", sentence)


@pytest.mark.parametrize("claimed", [0, 0xFFFFFFFF])
def test_a_wav_file_from_a_pipe_is_read_to_its_end(service, claimed):
    integers = np.arange(-300, 300, dtype="<i2")
    answer = service.post("waveform.npy", header(claimed) + integers.tobytes())
    assert_array_equal(loaded(answer), integers / np.float32(32768))


def test_a_flac_header_that_claims_256_gib_is_refused(service):
    whole = bytearray(sound(container="FLAC"))
    whole[21:26] = bytes([whole[21] | 0x0F, 255, 255, 255, 255])  # 36 bits of total samples
    refused(service.post(MEL, bytes(whole)), 422, "cut-short", "claims 68719476735 samples")


@pytest.mark.parametrize("channels", [0, 9, 1024, 65535])
def test_0_channels_and_more_than_8_are_refused(service, channels):
    answer = service.post(MEL, header(0xFFFFFFFF, channels & 0xFFFF, bits=8) + bytes(channels * 9))
    sentence = f"the sound has {channels} channels; this service takes 1 to 8"
    refused(answer, 422, "bad-sound", sentence)


@pytest.mark.parametrize("rate", [0, 1, 999, 384_001, 2**32 - 1])
def test_a_sample_rate_out_of_range_is_refused(service, rate):
    answer = service.post(MEL, header(400, rate=rate) + bytes(400))
    sentence = f"a sample rate of {rate} Hz; this service takes 1000 to 384000 Hz"
    refused(answer, 422, "bad-sound", sentence)


def test_a_wav_file_without_samples_is_refused(service):
    refused(service.post(MEL, header(0)), 422, "bad-sound", "the sound has no samples")


@pytest.mark.parametrize("codec", ["FLOAT", "DOUBLE"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_sample_that_is_not_finite_is_refused(service, codec, value):
    data = samples(0.1)
    data[0, 1234] = value
    sentence = "sample 1234 is not a finite number"
    refused(service.post(MEL, wav(data, codec=codec)), 422, "bad-sound", sentence)
    refused(send_npy(service, data.astype("f8")), 422, "bad-sound", sentence)


@pytest.mark.parametrize("value", [1e30, 1e300])
def test_samples_whose_result_is_not_finite_are_refused(service, value):
    answer = send_npy(service, np.full(4000, value))
    refused(answer, 422, "bad-sound")


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros((9, 10), "f4"), "the array has the shape (9, 10); (channels, n) is expected"),
        (np.zeros((2, 3, 4), "f4"), "the array has the shape (2, 3, 4)"),
        (np.zeros((), "f4"), "the array has the shape ()"),
        (np.zeros(4, "u1"), "the array has the type uint8"),
        (np.zeros(4, "c8"), "the array has the type complex64"),
        (np.zeros(4, "U3"), "the array has the type str"),
        (np.zeros((0, 4), "f4"), "the sound has 0 channels"),
        (np.zeros(0, "f4"), "the sound has no samples"),
        (np.array([{}]), "the array has the type object"),
    ],
    ids=range(9),
)
def test_an_array_that_is_no_sound_is_refused(service, array, sentence):
    refused(send_npy(service, array), 422, "bad-sound", sentence)


def test_an_array_that_is_cut_short_is_refused(service):
    body = npy(np.zeros(100, "f4"))[:-4]
    answer = service.post(f"{MEL}?sample_rate=8000", body, "application/x-npy")
    sentence = "the npy header claims 400 bytes of samples, but 396 follow"
    refused(answer, 422, "cut-short", sentence)


def test_what_is_no_array_is_called_by_its_name(service):
    answer = service.post(f"{MEL}?sample_rate=8000", wav(), "application/x-npy")
    refused(answer, 415, "unsupported-sound", "application/x-npy is an npy array")


def test_a_sound_file_that_is_sent_as_a_tone_spec_is_refused(service):
    refused(service.post(MEL, wav(), "application/json"), 422, "bad-sound", "is not JSON")
