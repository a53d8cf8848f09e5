import json
import random
import tracemalloc
from tempfile import NamedTemporaryFile

import librosa
import numpy as np
import orjson
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from pydantic import TypeAdapter

from service.errors import BadParameter, BadSound, ServiceError, TooLarge
from service.settings import Limits
from service.sources import tones
from service.sources._base import BLOCK_FRAMES, Body, SourceParams
from service.sources._tonejson import parse
from service.sources._tonespec import ToneSpec

RATE = 16_000
COLORS = {"white": 0, "pink": 1, "brown": 2, "blue": -1, "violet": -2}


def sine(frequency=440, **more):
    return {"type": "sine", "frequency": frequency, **more}


def chirp(**more):
    return {"type": "chirp", "fmin": 100, "fmax": 4000, **more}


def noise(**more):
    return {"type": "noise", **more}


def silence(duration):
    return {"type": "silence", "duration": duration}


def mix(*of):
    return {"type": "mix", "of": list(of)}


def sequence(*of):
    return {"type": "sequence", "of": list(of)}


def record(text, limits=None):
    with NamedTemporaryFile() as file:
        file.write(text)
        file.flush()
        return tones.record(Body(file.name, "tones"), SourceParams(), limits or Limits())


def recording(sound, limits=None, **more):
    return record(json.dumps({"sound": sound, **more}).encode(), limits)


def samples(sound, **more):
    return np.concatenate(list(recording(sound, **more).blocks(0, None)))[:, 0]


def faults(spec):
    with pytest.raises(BadParameter) as caught:
        record(json.dumps(spec).encode())
    return [(f.parameter, f.value, f.detail) for f in caught.value.faults]


def spectrum(sound):
    return np.abs(np.fft.rfft(samples(sound).astype(np.float64)))


# --- the tutorial's facts


def test_a_sine_is_the_tutorials_tone():
    tone = samples(sine(500))
    assert tone.shape == (16_000,)
    assert tone.dtype == np.float32
    assert tone.max() == np.float32(0.1)
    assert_allclose(tone[:5], [0, 0.01950903, 0.03826834, 0.05555702, 0.07071068], atol=5e-9)
    assert np.sqrt(np.mean(tone.astype(np.float64) ** 2)) == pytest.approx(0.0707107, abs=5e-8)


def test_a_sine_of_500_hz_has_one_peak_of_800():
    found = spectrum(sine(500))
    assert found.argmax() == 500
    assert found[500] == pytest.approx(800.0, abs=1e-4)
    assert np.delete(found, 500).max() < 1e-4


def test_a_mix_has_exactly_the_peaks_of_its_parts():
    found = spectrum(mix(sine(3529), sine(6636), sine(2441)))
    assert set(np.flatnonzero(found > 1e-3)) == {3529, 6636, 2441}
    assert_allclose(found[[3529, 6636, 2441]], 800.0, atol=1e-3)


def test_a_sequence_is_one_after_the_other():
    both = samples(sequence(sine(500), sine(1000)))
    assert both.shape == (32_000,)
    assert_array_equal(both[:16_000], samples(sine(500)))
    assert_array_equal(both[16_000:], samples(sine(1000)))


def test_eighteen_tones_go_beyond_full_scale_and_that_is_reported():
    chance = random.Random(0)
    frequencies = [chance.randint(500, 7999) for _ in range(18)]
    t = np.arange(RATE) / RATE
    expected = sum(0.1 * np.sin(2 * np.pi * f * t) for f in frequencies)
    found = recording(mix(*map(sine, frequencies)))
    assert 1 < np.abs(expected).max() < 1.8
    (warning,) = found.warnings
    assert warning == (
        f"the sound reaches {np.abs(expected).max():.3g}, beyond full scale [-1, 1]: "
        "players and PCM files clip it"
    )
    assert_allclose(np.concatenate(list(found.blocks(0, None)))[:, 0], expected, atol=1.2e-7)


# --- the kinds


def test_frequency_amplitude_and_phase_of_a_sine():
    t = np.arange(4_410) / 44_100
    found = samples(sine(1234.5, duration=0.1, amplitude=0.7, phase=1.25), sample_rate=44_100)
    assert_allclose(found, 0.7 * np.sin(2 * np.pi * 1234.5 * t + 1.25), atol=6e-8)


