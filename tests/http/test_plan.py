"""`GET /v1/plan/{feature}`: the tutorial's shapes and dead filters, and what requests then give."""

import librosa
import numpy as np
import pytest
import scipy.signal

from service.features import FEATURES
from tests.conftest import RATE, loaded, refused, samples, wav

SPEECH_S = 4.8  # of the tutorial's sentence: 76800 samples


def planned(service, feature="mel", **query):
    given = {"duration": SPEECH_S, "sample_rate": RATE} | query
    given = {name: value for name, value in given.items() if value is not None}
    return service.client.get(f"/v1/plan/{feature}", params=given)


@pytest.mark.parametrize(
    ("hop", "width"),
    [
        (100, 769),
        (200, 385),
        (300, 257),
        (400, 193),
        (256, 301),
        (512, 151),
        (50, 1537),
        (150, 513),
        (250, 308),
        (350, 220),
        (450, 171),
    ],
)
def test_widths_are_the_tutorials(service, hop, width):
    assert planned(service, n_fft=850, hop_length=hop).json()["shape"] == [128, width]


@pytest.mark.parametrize(
    ("n_fft", "height"), [(50, 26), (250, 126), (450, 226), (650, 326), (850, 426)]
)
def test_heights_are_the_tutorials(service, n_fft, height):
    assert planned(service, "stft", n_fft=n_fft, hop_length=128).json()["shape"] == [height, 601]


