"""Presets over HTTP: chosen in a query, listed, told in full, kept by callers."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from service.presets import NEWEST, PRESETS
from tests.conftest import SPEECH, loaded, refused, sound, tone, wav

WHISPER = "whisper-80@1"


@pytest.fixture(scope="module")
def speech():
    return SPEECH.read_bytes()


def receipt(answer):
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["receipt"]


def short(answer):
    assert answer.status_code == 200, answer.text[:300]
    return json.loads(answer.headers["sonograph-receipt"])


def test_a_preset_is_one_query_parameter(service, speech):
    values = loaded(service.post("mel.npy?preset=whisper-80", speech, "audio/flac"))
    assert values.shape == (80, 3000)
    # openai-whisper: (max(x, max - 8) + 4) / 4 in log10 spans exactly two
    assert values.max() - values.min() == pytest.approx(2, abs=1e-6)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_preset_is_served(service, speech, preset):
    answer = service.post(f"{preset.feature}.json?preset={preset.id}", speech, "audio/flac")
    made = receipt(answer)
    detail = service.client.get(f"/v1/presets/{preset.id}").json()
    assert (made["preset"], made["modified"]) == (preset.id, [])
    assert made["preset_status"] == detail["status"]
    if detail["parameters"]["sample_rate"] != "none":
        assert made["spec"] == detail["spec"]
        told = detail["parameters"] | {"preset": preset.id}
        assert made["parameters"] == told
    assert made["source"]["sample_rate"] == 16_000


def test_a_bare_name_and_an_id_are_the_same(service, speech):
    bare, full = (
        service.post(f"mel.npy?preset={name}", speech, "audio/flac")
        for name in ("whisper-80", WHISPER)
    )
    assert bare.content == full.content
    assert bare.headers["sonograph-receipt"] == full.headers["sonograph-receipt"]
    assert short(bare)["preset"] == WHISPER
    assert short(bare)["parameters"] == {}


def test_the_values_of_the_caller_lie_above(service, speech):
    answer = service.post("mel.json?preset=whisper-80&n_mels=40&n_fft=400", speech, "audio/flac")
    assert answer.json()["shape"] == [40, 3000]
    assert receipt(answer)["modified"] == ["n_mels"]
    npy = service.post("mel.npy?preset=whisper-80&n_mels=40&n_fft=400", speech, "audio/flac")
    assert short(npy)["parameters"] == {"n_fft": 400, "n_mels": 40}
    assert short(npy)["modified"] == ["n_mels"]


def test_which_part_of_a_sound_is_used_modifies_no_preset(service, speech):
    query = "mel.json?preset=kaldi-fbank&offset=1&duration=2"
    assert receipt(service.post(query, speech, "audio/flac"))["modified"] == []


def test_the_rate_of_a_preset_without_one_is_the_recordings(service):
    sounds = wav(np.ones(8000) / 4, 8000)
    kept = receipt(service.post("mel.json?preset=fastai-audio", sounds, "audio/wav"))
    same = service.post("mel.json?preset=fastai-audio&sample_rate=8000", sounds, "audio/wav")
    other = service.post("mel.json?preset=fastai-audio&sample_rate=16000", sounds, "audio/wav")
    assert kept["parameters"]["sample_rate"] == 8000
    assert kept["modified"] == receipt(same)["modified"] == []
    assert receipt(other)["modified"] == ["sample_rate"]


def test_what_loses_its_effect_gives_way(service, speech):
    """Whisper's bias and gain have an effect on linear values, its clamp has not."""
    answer = service.post("mel.json?preset=whisper-80&scale=linear", speech, "audio/flac")
    modified = receipt(answer)["modified"]
    assert {"scale", "log_range"} <= set(modified) <= {"scale", "log_range", "amin"}
    by_hand = "mel.json?preset=whisper-80&scale=linear&log_range=none&amin=none"
    assert answer.json()["values"] == service.post(by_hand, speech, "audio/flac").json()["values"]


def test_what_the_caller_sets_without_effect_is_still_refused(service, speech):
    query = "mel.json?preset=whisper-80&scale=linear&log_range=7"
    refused(service.post(query, speech, "audio/flac"), 422, "bad-parameter", "log_range=7.0: has")