def test_a_sine_is_continuous_from_block_to_block():
    n = 3 * BLOCK_FRAMES + 1
    t = np.arange(n) / RATE
    expected = 0.1 * np.sin(2 * np.pi * 441.7 * t)
    assert_allclose(samples(sine(441.7, duration=n / RATE)), expected, atol=1e-8)


@pytest.mark.parametrize("linear", [False, True])
@pytest.mark.parametrize(("fmin", "fmax"), [(100, 4000), (7999, 0.001), (440, 440)])
@pytest.mark.parametrize("duration", [1, 5.30001])
def test_a_chirp_is_librosas(linear, fmin, fmax, duration):
    expected = librosa.chirp(fmin=fmin, fmax=fmax, sr=RATE, duration=duration, linear=linear)
    found = samples(chirp(fmin=fmin, fmax=fmax, linear=linear, duration=duration, amplitude=0.5))
    assert_allclose(found, 0.5 * expected, atol=4e-8)


def test_a_chirp_starts_as_a_sine_and_its_phase_shifts_it():
    assert samples(chirp())[0] == 0
    assert samples(chirp(phase=np.pi / 2))[0] == np.float32(0.1)


def test_a_chirp_between_two_neighbouring_numbers_is_the_sine_between_them():
    fmax = np.nextafter(440, 441)
    assert_allclose(samples(chirp(fmin=440, fmax=fmax)), samples(sine(440)), atol=1e-8)


def test_silence_is_zeros_at_the_default_rate():
    found = recording(silence(0.29))
    assert (found.rate, found.channels, found.warnings) == (16_000, 1, ())
    assert_array_equal(np.concatenate(list(found.blocks(0, None))), np.zeros((4_640, 1)))


def test_white_noise_is_the_legacy_stream_scaled():
    # numpy.random.seed(0); numpy.random.standard_normal(5), as all the world knows it
    known = [1.76405235, 0.40015721, 0.97873798, 2.2408932, 1.86755799]
    found = samples(noise(duration=5 / RATE, amplitude=0.5))
    assert_allclose(found, 0.5 * np.array(known) / np.sqrt(np.mean(np.square(known))), rtol=2e-7)


