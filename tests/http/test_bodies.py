"""What a body may be, and what the caller is told when it is something else."""

import gzip

import pytest

from tests.conftest import SPEECH, refused, tone, wav

MEL = "mel.json"
OCTETS = "application/octet-stream"
CURLS_DEFAULT = "application/x-www-form-urlencoded"


def part(name="file", content=b"", disposition="form-data"):
    head = f'Content-Disposition: {disposition}; name="{name}"; filename="a.wav"\r\n'
    return (
        b"--frontier\r\n" + head.encode() + b"Content-Type: audio/wav\r\n\r\n" + content + b"\r\n"
    )


def form(*parts, end=b"--frontier--\r\n"):
    return b"".join(parts) + end


def send_form(service, body, media_type='multipart/form-data; boundary="frontier"'):
    return service.post(MEL, body, media_type)


def test_a_form_with_one_file_is_read(service):
    assert send_form(service, form(part(content=wav()))).status_code == 200


def test_a_form_may_come_in_small_pieces(service):
    body = form(part(content=wav()))
    pieces = (body[at : at + 7] for at in range(0, len(body), 7))
    assert send_form(service, pieces).status_code == 200


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (form(part(content=b"a"), part(content=b"b")), "two fields called file; send one"),
        (form(part("sound", b"a")), "has a field 'sound'; it takes one field, file"),
        (form(part(content=b"a"), part("n_fft", b"512")), "has a field 'n_fft'"),
        (form(part("n_fft", b"512"), part(content=b"a")), "parameters go into the query"),
        (form(part("", b"a")), "has a field ''; it takes one field, file"),
        (form(part(content=b"a"), end=b""), "ends before its last boundary"),
        (form(part(content=wav())[:200], end=b""), "ends before its last boundary"),
        (b"", "ends before its last boundary"),
        (b"--frontier--\r\n", "multipart body"),
        (b"no boundary at all", "multipart body is broken"),
        (form(part("x" * 5000, b"a")), "multipart body is broken"),
        (form(part(content=b"")), "the body is empty"),
    ],
    ids=[
        "two files",
        "another name",
        "extra field after",
        "extra field before",
        "no name",
        "no closing boundary",
        "cut inside the file",
        "empty",
        "no part",
        "no form",
        "endless header",
        "empty file",
    ],
)
def test_a_form_that_is_not_one_file_is_refused(service, body, sentence):
    refused(send_form(service, body), 422, "bad-sound", sentence)


def test_a_form_without_a_boundary_is_refused(service):
    answer = send_form(service, form(part()), "multipart/form-data")
    refused(answer, 422, "bad-sound", "multipart/form-data lacks its boundary")


def test_a_form_with_an_endless_boundary_is_refused(service):
    answer = send_form(service, form(part()), f"multipart/form-data; boundary={'x' * 300}")
    refused(answer, 422, "bad-sound", "the multipart body is broken")


def test_curls_default_is_answered_with_the_right_command(service):
    url = f"{service.url}/v1/features/mel.png?scale=db"
    answer = service.post("mel.png?scale=db", SPEECH.read_bytes(), CURLS_DEFAULT)
    command = f"curl -F file=@speech.wav '{url}'"
    refused(answer, 415, "unsupported-sound", "curl's default content type", command)


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "video/mp4", "image/png", "multipart/mixed; boundary=a", "nonsense"],
)
def test_another_content_type_is_refused(service, media_type):
    answer = service.post(MEL, wav(), media_type)
    named = media_type.partition(";")[0]
    sentence = f"the content type {named} is not read; send a file as multipart/form-data"
    refused(answer, 415, "unsupported-sound", sentence, "application/json")


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_an_encoded_body_is_refused(service, coding):
    answer = service.post(MEL, gzip.compress(wav()), OCTETS, headers={"Content-Encoding": coding})
    refused(answer, 415, "unsupported-sound", "a body with a Content-Encoding is not read")


@pytest.mark.parametrize("media_type", [None, "audio/wav", OCTETS])
def test_an_empty_body_is_refused(service, media_type):
    refused(service.post(MEL, b"", media_type), 422, "bad-sound", "the body is empty")