@pytest.mark.parametrize(
    ("operation", "query", "sentence"),
    [
        ("mel", "preset=whisper-8", "preset='whisper-8': no such preset; did you mean whisper-80?"),
        ("mel", "preset=whisper-80@9", "did you mean whisper-80@1?"),
        ("mel", "preset=zzz", "preset='zzz': no such preset; GET /v1/presets lists them"),
        ("mel", "preset=", "preset='': no such preset"),
        ("mel", "preset=kaldi-mfcc", "belongs to the feature mfcc, not to mel"),
        ("spectrum", "preset=librosa", "belongs to the feature mel, not to spectrum"),
        ("mel", "preset=librosa&preset=ast", "is given more than once"),
        (
            "mel",
            "presets=librosa",
            "presets='librosa': no such parameter here; did you mean preset?",
        ),
        ("mel", "preset=whisper-80&n_fft=x", "n_fft='x': must be a valid integer"),
        (
            "mel",
            "preset=whisper-80&n_fft=256",
            "win_length=400: must be at most n_fft=256; the preset whisper-80@1 sets it",
        ),
        (
            "mel",
            "preset=whisper-80&sample_rate=8000",
            "fmax=8000.0: must be at most half the sample rate, 4000 Hz; the preset whisper-80@1",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong(service, operation, query, sentence):
    refused(service.tone(f"{operation}.json?{query}"), 422, "bad-parameter", sentence)


def test_a_preset_is_refused_before_the_body_is_looked_at(service):
    answer = service.post("mel.json?preset=zzz", b"no sound", "text/plain")
    refused(answer, 422, "bad-parameter", "preset='zzz'")


def test_too_short_a_sound_is_refused_in_the_presets_name(service):
    answer = service.tone("mel.json?preset=kaldi-fbank", tone(duration=0.01))
    refused(answer, 422, "bad-parameter", "a frame must fit in the 160 samples", "kaldi-fbank@1")


def test_without_a_preset_nothing_is_said_of_one(service):
    made = receipt(service.tone("mel.json"))
    assert made["parameters"]["preset"] == "none"
    assert {"preset", "preset_status", "modified"}.isdisjoint(made)
    assert receipt(service.tone("mel.json?preset=none")) == made


def test_a_picture_of_a_preset_carries_its_receipt(service, speech):
    answer = service.post("mel.png?preset=whisper-80", speech, "audio/flac")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert json.loads(picture.text["Sonograph-Receipt"])["preset"] == WHISPER


@pytest.mark.parametrize(
    ("make", "media_type", "expected"),
    [
        (wav, "audio/wav", [16_000, 1, True, False, "none"]),
        (
            lambda: sound(np.ones((2, 900)) / 4, 8000),
            "audio/wav",
            [8000, 2, False, True, "none"],
        ),
        (lambda: sound(None, 16_000, "MP3"), "audio/mpeg", [16_000, 1, True, False, "MP3"]),
        (lambda: sound(None, 16_000, "OGG"), "audio/ogg", [16_000, 1, True, False, "Vorbis"]),
        (lambda: sound(None, 16_000, "FLAC"), "audio/flac", [16_000, 1, True, False, "none"]),
        (lambda: wav(codec="ULAW"), "audio/wav", [16_000, 1, True, False, "mu-law"]),
        (lambda: wav(codec="ALAW"), "audio/wav", [16_000, 1, True, False, "A-law"]),
    ],
    ids=["wav", "stereo", "mp3", "vorbis", "flac", "mu-law", "a-law"],
)
def test_the_receipt_names_what_exactness_excludes(service, make, media_type, expected):
    answer = service.post("waveform.json?sample_rate=8000", make(), media_type)
    source = receipt(answer)["source"]
    names = ["sample_rate", "channels", "resampled", "mixed", "lossy"]
    assert [source[name] for name in names] == expected


def test_a_chosen_channel_is_not_mixed(service):
    answer = service.post("waveform.json?channel=1", sound(np.ones((2, 900)) / 4), "audio/wav")
    assert receipt(answer)["source"]["mixed"] is False


def test_the_list_has_every_preset_with_what_was_measured(service):
    listed = service.client.get("/v1/presets").json()["presets"]
    assert [one["id"] for one in listed] == sorted(PRESETS)
    for one in listed:
        preset = PRESETS[one["id"]]
        assert (one["name"], one["version"]) == (preset.name, preset.version)
        assert one["feature"] == preset.feature
        assert one["title"] == preset.title
        assert one["provenance"]["package"] == preset.origin.package
        assert one["status"] in {"proven", "read"}
        shares = [measured["share"] for measured in one["agreement"]]
        assert (one["status"] == "proven") == bool(shares and max(shares) <= 1)


@pytest.mark.parametrize("name", NEWEST)
def test_a_bare_name_tells_the_newest(service, name):
    detail = service.client.get(f"/v1/presets/{name}")
    assert detail.json()["id"] == NEWEST[name].id
    assert detail.content == service.client.get(f"/v1/presets/{NEWEST[name].id}").content


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("whisper80", "there is no preset 'whisper80'; did you mean whisper-80?"),
        ("whisper-80@2", "did you mean whisper-80@1?"),
        ("zzz", "there is no preset 'zzz'; GET /v1/presets lists them"),
        ("x" * 5000, "there is no preset 'xxx"),
    ],
)
def test_an_unknown_preset_is_404(service, name, sentence):
    problem = refused(service.client.get(f"/v1/presets/{name}"), 404, "unknown", sentence)
    assert len(problem["detail"]) < 300


CATALOGUE = ["/v1/features", "/v1/formats", "/v1/presets", "/v1/presets/whisper-80"]


@pytest.mark.parametrize("path", CATALOGUE)
def test_a_callers_copy_is_kept_until_it_changes(service, path):
    first = service.client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert tag.endswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = service.client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for unknown in ('"other"', "", "nonsense", tag[:-2] + '"'):
        again = service.client.get(path, headers={"If-None-Match": unknown})
        assert (again.status_code, again.content) == (200, first.content)


def test_different_answers_have_different_tags(service):
    tags = {service.client.get(path).headers["etag"] for path in CATALOGUE}
    assert len(tags) == len(CATALOGUE)


EVERYTHING = {
    "channel": "first",
    "offset": 0.123456789,
    "duration": 1.23456789012345,
    "input_scale": 32768.123456,
    "wave_norm": "standard",
    "wave_norm_eps": 1.23456789012e-05,
    "fit": "repeat_zeros",
    "fit_length": 123_456,
    "dither": 1.23456789012e-05,
    "seed": 4_294_967_295,
    "preemphasis": 0.97123456789012,
    "preemphasis_on": "wave_valid",
    "n_fft": 4096,
    "win_length": 3001,
    "hop_length": 1001,
    "window": "blackmanharris",
    "center": "false",
    "pad_mode": "linear_ramp",
    "periodic": "true",
    "padding": "hop",
    "drop_last": 12,
    "remove_dc": "false",
    "fft_norm": "forward",
    "magnitude_eps": 1.23456789012e-09,
    "ref": "max",
    "amin": 1.23456789012e-09,
    "top_db": 81.234567890123,
    "top_db_scope": "channel",
    "deltas": 2,
    "delta_width": 11,
    "frames": 1024,
    "frames_fit": "before",
    "bias": -15.416631234567,
    "gain": 0.0762681098626869,
    "normalize": "standard",
    "ddof": 1,
    "normalize_eps": 1.234567890123e-07,
    "eps_place": "inside",
    "masked_frames": 3,
    "stack": 2,
    "patch_frames": 96,
    "patch_hop": 48,
    "power": 1.2345678901234,
    "n_mels": 127,
    "fmin": 21.123456789012,
    "fmax": 7600.1234567890,
    "htk": "false",
    "triangles": "left",
    "bank_rate": 17_000,
    "first_bin": 2,
    "scale": "db",
    "norm": "slaney",
}


def test_the_header_stays_short_whatever_is_set(service, speech):
    query = "&".join(f"{name}={value}" for name, value in EVERYTHING.items())
    answer = service.post(f"mel.npy?preset=kaldi-fbank&{query}", speech, "audio/flac")
    said = short(answer)
    assert len(answer.headers["sonograph-receipt"]) <= 2048
    assert said["preset"] == "kaldi-fbank@1"
    assert said["parameters"].keys() <= EVERYTHING.keys()
    posted = "&".join(f"{n}={v}" for n, v in said["parameters"].items())
    again = service.post(f"mel.npy?preset=kaldi-fbank&{posted}", speech, "audio/flac")
    assert again.content == answer.content