@pytest.mark.parametrize("seed", [0, 1, 4_294_967_295])
@pytest.mark.parametrize("color", COLORS)
def test_the_power_density_of_noise_is_one_over_f_to_the_b(color, seed):
    n = 2**16
    found = spectrum(noise(color=color, seed=seed, duration=n / RATE))[1 : n // 2]
    log_f = np.log(np.arange(1, n // 2))
    slope = np.polyfit(log_f, np.log(found**2), 1)[0]
    # the periodogram of Gaussian noise is exponentially distributed: its log has variance pi^2 / 6
    deviation = np.pi / np.sqrt(6 * np.sum((log_f - log_f.mean()) ** 2))
    assert deviation < 0.01
    assert abs(slope + COLORS[color]) < 5 * deviation


@pytest.mark.parametrize("duration", [1 / RATE, 2 / RATE, 3 / RATE, 0.1, 1, 15_991 / RATE])
@pytest.mark.parametrize("color", COLORS)
def test_the_root_mean_square_of_noise_is_its_amplitude(color, duration):
    found = samples(noise(color=color, duration=duration, amplitude=0.3))
    assert len(found) == round(duration * RATE)
    assert np.sqrt(np.mean(found.astype(np.float64) ** 2)) == pytest.approx(0.3, rel=1e-7)


def test_noise_is_gaussian():
    found = samples(noise(duration=2**16 / RATE)).astype(np.float64)
    kurtosis = np.mean(found**4) / np.mean(found**2) ** 2
    assert abs(kurtosis - 3) < 5 * np.sqrt(24 / 2**16)


@pytest.mark.parametrize(
    ("color", "first"),
    [
        ("white", [0.13049185, 0.02960074, 0.07239997, 0.16576509]),
        ("pink", [0.05926259, -0.02531365, 0.03318792, 0.15875077]),
        ("brown", [0.0305554, -0.00156853, 0.06061018, 0.16821134]),
        ("blue", [0.10416003, -0.06246624, -0.00362518, 0.09625931]),
        ("violet", [0.11313462, -0.07059198, -0.00475266, 0.0598016]),
    ],
)
def test_noise_is_the_same_in_every_year(color, first):
    # from the first eight numbers of the stream by the sums of the discrete Fourier transform
    assert_allclose(samples(noise(color=color, duration=8 / RATE))[:4], first, atol=2e-8)


@pytest.mark.parametrize("color", COLORS)
def test_another_seed_is_another_noise(color):
    one, two = (samples(noise(color=color, seed=seed)) for seed in (1, 2))
    assert_array_equal(one, samples(noise(color=color, seed=1)))
    assert np.abs(one - two).max() > 0.01


def test_the_parts_of_a_mix_are_padded_at_the_end():
    found = samples(mix(sine(500, duration=0.5), sine(1000), silence(1.5)))
    assert found.shape == (24_000,)
    expected = np.zeros(24_000)
    expected[:8_000] += samples(sine(500, duration=0.5))
    expected[:16_000] += samples(sine(1000))
    assert_allclose(found, expected, atol=2e-8)


@pytest.mark.parametrize("second", [noise(), noise(color="pink"), chirp(), sine(1000), silence(1)])
def test_a_mix_is_the_sum_whatever_the_kind(second):
    expected = samples(sine(500)).astype(np.float64) + samples(second)
    assert_allclose(samples(mix(sine(500), second)), expected, atol=5e-8)


def test_mixes_and_sequences_stand_inside_one_another():
    found = samples(sequence(silence(0.25), mix(sine(500), sequence(silence(0.5), sine(1000)))))
    inner = samples(mix(sine(500), sequence(silence(0.5), sine(1000))))
    assert_array_equal(found, np.concatenate([np.zeros(4_000), inner]))
    assert_array_equal(inner[16_000:], samples(sine(1000))[8_000:])


SHAPES = {
    "square": scipy.signal.square,
    "sawtooth": scipy.signal.sawtooth,
    "triangle": lambda x: scipy.signal.sawtooth(x, 0.5),
}


def cyclic(kind, frequency, **more):
    return {"type": kind, "frequency": frequency, **more}


def test_a_cycle_of_sixteen_samples_has_its_jumps_where_they_must_be():
    square, sawtooth, triangle = (
        samples(cyclic(kind, 1000, duration=100, amplitude=0.5)).reshape(-1, 16) for kind in SHAPES
    )
    place = np.arange(16) / 16
    assert_array_equal(square, np.tile(np.where(place < 0.5, 0.5, -0.5), (100_000, 1)))
    assert_allclose(sawtooth, np.tile(0.5 * (2 * place - 1), (100_000, 1)), atol=2e-8)
    assert_allclose(triangle, np.tile(0.5 * (1 - abs(4 * place - 2)), (100_000, 1)), atol=4e-8)


@pytest.mark.parametrize("kind", SHAPES)
def test_other_shapes_are_scipys(kind):
    t = np.arange(RATE) / RATE
    expected = 0.3 * SHAPES[kind](2 * np.pi * 123.4567 * t + 1.25)
    assert_allclose(samples(cyclic(kind, 123.4567, amplitude=0.3, phase=1.25)), expected, atol=2e-8)


@pytest.mark.parametrize(("time", "place"), [(0, 0), (0.25, 4000), (0.99999, 15_999)])
def test_an_impulse_is_one_sample(time, place):
    found = samples({"type": "impulse", "time": time, "amplitude": 0.5})
    assert_array_equal(found, 0.5 * scipy.signal.unit_impulse(16_000, place))


def test_three_random_tones_are_the_tutorials():
    """Whole numbers of Hz, 800 each in the spectrum of one second, as `add_3_random_tones`."""
    drawn = np.random.RandomState(7).randint(500, 8000, 3)
    found = spectrum({"type": "random_tones", "seed": 7})
    assert set(np.flatnonzero(found > 1e-3)) == set(drawn)
    assert_allclose(found[drawn], 800.0, atol=1e-3)
    expected = samples(mix(*[sine(int(f)) for f in drawn]))
    assert_allclose(samples({"type": "random_tones", "seed": 7}), expected, atol=2e-8)
    assert np.abs(samples({"type": "random_tones", "seed": 8}) - expected).max() > 0.01


def test_eighteen_random_tones_may_go_beyond_full_scale():
    (warning,) = recording({"type": "random_tones", "count": 18, "seed": 1}).warnings
    assert "beyond full scale" in warning


@pytest.mark.parametrize(
    ("sound", "path", "detail"),
    [
        ({"type": "impulse", "time": 1}, "sound", "must be below duration=1"),
        ({"type": "random_tones", "low": 900, "high": 800}, "sound", "must be at most high=800"),
        ({"type": "random_tones", "high": 8000}, "sound.high", "below half the sample rate, 8000"),
        ({"type": "random_tones", "count": 0}, "sound.count", "must be at least 1"),
        ({"type": "random_tones", "count": 101}, "sound.count", "must be at most 100"),
        ({"type": "square", "frequency": 8000}, "sound.frequency", "below half the sample rate"),
    ],
)
def test_the_other_kinds_have_their_limits(sound, path, detail):
    ((place, _, said),) = faults({"sound": sound})
    assert place.startswith(path) or place in sound
    assert detail in said


def test_the_samples_of_all_random_tones_count_as_work():
    with pytest.raises(TooLarge, match="the tones have 32000000 samples in all; the limit is"):
        recording({"type": "random_tones", "count": 100, "duration": 20}, Limits(max_samples=10**6))


# --- the recording


@pytest.mark.parametrize(
    ("start", "stop"), [(0, None), (0, 10), (1, BLOCK_FRAMES + 5), (70_000, 10**9), (150_000, None)]
)
def test_blocks_are_the_part_that_is_asked_for(start, stop):
    sound = noise(duration=10 - 1 / RATE)
    blocks = list(recording(sound).blocks(start, stop))
    found = np.concatenate([np.empty((0, 1), np.float32), *blocks])
    assert all(b.dtype == np.float32 and 0 < len(b) <= BLOCK_FRAMES for b in blocks)
    assert_array_equal(found[:, 0], samples(sound)[start:stop])


def test_full_scale_is_not_beyond_full_scale():
    assert recording(mix(*[sine(4000, amplitude=0.5)] * 2)).warnings == ()
    assert recording(mix(*[sine(4000, amplitude=0.5, phase=np.pi)] * 3)).warnings


def test_below_full_scale_is_beyond_it_too():
    below = [sine(1, duration=0.5, amplitude=0.6, phase=np.pi)] * 2
    assert recording(mix(*below)).warnings[0].startswith("the sound reaches 1.2, beyond")


def test_a_byte_order_mark_is_no_obstacle():
    text = json.dumps({"sound": sine()}).encode()
    assert_array_equal(*(next(record(m + text).blocks(0, 5)) for m in (b"", b"\xef\xbb\xbf")))


def test_whole_numbers_may_be_written_with_a_point():
    assert recording(noise(seed=7.0), sample_rate=8000.0).rate == 8000


def test_memory_holds_the_sound_and_not_its_parts():
    recording(mix(sine()))
    tracemalloc.start()
    recording(sequence(mix(*[sine(duration=30)] * 10), *[sine(duration=3)] * 10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    n = 60 * RATE
    assert peak < n * (8 + 4) + 6 * 8 * BLOCK_FRAMES


# --- refusals


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (sine(8000), [("sound.frequency", 8000.0)]),
        (mix(sine(), sine(9000)), [("sound.of.1.frequency", 9000.0)]),
        (
            sequence(sine(), mix(chirp(fmin=8000, fmax=1e6), sine(7999.999))),
            [("sound.of.1.of.0.fmin", 8000.0), ("sound.of.1.of.0.fmax", 1e6)],
        ),
    ],
)
def test_half_the_sample_rate_is_refused(sound, expected):
    detail = "must be below half the sample rate, 8000 Hz"
    assert faults({"sound": sound}) == [(*where, detail) for where in expected]


def test_a_value_is_echoed_as_it_was_sent():
    with pytest.raises(BadParameter, match=r"sound\.frequency=8000: must be below half"):
        recording(sine(8000))


def test_the_limit_is_that_of_the_rate_in_the_spec():
    recording(sine(22_050), sample_rate=44_101)
    detail = "must be below half the sample rate, 22050.5 Hz"
    found = faults({"sample_rate": 44_101, "sound": sine(22_050.5)})
    assert found == [("sound.frequency", 22_050.5, detail)]


def test_less_than_one_sample_is_refused():
    assert samples(silence(1 / RATE)).shape == (1,)
    detail = "must be at least one sample, 6.25e-05 s"
    assert faults({"sound": mix(silence(6.2e-5))}) == [("sound.of.0.duration", 6.2e-5, detail)]


KINDS = (
    "'sine', 'square', 'sawtooth', 'triangle', 'chirp', 'noise', 'silence', 'impulse', "
    "'random_tones', 'mix', 'sequence'"
)


@pytest.mark.parametrize(
    ("spec", "parameter", "value", "detail"),
    [
        ({}, "sound", None, "must be given"),
        ({"sound": 3}, "sound", 3, "must be an object"),
        ({"sound": []}, "sound", [], "must be an object"),
        ({"sound": {}}, "sound.type", None, "must be given"),
        ({"sound": {"type": "hum"}}, "sound.type", "hum", f"must be one of {KINDS}"),
        ({"sound": mix(sine(), {"type": 3})}, "sound.of.1.type", "3", f"must be one of {KINDS}"),
        ({"sound": mix()}, "sound.of", [], "must be a list of at least 1"),
        ({"sound": mix(sequence())}, "sound.of.0.of", [], "must be a list of at least 1"),
        ({"sound": {"type": "mix", "of": sine()}}, "sound.of", sine(), "must be a list"),
        ({"sound": {"type": "mix"}}, "sound.of", None, "must be given"),
        ({"sound": {"type": "sine"}}, "sound.frequency", None, "must be given"),
        ({"sound": sine("440")}, "sound.frequency", "440", "must be a valid number"),
        ({"sound": sine(True)}, "sound.frequency", True, "must be a valid number"),
        ({"sound": sine(None)}, "sound.frequency", None, "must be a valid number"),
        ({"sound": sine(0)}, "sound.frequency", 0, "must be at least 0.001"),
        ({"sound": silence(0)}, "sound.duration", 0, "must be greater than 0"),
        ({"sound": silence(-1)}, "sound.duration", -1, "must be greater than 0"),
        (
            {"sound": silence(1e300)},
            "sound.duration",
            1e300,
            "must be at most 1000000000",
        ),
        ({"sound": sine(amplitude=0)}, "sound.amplitude", 0, "must be greater than 0"),
        ({"sound": sine(amplitude=1.1)}, "sound.amplitude", 1.1, "must be at most 1"),
        ({"sound": sine(phase=1001)}, "sound.phase", 1001, "must be at most 1000"),
        (
            {"sound": noise(color="grey")},
            "sound.color",
            "grey",
            "must be 'white', 'pink', 'brown', 'blue' or 'violet'",
        ),
        ({"sound": noise(seed=-1)}, "sound.seed", -1, "must be at least 0"),
        (
            {"sound": noise(seed=2**32)},
            "sound.seed",
            2**32,
            "must be at most 4294967295",
        ),
        ({"sound": noise(seed=1.5)}, "sound.seed", 1.5, "must be a valid integer"),
        ({"sound": chirp(linear=1)}, "sound.linear", 1, "must be a valid boolean"),
        (
            {"sound": sine(), "sample_rate": 999},
            "sample_rate",
            999,
            "must be at least 1000",
        ),
        (
            {"sound": sine(), "sample_rate": 384_001},
            "sample_rate",
            384_001,
            "must be at most 384000",
        ),
        ({"sound": sine(), "sample_rate": 10**30}, "sample_rate", 1e30, "must be a valid integer"),
        (
            {"sound": mix(sine(freqency=1))},
            "sound.of.0.freqency",
            1,
            "no such parameter here; did you mean frequency?",
        ),
        ({"sound": sine(fmin=1)}, "sound.fmin", 1, "no such parameter here"),
        ({"sound": sine(), "mix": 1}, "mix", 1, "no such parameter here"),
        ({"sound": {**mix(sine()), "sound": 1}}, "sound.sound", 1, "no such parameter here"),
    ],
)
def test_every_place_that_is_wrong_is_named(spec, parameter, value, detail):
    assert faults(spec) == [(parameter, value, detail)]


def test_all_places_that_are_wrong_are_named_up_to_a_limit():
    found = faults({"sample_rate": 0, "sound": mix(sine("a"), sine(), sine(phase=[]))})
    assert [name for name, *_ in found] == [
        "sample_rate",
        "sound.of.0.frequency",
        "sound.of.2.phase",
    ]
    assert len(faults({"sound": mix(*[0] * 5000)})) == 20
    assert len(faults({"sound": mix(*[sine(9000)] * 100)})) == 20


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "not JSON: EOF while parsing a value"),
        (b"{", "not JSON: EOF while parsing an object"),
        (b"RIFF....WAVE", "not JSON: expected value"),
        (b'{"sound": \xff}', "not JSON: expected value"),
        (b'{"sound": "\xff"}', "not JSON: invalid unicode"),
        (b'{"sound": "\\ud800"}', "not JSON: unexpected end of hex escape"),
        (b'{"sound": NaN}', "not JSON: expected value"),
        (b'{"sound": -Infinity}', "not JSON: invalid number"),
        (b'{"sound": ' + b"9" * 5000 + b"}", "not JSON: number out of range"),
        (b'{"sound": 1e400}', "1e400 in the tone spec is beyond the range of numbers"),
        (b'{"sound": -1' + b"0" * 400 + b"}", "is beyond the range of numbers"),
        (b"null", "must be a JSON object"),
        (b"[]", "must be a JSON object"),
        (b'"sine"', "must be a JSON object"),
        (b'{"sound": {"type": "sine", "type": "noise"}}', '"type" stands twice'),
        (b'{"sound": {}, "sound": {}}', '"sound" stands twice'),
        (
            b"{" + b"".join(b'"%d":0,' % i for i in range(90_000)) + b'"x":0,"x":0}',
            '"x" stands twice',
        ),
    ],
)
def test_what_is_no_json_object_is_refused(text, reason):
    with pytest.raises(BadSound, match=r"tone spec") as caught:
        record(text)
    assert (caught.value.status, caught.value.kind) == (422, "bad-sound")
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 200


