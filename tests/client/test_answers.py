"""The client gives what the service answers, by whatever way a sound comes."""

import io
import json

import numpy as np
import pytest
import soundfile
from numpy.testing import assert_array_equal
from PIL import Image
from sonograph_client import Features, Otherwise, Sonograph

from tests.conftest import RATE, SPEECH, loaded, samples, tone


@pytest.fixture(scope="module")
def sonograph(service):
    with Sonograph(service.url) as sonograph:
        yield sonograph


def direct(service, query, content=None, media_type="audio/flac"):
    """Give the entries of the npz that a bare request gets."""
    return loaded(service.post(query, content or SPEECH.read_bytes(), media_type))


def same(found, archive):
    """Check that an answer has what an npz has, in its order."""
    rest = [name for name in archive.files if name not in {"values", "unit", "receipt"}]
    assert_array_equal(found.values, archive["values"], strict=True)
    assert list(found.axes) == rest
    for name in rest:
        assert_array_equal(found.axes[name], archive[name], strict=True)
    assert found.unit == str(archive["unit"])
    assert found.receipt == json.loads(str(archive["receipt"]))


CALLS = [
    ("mel", {}, ""),
    ("mel", {"n_fft": 1024, "scale": "db", "top_db": None}, "n_fft=1024&scale=db&top_db=none"),
    ("mel", {"preset": "whisper-80"}, "preset=whisper-80"),
    ("mel", {"preset": "whisper-80", "n_mels": 128}, "preset=whisper-80&n_mels=128"),
    ("mel", {"statistics": "mean,std"}, "statistics=mean,std"),
    ("stft", {"part": "complex", "center": False}, "part=complex&center=false"),
    ("mfcc", {"channel": "each", "offset": 0.5}, "channel=each&offset=0.5"),
    ("waveform", {"duration": np.float32(0.25)}, "duration=0.25"),
    ("chroma_stft", {"norm": 2}, "norm=2"),
    ("cqt", {"duration": 2}, "duration=2"),
    ("onset_detect", {}, ""),
]


@pytest.mark.parametrize(("feature", "params", "query"), CALLS)
def test_a_feature_is_what_a_bare_request_gets(service, sonograph, feature, params, query):
    found = getattr(sonograph, feature)(SPEECH, **params)
    same(found, direct(service, f"{feature}.npz?{query}"))


def test_any_feature_by_its_name(service, sonograph):
    same(
        sonograph.feature("rms", SPEECH, hop_length=100), direct(service, "rms.npz?hop_length=100")
    )


@pytest.mark.parametrize("kind", ["str", "path", "bytes", "file", "memory"])
def test_a_recording_comes_as_a_path_as_bytes_or_as_a_file(service, sonograph, kind):
    content = SPEECH.read_bytes()
    with SPEECH.open("rb") as file:
        sounds = {"str": str(SPEECH), "path": SPEECH, "bytes": content, "file": file}
        found = sonograph.mel(sounds.get(kind, io.BytesIO(content)))
    same(found, direct(service, "mel.npz"))


@pytest.mark.parametrize("channels", [1, 2])
def test_samples_come_as_an_array_with_their_rate(sonograph, channels):
    data = samples(channels=channels)
    found = sonograph.waveform(data, sample_rate=RATE, channel="each")
    assert_array_equal(found.values, data, strict=True)
    assert list(found.axes) == ["channel", "time"]


def test_a_tone_comes_as_its_description(sonograph):
    found = sonograph.spectrum(tone(500))
    assert found.axes["frequency"][np.argmax(found)] == 500


def test_numpy_takes_features_as_an_array(sonograph):
    found = sonograph.rms(tone())
    assert np.asarray(found) is found.values
    assert np.asarray(found, np.float64).dtype == np.float64
    assert not np.shares_memory(np.array(found), found.values)
    assert np.max(found) == found.values.max()
    assert (found.shape, found.dtype) == (found.values.shape, np.float32)


def test_features_say_what_they_are(sonograph):
    found = sonograph.mel(tone(), scale="db", n_fft=250, n_mels=128)
    assert repr(found).startswith("<mel (128, 32) float32, unit 'dB': frequency ")
    assert found.receipt["parameters"]["n_fft"] == 250
    assert any("mel filters are empty" in warning for warning in found.warnings)


