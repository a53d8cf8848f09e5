"""What a caller gets for a sound: the right numbers, in every format, with their meaning."""

import io
import json
from urllib.parse import urlencode

import librosa
import numpy as np
import pytest
import soundfile
from numpy.testing import assert_allclose, assert_array_equal
from PIL import Image

from service.domain import Axis, Features, Steps
from service.formats import FORMATS as ENCODERS
from service.sources import SourceParams
from tests.conftest import RATE, SPEECH, loaded, npy, samples, sound, tone, wav

FORMATS = ("json", "npy", "npz", "png")
FEATURES = ("mel", "mfcc", "spectrum", "stft", "waveform")
LONG_QUERY = (
    "sample_rate=22050&channel=first&offset=0.125&duration=3.75&n_fft=64&win_length=63"
    "&hop_length=60&window=blackmanharris&center=true&pad_mode=reflect&power=1.75&n_mels=1024"
    "&fmin=20.5&fmax=10987.654&htk=true&norm=none&scale=db&ref=max&amin=0.00001&top_db=77.5"
)


@pytest.fixture(scope="module")
def speech():
    return SPEECH.read_bytes()


@pytest.fixture(scope="module")
def decoded():
    return soundfile.read(SPEECH, dtype="float32")[0]


def test_the_three_arrays_of_a_mel_spectrogram_are_the_same_and_librosas(service, speech, decoded):
    reference = librosa.feature.melspectrogram(y=decoded, sr=RATE)
    answers = {f: service.post(f"mel.{f}", speech, "audio/flac") for f in FORMATS}
    document, archive = answers["json"].json(), loaded(answers["npz"])
    array = loaded(answers["npy"])
    assert array.dtype == np.dtype("<f4")
    assert_array_equal(array, np.array(document["values"], np.float32))
    assert_array_equal(array, archive["values"])
    # librosa sums in float32 too: the difference is rounding, in proportion to the frame's energy
    assert_allclose(array, reference, rtol=2e-5, atol=2e-6 * reference.max())