def nested(levels, kind=b"mix"):
    opening = b'{"type": "' + kind + b'", "of": ['
    return b'{"sound": ' + opening * levels + json.dumps(sine()).encode() + b"]}" * levels + b"}"


@pytest.mark.parametrize("levels", [33, 60, 90, 99, 100, 101, 128, 1_000, 10_000])
def test_too_deep_a_nest_is_refused(levels):
    with pytest.raises(TooLarge, match="at most 32 mixes and sequences inside one another"):
        record(nested(levels))


def test_a_nest_at_the_limit_sounds():
    assert_array_equal(next(record(nested(32)).blocks(0, None))[:, 0], samples(sine()))


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000, b'{"sound":' + b"[" * 201])
def test_brackets_without_end_are_refused(text):
    with pytest.raises(TooLarge, match=r"too deep"):
        record(text)


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (sine(duration=901), "the sound would last 901 s; the limit is 900 s"),
        (mix(sine(), silence(900.001)), "would last 900.001 s"),
        (sequence(*[silence(300.001)] * 3), "would last 900.003 s"),
        (sequence(*[silence(1e9)] * 9), "would last 9000000000 s"),
        (mix(*[sine()] * 1001), "has 1001 tones; the limit is 1000"),
        (
            mix(*[sine(duration=900)] * 112),
            "have 1612800000 samples in all; the limit is 1600000000",
        ),
    ],
)
def test_what_is_too_long_is_refused_before_anything_is_computed(sound, reason):
    tracemalloc.start()
    with pytest.raises(TooLarge) as caught:
        recording(sound)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reason in str(caught.value)
    assert peak < 8 * 2**20