def test_a_notebook_shows_the_picture_of_the_service(service, sonograph):
    found = sonograph.mel(SPEECH, n_fft=1024, scale="db")
    picture = found._repr_png_()
    assert picture == service.post("mel.png?n_fft=1024&scale=db", SPEECH.read_bytes()).content
    with Image.open(io.BytesIO(found.picture(width=300, height=200, cmap="vik"))) as small:
        assert small.size == (300, 200)


def test_a_notebook_shows_text_where_there_is_no_picture(sonograph):
    assert sonograph.stft(tone(), part="complex")._repr_png_() is None


def test_the_parts_of_a_sound(service, sonograph):
    found = sonograph.parts("mel", SPEECH, segment=1)
    archive = direct(service, "mel.npz?segment=1")
    assert len(found) == sum(name.startswith("values_") for name in archive.files) > 1
    for number, part in enumerate(found):
        assert_array_equal(part.values, archive[f"values_{number}"])
        assert_array_equal(part.axes["time"], archive[f"time_{number}"])
        assert list(part.axes) == ["frequency", "time"]
    with pytest.raises(ValueError, match=r"parts\('mel', ...\)"):
        sonograph.mel(SPEECH, segment=1)


def test_the_only_part_of_a_sound(service, sonograph):
    (only,) = sonograph.parts("mel", SPEECH)
    same(only, direct(service, "mel.npz"))


def test_a_bundle(service, sonograph):
    own = {"mel": {"n_fft": 1024}, "mfcc": {"n_mfcc": 13}}
    found = sonograph.bundle(SPEECH, own, hop_length=256)
    assert list(found) == ["mel", "mfcc"]
    same(found["mel"], direct(service, "mel.npz?n_fft=1024&hop_length=256"))
    same(found["mfcc"], direct(service, "mfcc.npz?n_mfcc=13&hop_length=256"))
    assert list(sonograph.bundle(SPEECH, ["rms", "waveform"])) == ["rms", "waveform"]


def test_a_sweep_and_its_sheet(service, sonograph):
    vary = {"n_fft": [512, 1024], "n_mels": [32, 64]}
    sheet = sonograph.sweep("mel", SPEECH, vary, scale="db")
    assert list(sheet) == [f"n_fft={n},n_mels={m}" for n in (512, 1024) for m in (32, 64)]
    assert len(sheet) == 4
    cell = sheet["n_fft=512,n_mels=64"]
    same(cell, direct(service, "mel.npz?n_fft=512&n_mels=64&scale=db"))
    query = "vary=n_fft:512,1024&vary=n_mels:32,64&scale=db"
    expected = service.client.post(f"/v1/sweeps/mel.png?{query}", content=SPEECH.read_bytes())
    assert sheet._repr_png_() == expected.content
    assert sheet.picture(cmap="viridis") != expected.content
    with pytest.raises(ValueError, match="part of several"):
        cell.picture()


def test_the_sound_itself(sonograph):
    heard, rate = soundfile.read(
        io.BytesIO(sonograph.sound_wav(SPEECH, gain_db=-6)), dtype="float32"
    )
    expected = sonograph.waveform(SPEECH, gain_db=-6)
    assert_array_equal(heard, expected.values)
    assert rate == expected.receipt["parameters"]["sample_rate"]
    assert sonograph.sound_flac(SPEECH).startswith(b"fLaC")
    assert sonograph.sound_ogg(SPEECH).startswith(b"OggS")


def test_a_plan(sonograph):
    plan = sonograph.plan("mel", duration=4.8, sample_rate=16000, n_fft=250, hop_length=100)
    assert plan["shape"] == [128, 769]


def test_a_conversion(service, sonograph):
    assert sonograph.convert(hz=[1000, 440]) == service.client.get("/v1/convert?hz=1000,440").json()
    assert sonograph.convert(note="C#4")


def test_a_replay(sonograph):
    found = sonograph.mel(SPEECH, preset="whisper-80")
    assert_array_equal(sonograph.replay(SPEECH, found), found.values, strict=True)
    assert_array_equal(sonograph.replay(SPEECH, found.receipt), found.values, strict=True)
    with pytest.raises(Otherwise):
        sonograph.replay(samples(), Features("mel", found.values, {}, "1", found.receipt))


def test_the_catalogue(service, sonograph):
    asked = service.client.get
    assert sonograph.features() == asked("/v1/features").json()["features"]
    assert sonograph.formats() == asked("/v1/formats").json()["formats"]
    assert sonograph.presets() == asked("/v1/presets").json()["presets"]
    assert sonograph.preset("whisper-80")["id"] == "whisper-80@1"