def test_json_says_what_its_numbers_are(service, speech):
    document = service.post("mel.json?scale=db&ref=max", speech, "audio/flac").json()
    assert document.keys() == {
        "feature",
        "shape",
        "dtype",
        "unit",
        "axes",
        "values",
        "warnings",
        "receipt",
    }
    assert (document["feature"], document["dtype"], document["unit"]) == ("mel", "float32", "dB")
    assert document["shape"] == [128, 1 + 70_720 // 512] == list(np.shape(document["values"]))
    frequency, time = document["axes"]
    assert (frequency["name"], frequency["unit"]) == ("frequency", "Hz")
    assert_allclose(frequency["values"], librosa.mel_frequencies(130, fmax=8000)[1:-1])
    assert (time["name"], time["unit"]) == ("time", "s")
    assert_allclose(time["values"], np.arange(139) * 512 / RATE, rtol=1e-15)
    assert document["warnings"] == []


def test_the_receipt_tells_every_parameter_the_samples_and_the_versions(service, speech):
    receipt = service.post("mel.json?n_mels=64", speech, "audio/flac").json()["receipt"]
    parameters = receipt["parameters"]
    assert {"n_mels": 64, "n_fft": 2048, "fmax": 8000.0, "sample_rate": RATE}.items() <= (
        parameters.items()
    )
    named = {p["name"] for p in _parameters(service, "mel")}
    assert parameters.keys() == named
    assert receipt["versions"].keys() == {"sonograph", "numpy", "scipy", "soxr", "libsndfile"}
    digest = service.post("waveform.json", speech, "audio/flac").json()["receipt"]["samples_sha256"]
    assert receipt["samples_sha256"] == digest


def _parameters(service, feature):
    catalogue = service.client.get("/v1/features").json()
    own = next(f for f in catalogue["features"] if f["name"] == feature)["parameters"]
    return [*catalogue["source"], *own]


def test_npz_has_the_values_each_axis_the_unit_and_the_receipt(service, speech):
    document = service.post("mel.json?n_mels=40", speech, "audio/flac").json()
    archive = loaded(service.post("mel.npz?n_mels=40", speech, "audio/flac"))
    assert set(archive) == {"values", "frequency", "time", "unit", "receipt"}
    for axis in document["axes"]:
        assert_array_equal(archive[axis["name"]], axis["values"])
    assert str(archive["unit"]) == document["unit"] == "1"
    assert json.loads(str(archive["receipt"])) == document["receipt"]


def test_png_decodes_and_carries_its_receipt(service, speech):
    answer = service.post("mel.png?scale=db&width=640&height=300", speech, "audio/flac")
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as picture:
        picture.load()
        assert picture.size == (640, 300)
        receipt = json.loads(picture.text["Sonograph-Receipt"])
    assert (receipt["feature"], receipt["parameters"]["scale"]) == ("mel", "db")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("feature", FEATURES)
def test_every_operation_answers_twice_with_the_same_bytes(service, feature, format):
    first, again = (service.tone(f"{feature}.{format}", tone(1000, 0.2)) for _ in range(2))
    assert first.status_code == 200, first.text
    assert first.content == again.content
    assert first.headers["content-disposition"] == f'inline; filename="{feature}.{format}"'


@pytest.mark.parametrize(
    ("operation", "query"),
    [
        ("mel", "n_fft=1024&fmax=none&power=1&norm=none&scale=db&top_db=none&duration=1.5"),
        ("mel", "sample_rate=8000&channel=0&center=false&htk=true&offset=0.1"),
        ("mfcc", "n_mfcc=13&lifter=22&fmin=50.5&amin=1e-7&ref=max"),
        ("stft", "part=power&scale=db&win_length=300&n_fft=512"),
        ("spectrum", "scale=db&top_db=60"),
        ("waveform", "sample_rate=11025"),
    ],
)
@pytest.mark.parametrize("format", ["json", "npy", "npz", "png"])
def test_the_parameters_of_a_receipt_give_the_same_bytes_again(
    service, speech, operation, query, format
):
    first = service.post(f"{operation}.{format}?{query}", speech, "audio/flac")
    assert first.status_code == 200, first.text
    whole = service.post(f"{operation}.json?{query}", speech, "audio/flac")
    parameters = whole.json()["receipt"]["parameters"]
    words = {n: json.dumps(v) if isinstance(v, bool) else v for n, v in parameters.items()}
    again = service.post(f"{operation}.{format}?{urlencode(words)}", speech, "audio/flac")
    assert again.content == first.content


@pytest.mark.parametrize("query", ["", LONG_QUERY])
def test_the_receipt_of_npy_fits_into_a_header(service, speech, query):
    answer = service.post(f"mel.npy?{query}", speech, "audio/flac")
    header = answer.headers["sonograph-receipt"]
    assert answer.status_code == 200
    assert header.isascii()
    assert len(header) <= 2048
    receipt = json.loads(header)
    asked = dict(pair.split("=") for pair in query.split("&") if pair)
    assert receipt["parameters"].keys() == asked.keys()
    assert bool(receipt["warnings"]) == bool(query)  # 1024 filters over 33 bins: most are empty


def test_the_receipt_of_npy_fits_into_a_header_whatever_there_is_to_warn_of():
    warnings = tuple(f"{number}: {'ö' * 100}" for number in range(20))
    receipt = {"feature": "waveform", "parameters": {"offset": 0.5}, "warnings": warnings}
    axes = (Axis("time", "s", Steps(3)),)
    values = np.zeros(3, np.float32)
    features = Features(
        "waveform", "Waveform", [values], axes, "1", warnings=warnings, receipt=receipt
    )
    headers = ENCODERS["npy"].encode(features, SourceParams(offset=0.5), io.BytesIO())
    header = headers["Sonograph-Receipt"]
    assert header.isascii()
    assert len(header) <= 2048
    assert json.loads(header)["warnings"] == ["20 warnings: see the JSON answer"]


@pytest.mark.parametrize(
    ("container", "codec", "error"),
    [
        ("WAV", "PCM_16", 2**-15),
        ("WAV", "PCM_U8", 2**-7),
        ("WAV", "PCM_24", 2**-23),
        ("WAV", "PCM_32", 2**-24),
        ("WAV", "FLOAT", 0),
        ("WAV", "DOUBLE", 0),
        ("WAV", "ALAW", 0.02),
        ("WAV", "ULAW", 0.02),
        ("WAVEX", "PCM_16", 2**-15),
        ("RF64", "PCM_16", 2**-15),
        ("FLAC", "PCM_16", 2**-15),
        ("FLAC", "PCM_24", 2**-23),
        ("AIFF", "PCM_16", 2**-15),
        ("AIFF", "FLOAT", 0),
        ("OGG", "VORBIS", 0.1),
        ("OGG", "OPUS", 0.1),
    ],
)
def test_a_sound_file_is_read_whatever_its_container(service, container, codec, error):
    data = samples(0.25, 48_000, 2)
    file = sound(data, 48_000, container, codec)
    read = loaded(service.post("waveform.npy?channel=each", file))
    assert read.shape == data.shape
    assert_allclose(read, data, atol=error)


def test_an_mp3_is_read(service):
    data = samples(0.5, 44_100)
    read = loaded(service.post("waveform.npy", sound(data, 44_100, "MP3"), "audio/mpeg"))
    assert abs(len(read) - data.size) <= 2 * 1152
    spectrum = np.abs(np.fft.rfft(read))
    assert np.argmax(spectrum) * 44_100 / len(read) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(
    "media_type",
    [
        "audio/wav",
        "audio/x-wav",
        "Audio/WAV",
        "audio/flac",
        "application/octet-stream",
        "application/ogg",
        None,
    ],
)
def test_the_raw_bytes_of_a_file_are_read_by_their_content(service, media_type):
    data = samples()
    read = loaded(service.post("waveform.npy", wav(data, codec="FLOAT"), media_type))
    assert_array_equal(read, data[0])


def test_a_file_is_read_from_a_form(service):
    data = samples()
    form = {"file": ("anything.bin", wav(data, codec="FLOAT"), "text/plain")}
    assert_array_equal(loaded(service.post("waveform.npy", files=form)), data[0])


def test_a_large_file_is_read_from_a_form(service):
    data = samples(100, 16_000)  # 6.4 MB: beyond what is kept in memory
    form = {"file": ("long.wav", wav(data, codec="FLOAT"))}
    assert_array_equal(loaded(service.post("waveform.npy", files=form)), data[0])


@pytest.mark.parametrize(
    "media_type",
    [
        "audio/L16;rate=16000;channels=2",
        'audio/l16; channels="2"; rate="16000"',
    ],
)
def test_l16_is_big_endian_and_interleaved(service, media_type):
    integers = np.array([[1, -2, 300], [-32768, 32767, 256]], ">i2")
    answer = service.post("waveform.json?channel=each", integers.T.tobytes(), media_type).json()
    assert_array_equal(np.array(answer["values"], np.float32), integers / 32768)
    assert answer["receipt"]["parameters"]["sample_rate"] == 16_000


def test_l16_has_one_channel_unless_it_says_otherwise(service):
    body = np.arange(10, dtype=">i2").tobytes()
    assert loaded(service.post("waveform.npy", body, "audio/L16;rate=8000")).shape == (10,)


@pytest.mark.parametrize("dtype", ["<f4", ">f4", "<f8", "<i2", ">i2", "<i4"])
def test_samples_are_read_from_npy(service, dtype):
    data = samples(0.1, 8000, 2)
    full_scale = 1 if dtype[1] == "f" else 2 ** (8 * int(dtype[2]) - 1)
    body = npy((data * full_scale).astype(dtype))
    answer = service.post("waveform.npy?sample_rate=8000&channel=each", body, "application/x-npy")
    assert_allclose(loaded(answer), data, atol=2**-15)


def test_a_tone_spec_is_synthesised(service):
    answer = service.tone("spectrum.json", tone(1000, 1.0, amplitude=0.5)).json()
    values, (frequency,) = np.array(answer["values"]), answer["axes"]
    peak = int(np.argmax(values))
    assert frequency["values"][peak] == 1000
    assert values[peak] == pytest.approx(0.5 * RATE / 2, rel=1e-6)  # A n / 2


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("mean", lambda x: x.mean(0)),
        ("first", lambda x: x[0]),
        ("1", lambda x: x[1]),
        ("each", lambda x: x),
    ],
)
def test_channels_are_mixed_or_chosen(service, channel, expected):
    data = samples(0.1, RATE, 3)
    file = wav(data, codec="FLOAT")
    read = loaded(service.post(f"waveform.npy?channel={channel}", file))
    assert_allclose(read, expected(data), atol=1e-7)