def test_the_operators_limits_hold():
    few = Limits(max_duration_s=0.3, max_samples=10_000)
    assert recording(sequence(silence(0.1), silence(0.2)), few)
    with pytest.raises(TooLarge, match=r"would last 0.3001 s"):
        recording(sequence(silence(0.1), silence(0.2), silence(0.0001)), few, sample_rate=10_000)
    with pytest.raises(TooLarge, match=r"would have 13230 samples; the limit is 10000"):
        recording(silence(0.3), few, sample_rate=44_100)
    with pytest.raises(TooLarge, match="have 163200 samples in all; the limit is 160000"):
        recording(mix(*[sine(duration=0.3)] * 34), few)


def test_coloured_noise_has_a_limit_of_its_own():
    with pytest.raises(TooLarge, match=r"sound\.of\.1 has 57600000 samples; .* 50000000"):
        recording(mix(sine(), noise(color="pink", duration=600)), sample_rate=96_000)


def test_too_many_bytes_or_values_are_refused():
    text = json.dumps({"sound": sine()}).encode()
    assert record(text.ljust(2**20)).rate == RATE
    with pytest.raises(TooLarge, match="longer than 1048576 bytes"):
        record(text.ljust(2**20 + 1))
    with pytest.raises(TooLarge, match="more than 10000 values"):
        recording(mix(*[0] * 10_000))


