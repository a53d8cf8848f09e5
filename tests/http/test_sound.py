"""The prepared sound, and several sounds of one, over HTTP."""

import io
import json
from fractions import Fraction
from hashlib import sha256

import numpy as np
import pytest
import soundfile

from tests.conftest import RATE, SPEECH, loaded, refused, samples, tone, wav

LOUD = {"sound": {"type": "sine", "frequency": 4000, "amplitude": 1, "phase": 1.5707963267948966}}
BEYOND = {"sound": {"type": "mix", "of": [LOUD["sound"]] * 2}}
"""2, 0, -2, 0 ..."""


def heard(service, query, spec=None, content=None):
    address = f"/v1/sound.{query}"
    more = {"json": spec} if content is None else {"content": content}
    answer = service.client.post(address, **more)
    assert answer.status_code == 200, answer.text[:300]
    read, rate = soundfile.read(io.BytesIO(answer.content), dtype="float32")
    return read.T, rate, json.loads(answer.headers["sonograph-receipt"]), answer


@pytest.mark.parametrize("channels", [1, 2, 8])
def test_a_wav_has_exactly_the_samples_of_a_feature(service, channels):
    body = wav(samples(0.3, 44_100, channels), 44_100, "FLOAT")
    each = "channel=each&" if channels > 1 else ""
    query = f"{each}sample_rate=16000&level=peak"
    found, rate, receipt, answer = heard(service, f"wav?{query}", content=body)
    array = service.post(f"waveform.npy?{query}", body)
    np.testing.assert_array_equal(found, loaded(array))
    assert rate == RATE
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"] == 'inline; filename="sound.wav"'
    digest = sha256(np.ascontiguousarray(found.T).tobytes()).hexdigest()
    assert receipt["samples_sha256"] == digest
    assert receipt["output"] == {"playback_rate": "none", "subtype": "float"}
    known = soundfile.info(io.BytesIO(answer.content))
    assert (known.channels, known.subtype, known.format) == (channels, "FLOAT", "WAV")


@pytest.mark.parametrize(
    "query", ["wav?subtype=pcm16&", "flac?", "flac?subtype=pcm24&", "wav?", "ogg?"]
)
@pytest.mark.parametrize(("playback", "factor"), [(8000, 2), (16_000, 1), (32_000, Fraction(1, 2))])
def test_half_and_double_speed_are_the_same_samples(service, query, playback, factor):
    body = SPEECH.read_bytes()
    expected, own = soundfile.read(SPEECH, dtype="float32")
    found, rate, _, answer = heard(service, f"{query}playback_rate={playback}", content=body)
    assert rate == playback
    assert Fraction(len(found), rate) == factor * Fraction(len(expected), own)
    if not query.startswith("ogg"):
        np.testing.assert_array_equal(found, expected)
    else:  # lossy: nearly all of the energy
        assert np.sum((found - expected) ** 2) < 0.05 * np.sum(expected**2)
    again = heard(service, f"{query}playback_rate={playback}", content=body)[3]
    assert again.content == answer.content


@pytest.mark.parametrize("query", ["wav?subtype=pcm16", "flac?", "flac?subtype=pcm24"])
def test_beyond_full_scale_is_clipped_and_told(service, query):
    found, _, receipt, _ = heard(service, query, BEYOND)
    top = 1 - 2.0 ** (-23 if "24" in query else -15)
    np.testing.assert_allclose(found[:4], [top, 0, -1, 0], atol=1e-7)
    assert receipt["warnings"][1] == "8000 samples are beyond full scale [-1, 1] and clipped"
    assert "reaches 2, beyond full scale" in receipt["warnings"][0]


def test_full_scale_is_not_clipped_and_floats_keep_what_is_beyond(service):
    assert heard(service, "wav?subtype=pcm16", LOUD)[2]["warnings"] == []
    np.testing.assert_allclose(heard(service, "wav", BEYOND)[0][:4], [2, 0, -2, 0], atol=1e-7)
    assert "8000 samples" in heard(service, "ogg", BEYOND)[2]["warnings"][1]


def test_a_sound_can_be_sent_back(service):
    query = "silence=trim&silence_padding=50&gain_db=-6&pad_to=5&pad_with=reflect"
    _, _, receipt, answer = heard(service, f"wav?{query}", content=SPEECH.read_bytes())
    whole = service.post(f"mel.npy?{query}", SPEECH.read_bytes())
    assert service.post("mel.npy", answer.content).content == whole.content
    fields = {"file": ("f", SPEECH.read_bytes()), "receipt": (None, json.dumps(receipt))}
    again = loaded(service.client.post("/v1/replay", files=fields))
    np.testing.assert_array_equal(again, heard(service, "wav", content=answer.content)[0])


