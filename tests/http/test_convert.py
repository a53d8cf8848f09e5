"""`GET /v1/convert`, against librosa, Kaldi's formula and the tutorial."""

import math

import librosa
import numpy as np
import pytest

from tests.conftest import refused

HZ = [
    0.0,
    20.0,
    160.0,
    394.0,
    670.0,
    1000.0,
    1420.0,
    2450.0,
    5100.0,
    8000.0,
    14000.0,
    440.0,
    999.99,
]


def converted(service, **query):
    return service.client.get("/v1/convert", params=query)


def results(service, **query):
    answer = converted(service, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def listed(values):
    return ",".join(map(repr, values))


@pytest.mark.parametrize(("scale", "htk"), [("slaney", False), ("htk", True)])
def test_mel_is_librosas_both_ways(service, scale, htk):
    mel = librosa.hz_to_mel(HZ, htk=htk)
    there = results(service, hz=listed(HZ))
    assert [entry["mel"][scale] for entry in there] == pytest.approx(mel, rel=1e-14)
    back = results(service, mel=listed(mel.tolist()), scale=scale)
    assert [entry["hz"] for entry in back] == pytest.approx(
        librosa.mel_to_hz(mel, htk=htk), rel=1e-14
    )


def test_mel_is_kaldis_both_ways(service):
    mel = [1127 * math.log(1 + hz / 700) for hz in HZ]  # mel-computations.h
    there = results(service, hz=listed(HZ))
    assert [entry["mel"]["kaldi"] for entry in there] == pytest.approx(mel, rel=1e-14)
    back = results(service, mel=listed(mel), scale="kaldi")
    assert [entry["hz"] for entry in back] == pytest.approx(HZ, rel=1e-12)


def test_mel_is_what_the_tutorial_says(service):
    found = results(service, hz="20,160,394,670,1000,8000,14000")
    htk = [round(entry["mel"]["htk"], 1) for entry in found]
    assert htk == [31.7, 232.0, 503.2, 756.8, 1000.0, 2840.0, 3431.2]
    slaney = [entry["mel"]["slaney"] for entry in found]
    assert slaney[4:6] == pytest.approx([15.0, 45.25], abs=0.005)


def test_midi_and_notes_are_librosas(service):
    hz = HZ[1:]
    for entry, value in zip(results(service, hz=listed(hz)), hz, strict=True):
        assert entry["midi"] == pytest.approx(librosa.hz_to_midi(value), rel=1e-14)
        assert entry["note"] == librosa.hz_to_note(value, unicode=False)
        assert entry["cents"] == pytest.approx(100 * (entry["midi"] - round(entry["midi"])))
    for entry, midi in zip(
        results(service, midi="0,21,60,69.5,127"), (0, 21, 60, 69.5, 127), strict=True
    ):
        assert entry["hz"] == pytest.approx(librosa.midi_to_hz(midi), rel=1e-14)


@pytest.mark.parametrize(
    "note", ["A4", "C-1", "Bb3", "B♭3", "f#2", "F♯2", "C#4+50", "G9", "E!3", "a4-7", "D##1"]
)
def test_a_note_is_read_as_librosa_reads_it(service, note):
    (entry,) = results(service, note=note)
    assert entry["midi"] == pytest.approx(librosa.note_to_midi(note, round_midi=False), rel=1e-14)
    assert entry["hz"] == pytest.approx(librosa.note_to_hz(note, round_midi=False), rel=1e-14)


def test_silence_has_no_pitch(service):
    (entry,) = results(service, hz=0)
    assert (entry["midi"], entry["note"], entry["cents"]) == (None, None, None)


def test_decibels_are_librosas_both_ways(service):
    ratios = [1e-6, 0.1, 0.5, 1.0, 2.0, 10.0, 10**2.5, 1e10]
    found = results(service, ratio=listed(ratios))
    power = librosa.power_to_db(np.array(ratios), amin=1e-30, top_db=None)
    amplitude = librosa.amplitude_to_db(np.array(ratios), amin=1e-30, top_db=None)
    assert [entry["power_db"] for entry in found] == pytest.approx(power, rel=1e-14)
    assert [entry["amplitude_db"] for entry in found] == pytest.approx(amplitude, rel=1e-14)
    db = [-80.0, -20.0, 0.0, 3.0103, 25.0, 100.0]
    back = results(service, db=listed(db))
    power, amplitude = librosa.db_to_power(np.array(db)), librosa.db_to_amplitude(np.array(db))
    assert [entry["power_ratio"] for entry in back] == pytest.approx(power, rel=1e-14)
    assert [entry["amplitude_ratio"] for entry in back] == pytest.approx(amplitude, rel=1e-14)


def test_decibels_are_what_the_tutorial_says(service):
    powers = [entry["power_ratio"] for entry in results(service, db="10,20,25,30,100")]
    assert powers == pytest.approx([10, 100, 316.23, 1000, 1e10], rel=1e-5)
    (doubled,) = results(service, ratio=2)
    assert doubled["power_db"] == pytest.approx(3.0103, abs=1e-4)


@pytest.mark.parametrize("n_fft", [0, 1024])
def test_samples_frames_and_seconds_are_librosas(service, n_fft):
    how = {"sample_rate": 22050, "hop_length": 256, "n_fft": n_fft}
    offset = n_fft or None
    for entry, n in zip(
        results(service, samples="0,255,256,22050", **how), (0, 255, 256, 22050), strict=True
    ):
        assert entry["seconds"] == librosa.samples_to_time(n, sr=22050)
        assert entry["frame"] == librosa.samples_to_frames(n, hop_length=256, n_fft=offset)
    for entry, n in zip(results(service, frames="0,1,1000", **how), (0, 1, 1000), strict=True):
        assert entry["samples"] == librosa.frames_to_samples(n, hop_length=256, n_fft=offset)
        time = librosa.frames_to_time(n, sr=22050, hop_length=256, n_fft=offset)
        assert entry["seconds"] == pytest.approx(time, rel=1e-15)
    for entry, t in zip(results(service, seconds="0,0.35,4.8", **how), (0, 0.35, 4.8), strict=True):
        assert entry["samples"] == librosa.time_to_samples(t, sr=22050)
        frame = librosa.time_to_frames(t, sr=22050, hop_length=256, n_fft=offset)
        assert entry["frame"] == frame


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ({}, ("one of hz, mel, midi",)),
        ({"hz": 1, "db": 2}, ("db", "beside hz")),
        ({"hz": "a"}, ("hz", "number")),
        ({"hz": ""}, ("hz", "number")),
        ({"hz": -1}, ("hz", "at least 0")),
        ({"hz": "nan"}, ("hz", "finite")),
        ({"hz": 2e6}, ("hz", "at most 1000000")),
        ({"hz": ",".join("1" * 101)}, ("hz", "at most 100")),
        ({"mel": 9999}, ("mel", "1e+06 Hz")),
        ({"mel": 1, "scale": "bark"}, ("scale", "'slaney', 'htk' or 'kaldi'")),
        ({"hz": 1, "scale": "htk"}, ("scale", "only with mel")),
        ({"note": "C"}, ("note", "octave", "%23")),
        ({"note": "H4"}, ("note", "letter from A to G")),
        ({"ratio": 0}, ("ratio", "at least 1e-38")),
        ({"db": 1000}, ("db", "at most 760")),
        ({"seconds": 1}, ("sample_rate", "is needed with seconds")),
        ({"samples": 1.5, "sample_rate": 8000}, ("samples", "integer")),
        ({"hz": 1, "sample_rate": 8000}, ("sample_rate", "only with samples")),
        ({"herz": 1}, ("herz", "did you mean hz?")),
        ({"hz": ["1", "2"]}, ("hz", "more than once")),
    ],
)
def test_what_has_no_answer_is_refused_with_a_sentence(service, query, parts):
    refused(converted(service, **query), 422, "bad-parameter", *parts)
