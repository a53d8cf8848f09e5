"""A receipt computed again: to the byte, or with the reason why not."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from tests.conftest import SPEECH, npy, refused, tone, wav

QUERIES = [
    ("mel", ""),
    ("mel", "preset=whisper-80"),
    ("mel", "preset=kaldi-fbank&n_mels=40&offset=0.5&duration=2"),
    ("mel", "preset=fastai-audio"),
    ("mfcc", "preset=torchaudio-mfcc&n_mfcc=13"),
    ("stft", "part=complex&n_fft=512&sample_rate=8000&channel=each"),
    ("spectrum", "scale=db"),
    ("waveform", "preset=wav2vec2"),
]
KINDS = ["json", "npy", "npz", "png"]


@pytest.fixture(scope="module")
def speech():
    return SPEECH.read_bytes()


def receipt_of(answer, kind):
    assert answer.status_code == 200, answer.text[:300]
    if kind == "json":
        return json.dumps(answer.json()["receipt"])
    if kind == "npy":
        return answer.headers["sonograph-receipt"]
    if kind == "npz":
        with np.load(io.BytesIO(answer.content)) as archive:
            return str(archive["receipt"])
    with Image.open(io.BytesIO(answer.content)) as picture:
        return picture.text["Sonograph-Receipt"]


def replay(service, file, receipt):
    fields = {"file": ("sound", file), "receipt": (None, receipt)}
    return service.client.post("/v1/replay", files=fields)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("feature", "query"), QUERIES)
def test_a_receipt_gives_the_same_bytes(service, speech, feature, query, kind):
    if kind == "png" and "complex" in query:
        query = "n_fft=512"
    expected = service.post(f"{feature}.npy?{query}", speech, "audio/flac")
    receipt = receipt_of(service.post(f"{feature}.{kind}?{query}", speech, "audio/flac"), kind)
    again = replay(service, speech, receipt)
    assert again.status_code == 200, again.text
    assert again.content == expected.content
    assert again.headers["content-type"] == "application/x-npy"
    assert again.headers["content-disposition"] == f'inline; filename="{feature}.npy"'
    told, first = (json.loads(a.headers["sonograph-receipt"]) for a in (again, expected))
    assert told | {"parameters": {}} == first | {"parameters": {}}


@pytest.mark.parametrize(
    "preset", ["whisper-128", "w2v-bert", "gemma3n", "python-speech-features-mfcc"]
)
def test_the_header_of_a_replay_stays_short(service, speech, preset):
    feature = "mfcc" if "mfcc" in preset else "mel"
    whole = service.post(f"{feature}.json?preset={preset}", speech, "audio/flac")
    again = replay(service, speech, receipt_of(whole, "json"))
    header = again.headers["sonograph-receipt"]
    assert len(header) <= 2048
    assert replay(service, speech, header).content == again.content


def test_a_tone_spec_is_played_again(service):
    spec = {"sample_rate": 16_000, "sound": {"type": "noise", "duration": 0.5, "seed": 7}}
    first = service.tone("mel.npy?n_fft=512", spec)
    assert replay(service, json.dumps(spec), receipt_of(first, "npy")).content == first.content


def test_samples_are_played_again(service):
    array = npy(np.float32(np.sin(np.arange(9000) / 7)))
    media_type = "application/x-npy"
    first = service.post("mel.npy?sample_rate=22050", array, media_type)
    assert replay(service, array, receipt_of(first, "npy")).content == first.content


def test_the_receipt_may_stand_before_the_file(service, speech):
    first = service.post("mel.npy", speech, "audio/flac")
    fields = [("receipt", (None, receipt_of(first, "npy"))), ("file", ("sound", speech))]
    assert service.client.post("/v1/replay", files=fields).content == first.content


def test_the_same_samples_in_another_file_are_the_same_sound(service):
    samples = np.round(np.sin(np.arange(8000) / 5) * 20_000) / 32_768
    first = service.post("mel.npy", wav(samples, codec="PCM_16"), "audio/wav")
    other = wav(samples, codec="PCM_24")
    assert replay(service, other, receipt_of(first, "npy")).content == first.content


@pytest.fixture
def receipt(service):
    """A receipt of `tone()`, as data."""
    return service.tone("mel.json").json()["receipt"]


def test_another_sound_is_a_conflict(service, receipt):
    answer = replay(service, json.dumps(tone(999)), json.dumps(receipt))
    sentence = f"the receipt says {receipt['samples_sha256']}"
    refused(answer, 409, "differs", "not the sound of the receipt", sentence)


@pytest.mark.parametrize("library", ["sonograph", "numpy", "scipy", "soxr", "libsndfile"])
def test_another_version_is_a_conflict_that_names_it(service, receipt, library):
    here = receipt["versions"][library]
    receipt["versions"][library] = "0.0.1"
    answer = replay(service, json.dumps(tone()), json.dumps(receipt))
    refused(answer, 409, "differs", f"made with {library} 0.0.1, here it is {here}")


@pytest.mark.parametrize("change", [{"spec": "0" * 64}, {"parameters": {"n_mels": 40}}])
def test_parameters_that_are_not_the_receipts_are_a_conflict(service, receipt, change):
    changed = receipt | change
    changed["parameters"] = receipt["parameters"] | changed["parameters"]
    answer = replay(service, json.dumps(tone()), json.dumps(changed))
    refused(answer, 409, "differs", "not the parameters of the receipt")


def test_a_version_that_the_receipt_does_not_name_is_a_conflict(service, receipt):
    receipt["versions"] = {}
    answer = replay(service, json.dumps(tone()), json.dumps(receipt))
    refused(answer, 409, "differs", "with numpy of unknown version")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"feature": "mle"}, "receipt.feature='mle': no such feature; did you mean mel?"),
        ({"feature": 7}, "receipt.feature=7: must be"),
        ({"feature": "../etc"}, "no such feature"),
        ({"parameters": None}, "receipt.parameters=None: must be an object"),
        ({"parameters": []}, "receipt.parameters=[]: must be an object"),
        ({"parameters": {"n_fft": [1]}}, "receipt.parameters.n_fft=[1]: must be"),
        ({"parameters": {"n_fft": {"a": 1}}}, "receipt.parameters.n_fft={'a': 1}: must be"),
        ({"parameters": {"n_fft": "many"}}, "n_fft='many': must be a valid integer"),
        ({"parameters": {"n_fft": 10**30}}, "n_fft="),
        ({"parameters": {"n_ftt": 512}}, "n_ftt=512: no such parameter here; did you mean n_fft?"),
        ({"parameters": {"x" * 5000: 1}}, "receipt.parameters"),
        ({"parameters": {"style": "pixels"}}, "style='pixels': no such parameter here"),
        ({"preset": "zzz"}, "preset='zzz': no such preset"),
        ({"preset": ["ast"]}, "receipt.preset=['ast']: must be"),
        ({"parameters": {}, "preset": "kaldi-mfcc"}, "belongs to the feature mfcc"),
        ({"samples_sha256": "0" * 63}, "receipt.samples_sha256='000"),
        ({"samples_sha256": None}, "receipt.samples_sha256=None: must be"),
        ({"versions": {"numpy": 2}}, "receipt.versions.numpy=2: must be"),
        ({"versions": "2"}, "receipt.versions='2': must be an object"),
    ],
)
def test_a_receipt_that_is_wrong_gets_a_sentence(service, receipt, change, sentence):
    answer = replay(service, json.dumps(tone()), json.dumps(receipt | change))
    problem = refused(answer, 422, "bad-parameter", sentence)
    assert len(problem["detail"]) < 2000


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "7", '"mel"', "[]", "[" * 30_000, '{"a":' * 10_000, "\x00", "\ufffe", "NaN"],
    ids=lambda text: repr(text[:8]),
)
def test_what_is_no_receipt_gets_a_sentence(service, text):
    problem = refused(replay(service, json.dumps(tone()), text), 422, "bad-parameter", "receipt")
    assert len(problem["detail"]) < 1000


def test_a_receipt_without_its_members_is_told_which(service):
    answer = replay(service, json.dumps(tone()), "{}")
    names = ("feature", "parameters", "samples_sha256", "spec", "versions")
    refused(answer, 422, "bad-parameter", *(f"receipt.{n}=None: must be given" for n in names))


def test_a_receipt_of_a_megabyte_is_too_large(service):
    answer = replay(service, json.dumps(tone()), " " * 1_000_000)
    refused(answer, 413, "too-large", "the receipt is larger than the limit of 65536 bytes")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([("file", b"a")], "lacks the field receipt"),
        ([("receipt", b"{}")], "lacks the field file"),
        ([("file", b"a"), ("receipt", b"{}"), ("receipt", b"{}")], "two fields called receipt"),
        ([("file", b"a"), ("file", b"a"), ("receipt", b"{}")], "two fields called file"),
        ([("file", b"a"), ("n_fft", b"512")], "'n_fft'; it takes the fields file and receipt"),
    ],
)
def test_a_form_with_other_fields_is_refused(service, fields, sentence):
    files = [(name, (None, content)) for name, content in fields]
    answer = service.client.post("/v1/replay", files=files)
    refused(answer, 422, "bad-sound", sentence)


@pytest.mark.parametrize("media_type", ["audio/wav", "application/json", "application/x-npy"])
def test_a_body_that_is_no_form_is_refused(service, media_type):
    headers = {"Content-Type": media_type}
    answer = service.client.post("/v1/replay", content=wav(), headers=headers)
    refused(
        answer, 415, "unsupported-sound", "multipart/form-data with the fields file and receipt"
    )


def test_a_query_is_refused(service, receipt):
    fields = {"file": ("sound", json.dumps(tone())), "receipt": (None, json.dumps(receipt))}
    answer = service.client.post("/v1/replay?n_fft=512", files=fields)
    sentence = "n_fft='512': no such parameter here; a replay takes its parameters from the receipt"
    refused(answer, 422, "bad-parameter", sentence)


def test_a_broken_sound_is_refused_as_ever(service, receipt):
    answer = replay(service, wav()[:100], json.dumps(receipt))
    refused(answer, 422, "cut-short")


def test_the_limits_hold_for_a_replay(small):
    answer = small.tone("waveform.npy", tone(duration=1))
    receipt = json.loads(receipt_of(answer, "npy"))
    refused(replay(small, json.dumps(tone(duration=6)), json.dumps(receipt)), 413, "too-large")