@pytest.mark.parametrize(
    ("n_fft", "n_mels", "empty"),
    [
        (50, 128, 80),
        (250, 128, 14),
        (450, 128, 0),
        (1024, 300, 0),
        (1024, 550, 64),
        (1024, 800, 189),
        (8192, 800, 0),
    ],
)
def test_dead_filters_are_counted_and_listed_as_librosa_has_them(service, n_fft, n_mels, empty):
    plan = planned(service, n_fft=n_fft, n_mels=n_mels, hop_length=n_fft // 4).json()
    with pytest.warns() if empty else np.errstate():
        bank = librosa.filters.mel(sr=RATE, n_fft=n_fft, n_mels=n_mels)
    assert len(plan["empty_rows"]) == empty
    assert plan["empty_rows"] == np.flatnonzero(~bank.any(axis=1)).tolist()
    assert [w.startswith(f"{empty} of {n_mels} mel filters") for w in plan["warnings"]] == [
        True
    ] * bool(empty)
    assert {a["parameter"] for a in plan["advice"]} == ({"n_fft", "n_mels"} if empty else set())


@pytest.mark.parametrize("n_fft", [50, 250])
def test_advice_on_dead_filters_is_the_least_change(service, n_fft):
    advice = planned(service, n_fft=n_fft, hop_length=12).json()["advice"]
    values = {entry["parameter"]: entry["value"] for entry in advice}

    def empty(**changed):
        return planned(service, **{"n_fft": n_fft, "hop_length": 12} | changed).json()["empty_rows"]

    assert not empty(n_fft=values["n_fft"])
    assert not empty(n_mels=values["n_mels"])
    assert empty(n_mels=values["n_mels"] + 1)
    shorter = [n for n in range(n_fft, values["n_fft"], 2) if largest_prime(n // 2) <= 5]
    assert shorter
    assert all(empty(n_fft=n) for n in shorter[1:])


def largest_prime(n):
    return max(
        (p for p in range(2, n + 1) if n % p == 0 and all(p % q for q in range(2, p))), default=1
    )


def test_resolution_is_told_in_hertz_and_milliseconds(service):
    frames = planned(service, "stft", n_fft=512, win_length=400, hop_length=160).json()["frames"]
    hann = scipy.signal.get_window("hann", 400)
    bandwidth = 400 * np.sum(hann**2) / np.sum(hann) ** 2  # Harris (1978): 1.5 bins
    assert bandwidth == pytest.approx(1.5)
    assert frames == {
        "count": 481,
        "n_fft": 512,
        "window_ms": 25,
        "hop_ms": 10,
        "per_second": 100,
        "bin_hz": 31.25,
        "bandwidth_hz": pytest.approx(60, rel=1e-6),
    }


def test_axes_are_told_by_their_ends(service):
    frequency, time = planned(service, "stft", n_fft=1024, hop_length=256).json()["axes"]
    assert frequency == {
        "name": "frequency",
        "unit": "Hz",
        "count": 513,
        "first": 0,
        "last": 8000,
        "step": 15.625,
    }
    assert (time["count"], time["last"], time["step"]) == (301, 4.8, 0.016)
    mel, _ = planned(service).json()["axes"]
    centres = librosa.mel_frequencies(130, fmin=0, fmax=8000)
    assert (mel["first"], mel["last"]) == pytest.approx((centres[1], centres[-2]))
    assert mel["step"] is None


def test_a_transform_with_a_large_prime_factor_is_slow_and_the_next_fast_length_is_named(service):
    plan = planned(service, "stft", n_fft=1009, hop_length=250).json()
    assert [w for w in plan["warnings"] if "prime factor 1009" in w and "1024" in w]
    (advice,) = plan["advice"]
    assert (advice["parameter"], advice["value"]) == ("n_fft", 1024)
    fast = planned(service, "stft", n_fft=1024, hop_length=250).json()
    assert fast["warnings"] == []
    assert plan["formats"]["npy"]["seconds"] > 2 * fast["formats"]["npy"]["seconds"]


def test_a_long_step_is_told_with_the_weight_that_an_event_keeps(service):
    plan = planned(service, "stft", n_fft=512, hop_length=384).json()
    weight = scipy.signal.get_window("hann", 512)[256 - 192]  # 192 samples from the middle
    (warning,) = plan["warnings"]
    assert f"{100 * weight:.0f} % of its weight" in warning
    assert "aliased" in warning
    assert plan["advice"][0]["value"] == 256  # half of a Hann window overlaps
    assert planned(service, "stft", n_fft=512, hop_length=256).json()["warnings"] == []
    assert (
        "longer than win_length"
        in planned(service, n_fft=512, hop_length=600).json()["warnings"][0]
    )


def test_a_bank_of_another_rate_is_told(service):
    plan = planned(service, sample_rate=22050, bank_rate=16000).json()
    assert "where the axis says 726 Hz" in plan["warnings"][0]  # 1000 * 16000 / 22050


EVENTS = {"beat_track", "onset_detect"}
"""How long these lists are only the sound decides."""


@pytest.mark.parametrize("feature", FEATURES)
def test_a_plan_is_what_the_answer_then_is(service, feature):
    if FEATURES[feature].lane == "long_tail":
        plan = planned(service, feature, duration=1, sample_rate=RATE).json()
        assert plan["formats"]["npy"]["seconds"] is None
    plan = planned(service, feature, duration=1).json()
    body = wav(samples(1))
    answer = service.post(f"{feature}.json", body, "audio/wav").json()
    if feature in EVENTS:
        assert plan["shape"] >= answer["shape"]
        return
    assert plan["shape"] == answer["shape"]
    assert (plan["unit"], plan["dtype"]) == (answer["unit"], answer["dtype"])
    assert plan["warnings"] == answer["warnings"]
    ends = [(a["values"][0], a["values"][-1]) for a in answer["axes"]]
    assert [(a["first"], a["last"]) for a in plan["axes"]] == ends
    for format in ("npy", "npz", "json"):
        content = service.post(f"{feature}.{format}", body, "audio/wav").content
        most = plan["formats"][format]["bytes"]
        assert len(content) <= most + 12_288  # the receipt, of four bytes a character
    told, sent = plan["parameters"], answer["receipt"]["parameters"]
    assert {**told, "duration": "none"} == sent
    assert plan["spec"] == answer["receipt"]["spec"]


def test_a_preset_works_as_on_the_feature(service):
    plan = planned(service, preset="whisper-80", duration=30, sample_rate=None).json()
    assert plan["shape"] == [80, 3000]
    assert plan["preset"] == "whisper-80@1"
    answer = service.post("mel.npy?preset=whisper-80", wav(samples(1)), "audio/wav")
    assert list(loaded(answer).shape) == [80, 3000]


@pytest.mark.parametrize(
    ("query", "status", "parts"),
    [
        ({"duration": None}, 422, ("duration", "is needed")),
        ({"sample_rate": None}, 422, ("sample_rate", "is needed")),
        ({"duration": 0}, 422, ("duration", "greater than 0")),
        ({"duration": 1e-5}, 422, ("duration", "shorter than a sample")),
        ({"duration": 901}, 413, ("900 s",)),
        ({"duration": 899, "sample_rate": 384000}, 413, ("100000000 samples",)),
        ({"channel": "each"}, 422, ("channel", "prepared")),
        ({"offset": 1}, 422, ("offset", "prepared")),
        ({"n_fft": 0}, 422, ("n_fft", "at least 2")),
        ({"n_mel": 1}, 422, ("did you mean n_mels?",)),
        ({"fmax": 9000}, 422, ("fmax", "8000 Hz")),
        ({"duration": 0.01, "center": "false"}, 422, ("160 samples",)),
        ({"style": "pixels"}, 422, ("style", "no such parameter")),
        ({"preset": "whisper-8"}, 422, ("whisper-80",)),
    ],
)
def test_what_would_be_refused_is_refused(service, query, status, parts):
    kind = "too-large" if status == 413 else "bad-parameter"
    refused(planned(service, **query), status, kind, *parts)


def test_a_feature_that_takes_less_than_the_service_says_so(service):
    refused(planned(service, "spectrum", duration=601), 413, "too-large", "600 s")


def test_there_is_no_plan_of_an_unknown_feature(service):
    refused(planned(service, "mell"), 404, "unknown", "mell", "did you mean mel?")


def test_an_answer_that_is_too_large_is_said_to_be(small):
    plan = planned(small, "stft", duration=4, hop_length=1).json()
    assert not any(format["within_limit"] for format in plan["formats"].values())


def test_a_plan_that_the_caller_has_is_not_sent_again(service):
    first = planned(service)
    again = service.client.get(first.url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
