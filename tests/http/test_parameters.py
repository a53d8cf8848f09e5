"""Queries that are wrong: the sentence names the parameter, its value and the limit."""

import numpy as np
import pytest

from tests.conftest import refused, tone, wav

DIGITS = 1_000_000_000


@pytest.mark.parametrize(
    ("operation", "query", "sentence"),
    [
        ("mel", "n_fft=0", "n_fft='0': must be at least 2"),
        ("mel", "n_fft=65537", "n_fft='65537': must be at most 65536"),
        ("mel", "n_fft=512.5", "n_fft='512.5': must be a valid integer"),
        ("mel", "n_fft=", "n_fft='': must be a valid integer"),
        ("mel", "hop_length=0", "hop_length='0': must be at least 1"),
        ("mel", "hop_length=-1", "hop_length='-1': must be at least 1"),
        ("mel", "n_mels=10**9", "n_mels='10**9': must be a valid integer"),
        ("mel", f"n_mels={DIGITS}", f"n_mels='{DIGITS}': must be at most 1024"),
        ("mel", "fmin=nan", "fmin='nan': must be a finite number"),
        ("mel", "fmin=5000&fmax=4000", "fmin=5000.0: must be below fmax=4000"),
        ("mel", "fmin=8000", "fmin=8000.0: must be below half the sample rate, 8000 Hz"),
        ("mel", "fmax=8000.5", "fmax=8000.5: must be at most half the sample rate, 8000 Hz"),
        ("mel", "scale=db&top_db=inf", "top_db='inf': must be a finite number or 'none'"),
        ("mel", "top_db=60", "top_db=60.0: has an effect only with scale=db"),
        ("mel", "n_fft=512&win_length=513", "win_length=513: must be at most n_fft=512"),
        ("mel", "win_length=4096", "win_length=4096: must be at most n_fft=2048"),
        ("mel", "window=hat", "window='hat': must be 'hann', 'hamming'"),
        ("mel", "center=maybe", "center='maybe': must be true or false"),
        ("mel", "pad_mode=reflect&n_fft=32768", "mirroring n_fft // 2 = 16384 samples needs more"),
        ("mel", "center=false&n_fft=32768", "n_fft=32768: with center=false a frame must fit in"),
        ("mel", "n_ftt=512", "n_ftt='512': no such parameter here; did you mean n_fft?"),
        ("mel", "cmap=magma", "cmap='magma': no such parameter here"),
        ("mel", "wholly_unknown=1", "wholly_unknown='1': no such parameter here"),
        ("mel", "n_fft=512&n_fft=1024", "n_fft=['512', '1024']: is given more than once"),
        ("mel", "n_fft=512&n_fft=512", "is given more than once"),
        ("mel", "sample_rate=1", "sample_rate='1': must be at least 1000 or"),
        ("mel", "sample_rate=384001", "must be at most 384000 or 'none'"),
        ("mel", "channel=9", "channel='9': must be 'mean', 'first' or 'each' or less than 8"),
        ("mel", "channel=1", "channel=1: the sound's channels are numbered 0 to 0"),
        ("mel", "offset=2", "offset=2.0: lies at or beyond the end of the sound"),
        ("mel", "offset=-1", "offset='-1': must be at least 0"),
        ("mel", "duration=0", "duration='0': must be greater than 0 or 'none'"),
        ("mfcc", "n_mfcc=129", "n_mfcc=129: must be at most n_mels=128"),
        ("stft", "part=phase&scale=db", "scale='db': part=phase has no decibels"),
        ("waveform", "n_fft=512", "n_fft='512': no such parameter here"),
        ("waveform", "scale=db", "scale='db': no such parameter here"),
    ],
)
def test_a_wrong_parameter_is_named_with_its_value_and_the_limit(
    service, operation, query, sentence
):
    answer = service.post(f"{operation}.json?{query}", wav(np.zeros(16_000)))
    problem = refused(answer, 422, "bad-parameter", sentence)
    (fault,) = problem["errors"]
    assert fault["parameter"] in sentence or fault["parameter"] in query
    assert fault["detail"] in problem["detail"]


@pytest.mark.parametrize(
    ("operation", "query", "sentence"),
    [
        ("mel", "style=pixels&width=500", "width=500: has an effect only with style=figure"),
        ("mel", "vmin=3&vmax=3", "vmin=3.0: must be less than vmax=3.0"),
        ("mel", "vmin=nan", "vmin='nan': must be a finite number or 'none'"),
        ("mel", "width=4001", "width='4001': must be at most 4000"),
        ("mel", "cmap=rainbow", "cmap='rainbow': must be"),
        ("mel", "channel=each", "channel='each': a picture shows one channel"),
        ("stft", "part=complex", "part='complex': cannot be drawn"),
        ("spectrum", "style=pixels", "style='pixels': spectrum is a line"),
        ("waveform", "style=pixels", "style='pixels': waveform is a line"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused(service, operation, query, sentence):
    answer = service.tone(f"{operation}.png?{query}")
    refused(answer, 422, "bad-parameter", sentence)


def test_every_wrong_parameter_is_told_at_once(service):
    problem = refused(
        service.tone("mel.json?n_fft=0&hop=3&n_mels=x"),
        422,
        "bad-parameter",
        "n_fft='0': must be at least 2",
        "n_mels='x': must be a valid integer",
        "hop='3': no such parameter here",
    )
    assert [fault["parameter"] for fault in problem["errors"]] == ["n_fft", "n_mels", "hop"]
    assert [fault["value"] for fault in problem["errors"]] == ["0", "x", "3"]


def test_a_value_without_end_is_cut_in_the_answer(service):
    problem = refused(service.tone(f"mel.json?n_fft={'9' * 5000}"), 422, "bad-parameter", "n_fft=")
    assert len(problem["detail"]) < 300


def test_a_value_given_twice_without_end_is_cut_in_the_answer(service):
    query = f"n_fft={'9' * 5000}&n_fft=1"
    problem = refused(service.tone(f"mel.json?{query}"), 422, "bad-parameter", "more than once")
    assert len(problem["detail"]) < 300


def test_a_query_without_end_is_refused_as_a_whole(service):
    query = "&".join(f"n_fft{number}=" for number in range(3000))
    sentence = "query=3000: has too many parameters; the limit is 200"
    refused(service.tone(f"mel.json?{query}"), 422, "bad-parameter", sentence)


@pytest.mark.parametrize(
    "query", ["n_fft=%FF%FE", "n_fft=%00", "n_fft=%ED%A0%80", "%00=1", "n_fft=٣"]
)
def test_odd_characters_are_refused_like_others(service, query):
    refused(service.tone(f"mel.json?{query}"), 422, "bad-parameter")


def test_parameters_are_checked_before_the_body_is_looked_at(service):
    answer = service.post("mel.json?n_fft=0", b"no sound", "text/plain")
    refused(answer, 422, "bad-parameter", "n_fft='0'")


def test_a_tone_spec_of_another_rate_moves_the_limit_of_fmax(service):
    spec = tone(1000) | {"sample_rate": 8000}
    answer = service.tone("mel.json?fmax=4001", spec)
    sentence = "fmax=4001.0: must be at most half the sample rate, 4000 Hz"
    refused(answer, 422, "bad-parameter", sentence)
    assert service.tone("mel.json?fmax=4001&sample_rate=16000", spec).status_code == 200