def test_each_channel_has_a_leading_axis_of_its_own(service):
    answer = service.post("mel.json?channel=each", wav(samples(channels=2))).json()
    assert [axis["name"] for axis in answer["axes"]] == ["channel", "frequency", "time"]
    assert answer["axes"][0]["values"] == [0, 1]
    assert answer["shape"][0] == 2


def test_a_part_is_cut_out(service):
    data = samples(1.0)
    answer = service.post("waveform.npy?offset=0.25&duration=0.5", wav(data, codec="FLOAT"))
    assert_array_equal(loaded(answer), data[0, 4000:12_000])


def test_the_sound_is_resampled_as_librosa_does(service, speech, decoded):
    expected = librosa.resample(decoded, orig_sr=RATE, target_sr=8000)
    read = loaded(service.post("waveform.npy?sample_rate=8000", speech))
    assert read.shape == expected.shape
    assert_allclose(read, expected, atol=1e-6)


def test_complex_values_are_complex64_or_pairs(service, speech, decoded):
    expected = librosa.stft(decoded, n_fft=512)
    query = "part=complex&n_fft=512"
    array = loaded(service.post(f"stft.npy?{query}", speech))
    assert array.dtype == np.dtype("<c8")
    assert_allclose(array, expected, atol=1e-4)
    document = service.post(f"stft.json?{query}", speech).json()
    assert (document["dtype"], document["shape"][-1]) == ("complex64", 2)
    assert document["axes"][-1]["name"] == "real_imaginary"
    pairs = np.array(document["values"], np.float32)
    assert_array_equal(pairs[..., 0] + 1j * pairs[..., 1], array)