# --- any spec, any JSON

millis = st.integers(1, 250)
waves = {"amplitude": st.floats(1e-9, 1), "phase": st.floats(-1000, 1000)}
pitch = st.floats(0.001, 7999.999)
leaves = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("sine"), "duration": millis, "frequency": pitch}, optional=waves
    ),
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["square", "sawtooth", "triangle"]),
            "duration": millis,
            "frequency": pitch,
        },
        optional=waves,
    ),
    st.fixed_dictionaries(
        {"type": st.just("random_tones"), "duration": millis},
        optional={"count": st.integers(1, 20), "seed": st.integers(0, 2**32 - 1), **waves},
    ),
    st.fixed_dictionaries({"type": st.sampled_from(["silence", "impulse"]), "duration": millis}),
    st.fixed_dictionaries(
        {"type": st.just("noise"), "duration": millis},
        optional={"color": st.sampled_from(list(COLORS)), "seed": st.integers(0, 2**32 - 1)},
    ),
    st.fixed_dictionaries(
        {"type": st.just("chirp"), "duration": millis, "fmin": pitch, "fmax": pitch},
        optional={"linear": st.booleans(), **waves},
    ),
)
sounds = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda kind, of: {"type": kind, "of": of},
        st.sampled_from(["mix", "sequence"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


def in_seconds(sound):
    if "of" in sound:
        return {**sound, "of": list(map(in_seconds, sound["of"]))}
    return {**sound, "duration": sound["duration"] / 1000}


def promised(sound):
    if "of" in sound:
        return {"mix": max, "sequence": sum}[sound["type"]](map(promised, sound["of"]))
    return sound["duration"] * 16


@settings(deadline=None)
@given(sounds)
def test_every_valid_spec_gives_finite_samples_of_the_promised_length(sound):
    found = samples(in_seconds(sound))
    assert found.shape == (promised(sound),)
    assert np.isfinite(found).all()


words = st.sampled_from(
    [*"of", "of", "type", "sound", "sample_rate", "duration", "frequency", "mix"]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["sine", "mix", "sequence", "noise"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words | st.text(), inner, max_size=5)
    ),
    max_leaves=20,
)


seconds = leaves.map(in_seconds)
nearly = st.builds(lambda leaf, more: {**leaf, **more}, seconds, st.dictionaries(words, values))


def outcome(text, limits):
    try:
        return record(text, limits)
    except ServiceError as error:
        return error


@settings(deadline=None)
@given(values | st.fixed_dictionaries({"sound": values | nearly | st.builds(mix, seconds, values)}))
def test_every_json_gives_a_recording_or_an_error_that_can_be_sent(value):
    found = outcome(json.dumps(value).encode(), Limits(max_duration_s=2))
    if isinstance(found, ServiceError):
        assert found.status in {413, 422}
        assert all(f.detail for f in found.faults)
        assert "Input" not in str(found.faults)
        orjson.dumps([f.value for f in found.faults])
    else:
        assert next(found.blocks(0, None)).size


@given(st.binary(max_size=50))
def test_any_bytes_give_an_error(text):
    with pytest.raises((BadSound, BadParameter)):
        record(text)


# --- the published document


def test_every_field_says_what_it_means():
    definitions = ToneSpec.model_json_schema()["$defs"]
    tones = {"Sine", "Square", "Sawtooth", "Triangle", "Chirp", "Noise", "Silence", "Impulse"}
    assert set(definitions) == {*tones, "RandomTones", "Mix", "Sequence", "Sound"}
    fields = {
        (kind, name): field
        for kind, definition in definitions.items()
        for name, field in definition.get("properties", {}).items()
        if name != "type"
    }
    assert [where for where, field in fields.items() if not field.get("description")] == []


def test_the_examples_are_valid():
    schema = TypeAdapter(ToneSpec).json_schema()
    kinds = [d for name, d in schema["$defs"].items() if name != "Sound"]
    examples = [*schema["examples"], *({"sound": e} for d in kinds for e in d["examples"])]
    assert len(examples) >= 9
    for example in examples:
        parse(json.dumps(example).encode())


def test_a_default_beyond_half_the_sample_rate_is_refused():
    spec = {"sample_rate": 8000, "sound": {"type": "random_tones"}}
    with pytest.raises(BadParameter, match=r"sound\.high=7999: must be below half .*, 4000 Hz"):
        parse(json.dumps(spec).encode())
