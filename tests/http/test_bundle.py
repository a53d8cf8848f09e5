"""`POST /v1/bundle.{npz,json}`: several features of one sound, each as it is alone."""

import json

import pytest

from tests.conftest import SPEECH, loaded, refused, samples, sound, wav

BODY = wav(samples(0.5))


def bundled(service, form, body=BODY, media_type="audio/wav", **query):
    headers = {"Content-Type": media_type}
    return service.client.post(f"/v1/bundle.{form}", params=query, content=body, headers=headers)


def test_each_feature_is_what_its_own_request_gives(service):
    speech = SPEECH.read_bytes()
    query = {"hop_length": 256, "sample_rate": 8000, "mel.n_fft": 1024, "mfcc.n_mfcc": 13}
    answer = bundled(service, "npz", speech, "audio/flac", features="mel,mfcc,waveform", **query)
    arrays = loaded(answer)
    own = {
        "mel": "mel.npz?hop_length=256&sample_rate=8000&n_fft=1024",
        "mfcc": "mfcc.npz?hop_length=256&sample_rate=8000&n_mfcc=13",
        "waveform": "waveform.npz?sample_rate=8000",
    }
    parts = json.loads(str(arrays["receipt"]))["parts"]
    assert [part["name"] for part in parts] == list(own)
    for part, (feature, operation) in zip(parts, own.items(), strict=True):
        alone = loaded(service.post(operation, speech, "audio/flac"))
        for entry in alone.files:
            if entry != "receipt":
                assert (arrays[f"{feature}/{entry}"] == alone[entry]).all()
        assert part["receipt"] == json.loads(str(alone["receipt"]))


def test_json_has_the_answers_as_they_are_alone(service):
    found = bundled(service, "json", features="mel,spectrum", scale="db").json()
    assert list(found) == ["features"]
    assert list(found["features"]) == ["mel", "spectrum"]
    for feature, answer in found["features"].items():
        assert answer == service.post(f"{feature}.json?scale=db", BODY, "audio/wav").json()


def test_presets_may_have_rates_of_their_own(service):
    body = sound(samples(1, 44_100), 44_100)
    query = {"features": "mel,mfcc", "mel.preset": "whisper-80", "mfcc.preset": "kaldi-mfcc"}
    parts = json.loads(str(loaded(bundled(service, "npz", body, **query))["receipt"]))["parts"]
    assert [part["receipt"]["preset"].partition("@")[0] for part in parts] == [
        "whisper-80",
        "kaldi-mfcc",
    ]
    digests = [
        service.post(f"{feature}.json?preset={preset}", body, "audio/wav").json()["receipt"]
        for feature, preset in (("mel", "whisper-80"), ("mfcc", "kaldi-mfcc"))
    ]
    assert [part["receipt"] for part in parts] == digests


def test_a_feature_of_the_long_tail_takes_the_others_along(service):
    arrays = loaded(bundled(service, "npz", features="mel,cqt", **{"cqt.n_bins": 24}))
    assert arrays["cqt/values"].shape == (24, 16)
    alone = loaded(service.post("mel.npy", BODY, "audio/wav"))
    assert (arrays["mel/values"] == alone).all()


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ({}, ("features", "1 to 16")),
        ({"features": ""}, ("features", "1 to 16")),
        ({"features": "mel,"}, ("features", "no such feature")),
        ({"features": "mel,mfc"}, ("features", "'mfc'", "did you mean mfcc?")),
        ({"features": "mel,mel"}, ("features", "named twice")),
        ({"features": ",".join(["mel"] * 17)}, ("features", "17 are given")),
        ({"features": "mel,mfcc", "n_mel": 3}, ("n_mel", "did you mean n_mels?")),
        ({"features": "mel", "mfcc.n_mfcc": 3}, ("mfcc.n_mfcc", "none of the features asked for")),
        ({"features": "mel", "mel.n_mel": 3}, ("n_mel", "did you mean n_mels?", "about mel")),
        ({"features": "mel,mfcc", "mfcc.n_fft": 0}, ("n_fft", "at least 2", "about mfcc")),
        ({"features": "mel,mfcc", "scale": "linear"}, ("scale", "about mfcc")),
        ({"features": "mel,mfcc", "mfcc.fmax": 9000}, ("fmax", "8000 Hz", "about mfcc")),
        ({"features": "mel", "style": "pixels"}, ("style", "none of the features")),
        ({"features": ["mel", "mfcc"]}, ("features", "more than once")),
    ],
)
def test_a_wrong_bundle_is_refused_by_name(service, query, parts):
    refused(bundled(service, "npz", **query), 422, "bad-parameter", *parts)


def test_the_answer_is_bounded_over_all_features(small):
    """201 x 513 and 201 x 800 values: each fits into a million bytes, both together do not."""
    body = wav(samples(1))
    shared = {"hop_length": 80, "n_fft": 1024}
    bands = {"mel.n_mels": 800}
    assert bundled(small, "npz", body, features="stft", **shared).status_code == 200
    assert bundled(small, "npz", body, features="mel", **shared, **bands).status_code == 200
    both = bundled(small, "npz", body, features="stft,mel", **shared, **bands)
    refused(both, 413, "too-large", "1000000 bytes", "about mel")


def test_there_is_no_other_form(service):
    assert bundled(service, "png", features="mel").status_code == 404