@pytest.mark.parametrize("feature", ["mel", "mfcc", "stft", "spectrum", "waveform"])
def test_silence_has_an_answer_in_every_format(service, feature):
    silence = wav(np.zeros(8000, np.float32))
    scale = "scale=db" if feature in {"mel", "stft", "spectrum"} else ""
    document = service.post(f"{feature}.json?{scale}", silence)
    assert document.status_code == 200
    assert "NaN" not in document.text
    assert "null" not in document.text
    for format in ("npy", "npz"):
        read = loaded(service.post(f"{feature}.{format}?{scale}", silence))
        assert np.isfinite(read if format == "npy" else read["values"]).all()
    assert service.post(f"{feature}.png?{scale}", silence).status_code == 200


@pytest.mark.parametrize(("feature", "floor"), [("mel", -100), ("stft", -100), ("spectrum", -100)])
def test_silence_in_decibels_lies_at_the_floor(service, feature, floor):
    silence = wav(np.zeros(8000, np.float32))
    read = loaded(service.post(f"{feature}.npy?scale=db", silence))
    assert_array_equal(read, floor)  # 10 log10(1e-10), 20 log10(1e-5)


@pytest.mark.parametrize("channel", ["first", "each"])
def test_pyin_may_have_a_single_frame(service, channel):
    data = samples(0.03, RATE, 2)
    expected, _, _ = librosa.pyin(
        data if channel == "each" else data[0], sr=RATE, fmin=65, fmax=2000
    )
    query = f"pyin.npy?channel={channel}&sample_rate={RATE}&fmin=65&fmax=2000"
    assert_array_equal(
        loaded(service.post(query, npy(data), "application/x-npy")),
        np.nan_to_num(expected).astype(np.float32),
    )


def test_the_pitch_of_each_channel_is_shifted(service):
    data = samples(0.5, RATE, 2)
    answer = service.post(
        f"waveform.npy?channel=each&pitch_shift=3&sample_rate={RATE}",
        npy(data),
        "application/x-npy",
    )
    assert_array_equal(loaded(answer), librosa.effects.pitch_shift(data, sr=RATE, n_steps=3))


def test_more_frames_may_be_masked_than_there_are(service):
    found = loaded(service.tone("mel.npy?masked_frames=16", tone(duration=0.1)))
    assert_array_equal(found, np.zeros((128, 1 + 1600 // 512)))


def test_a_clip_shorter_than_a_frame_is_padded_and_that_is_said(service):
    data = samples(0.01)
    answer = service.post("mel.json", wav(data, codec="FLOAT")).json()
    assert answer["shape"] == [128, 1]
    assert "160 samples, less than one frame of n_fft=2048" in answer["warnings"][0]
    with pytest.warns(UserWarning, match="too large for input signal"):
        expected = librosa.feature.melspectrogram(y=data[0], sr=RATE)
    assert_allclose(np.array(answer["values"]), expected, rtol=1e-4, atol=1e-5)


def test_empty_mel_filters_are_a_warning(service):
    answer = service.tone("mel.json?n_fft=256&hop_length=64").json()
    (warning,) = answer["warnings"]
    assert "of 128 mel filters are empty" in warning
    assert answer["receipt"]["warnings"] == [warning]