@pytest.mark.parametrize(
    "query",
    [
        "silence=split&silence_padding=20",
        "segment=1",
        "segment=1&noise=pink&cut_out=0.5&augment_seed=5",
        "crop=1&random_seed=5",
        "pitch_shift=3",
        "speed=1.1&time_shift=random&noise=white&noise_snr_db=5&cut_out=0.1&cut_outs=8&augment_seed=7",
    ],
)
def test_a_receipt_of_what_was_prepared_is_played_again(service, query):
    several = "silence" in query or "segment" in query
    operation = f"mel.{'npz' if several else 'npy'}?n_fft=512&{query}"
    first = service.post(operation, SPEECH.read_bytes())
    told = first.headers.get("sonograph-receipt")
    receipt = str(loaded(first)["receipt"]) if several else told
    fields = {"file": ("f", SPEECH.read_bytes()), "receipt": (None, receipt)}
    again = service.client.post("/v1/replay", files=fields)
    assert again.status_code == 200, again.text
    assert again.content == first.content
    other = {"file": ("f", wav()), "receipt": (None, receipt)}
    assert service.client.post("/v1/replay", files=other).status_code in {409, 422}


def test_segments_are_features_of_their_own(service):
    body, rate = soundfile.read(SPEECH, dtype="float32")
    archive = loaded(service.post("mel.npz?segment=1&scale=db&ref=max", SPEECH.read_bytes()))
    assert {name for name in archive if name.startswith("values_")} == {
        f"values_{number}" for number in range(5)
    }
    source = json.loads(str(archive["receipt"]))["source"]
    for number, (start, stop) in enumerate(source["spans"]):
        part = np.pad(body[start:stop], (0, rate - (stop - start)))
        alone = loaded(service.post("mel.npz?scale=db&ref=max", wav(part, rate, "FLOAT")))
        np.testing.assert_array_equal(archive[f"values_{number}"], alone["values"])
        for axis in ("time", "frequency"):
            np.testing.assert_array_equal(archive[f"{axis}_{number}"], alone[axis])
    assert source["spans"][-1][1] == len(body)


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        ("features/mel.npy?segment=0.1", "segment=0.1: makes several sounds, which npy cannot"),
        ("features/mel.json?silence=split", "silence='split': makes several sounds, which json"),
        ("features/mel.png?segment=1", "png cannot hold; ask for a feature as npz"),
        ("sound.wav?silence=split", "wav cannot hold; ask for a feature as npz"),
        ("features/mel.npy?crop=3", "crop=3.0: is longer than the sound, which has 1 s"),
        ("features/mel.npz?segment=3", "segment=3.0: is longer than the sound, which has 1 s"),
        ("features/mel.npz?segment=0.0005", "would give 2000 sounds; the limit is 1000"),
        ("sound.wav?playback_rate=0", "playback_rate='0': must be at least 1000"),
        ("sound.wav?subtype=pcm8", "subtype='pcm8': must be 'float' or 'pcm16'"),
        ("sound.flac?playback_rate=70001", "rates up to 65535 Hz, and above it multiples of 10"),
        ("sound.ogg?playback_rate=384000", "rates of at most 200000 Hz; choose wav or flac"),
        ("sound.wav?n_fft=512", "n_fft='512': no such parameter here"),
        ("sound.wav?silence=trim&silence_ref=10", "the sound is silent throughout"),
    ],
)
def test_what_is_wrong_is_refused(service, operation, sentence):
    refused(service.client.post(f"/v1/{operation}", json=tone()), 422, "bad-parameter", sentence)


def test_there_is_no_other_format(service):
    answer = service.client.post("/v1/sound.mp3", json=tone())
    refused(answer, 404, "unknown", "'mp3' is none of the formats of a sound: flac, ogg, wav")


def test_limits_hold_for_what_is_made(small):
    refused(
        small.client.post("/v1/sound.wav?pad_to=6", json=tone()), 413, "too-large", "limit of 5 s"
    )
    long = {"sound": {"type": "silence", "duration": 3}}
    answer = small.client.post("/v1/features/stft.npz?segment=1&hop_length=16", json=long)
    refused(answer, 413, "too-large", "at least 3 arrays")