@pytest.mark.parametrize(
    ("media_type", "kind", "sentence"),
    [
        ("audio/L16", "bad-sound", "the media type must name a rate, as in audio/L16;rate=16000"),
        ("audio/L16;rate=abc", "bad-sound", "must name a rate"),
        ("audio/L16;rate=-8000", "bad-sound", "must name a rate"),
        (b"audio/L16;rate=\xff", "bad-sound", "must name a rate"),
        ("audio/L16;rate=0;channels=0", "bad-sound", "must name a rate"),
        ("audio/L16;rate=1", "bad-sound", "sample rate of 1 Hz; this service takes 1000 to 384000"),
        ("audio/L16;rate=8000;channels=0", "bad-sound", "0 channels; this service takes 1 to 8"),
        ("audio/L16;rate=8000;channels=two", "bad-sound", "0 channels; this service takes 1 to 8"),
        ("audio/L16;rate=8000;channels=10", "bad-sound", "10 channels; this service takes 1 to 8"),
        ("audio/L16;rate=8000;channels=3", "cut-short", "20 bytes are no whole number of frames"),
    ],
)
def test_l16_without_a_usable_rate_and_channels_is_refused(service, media_type, kind, sentence):
    refused(service.post(MEL, bytes(20), media_type), 422, kind, sentence)


def test_l16_with_half_a_sample_is_refused(service):
    answer = service.post(MEL, bytes(21), "audio/L16;rate=8000")
    refused(answer, 422, "cut-short", "21 bytes are no whole number of frames of 2 bytes")


def nested(depth):
    return '{"sound":' + '{"type":"mix","of":[' * depth + "1" + "]}" * depth + "}"


@pytest.mark.parametrize(
    ("spec", "status", "kind", "sentence"),
    [
        ("", 422, "bad-sound", "the tone spec is not JSON"),
        ("{", 422, "bad-sound", "the tone spec is not JSON"),
        ("[]", 422, "bad-sound", "must be a JSON object"),
        ("\ud800".encode("utf-8", "surrogatepass"), 422, "bad-sound", "not JSON"),
        (b"\xff\xfe", 422, "bad-sound", "not JSON"),
        (nested(10_000), 413, "too-large", "at most 32 mixes and sequences"),
        (nested(100), 413, "too-large", "at most 32 mixes and sequences"),
        ('{"sound": {"type": "sine", "frequency": NaN}}', 422, "bad-sound", "not JSON"),
        ('{"sound": {"type": "sine", "frequency": 1e999}}', 422, "bad-sound", "1e999"),
        ('{"sound": {"type": "gong"}}', 422, "bad-parameter", "sound.type='gong': must be one of"),
        (
            '{"sound": {"type": "sine"}}',
            422,
            "bad-parameter",
            "sound.frequency=None: must be given",
        ),
        ("{}", 422, "bad-parameter", "sound=None: must be given"),
    ],
    ids=range(12),
)
def test_a_tone_spec_that_is_none_is_refused(service, spec, status, kind, sentence):
    refused(service.post(MEL, spec, "application/json"), status, kind, sentence)


@pytest.mark.parametrize("frequency", [8000.0, 8001.5, 1e9])
def test_a_tone_at_half_the_sample_rate_or_above_is_refused(service, frequency):
    problem = refused(
        service.tone(MEL, tone(frequency)),
        422,
        "bad-parameter",
        f"sound.frequency={frequency!r}: must be below half the sample rate, 8000 Hz",
    )
    (fault,) = problem["errors"]
    assert (fault["parameter"], fault["value"]) == ("sound.frequency", frequency)


@pytest.mark.parametrize("query", ["", "?preset=whisper-80"])
def test_npy_needs_its_sample_rate_whatever_a_preset_has(service, query):
    answer = service.post(MEL + query, b"anything", "application/x-npy")
    sentence = "sample_rate=None: is required with application/x-npy"
    refused(answer, 422, "bad-parameter", sentence)
