import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from service.errors import BadParameter, TooLarge
from service.features._parts import PadMode
from tests.features import _oracle as oracle
from tests.features._draw import SCALES, decibels, loud_and_quiet, sounds, speech, thorough
from tests.features._engine import RATE, refusal, same
from tests.streams import outlined

PARTS = ["harmonic", "percussive"]


@st.composite
def cases(draw):
    """A sound, often with fewer frames than the filter over them is long, and parameters."""
    n_fft, center = draw(st.sampled_from([64, 255, 512])), draw(st.booleans())
    hop = draw(st.sampled_from([50, 128, 400]))
    length = draw(st.integers(n_fft, 6000))
    parameters = {
        "n_fft": n_fft,
        "hop_length": hop,
        "win_length": draw(st.integers(1, n_fft)),
        "center": center,
        "pad_mode": draw(st.sampled_from(PadMode.__args__)) if center else "constant",
        "win_harm": draw(st.integers(1, 40)),
        "win_perc": draw(st.integers(1, 40)),
        "power": draw(st.sampled_from([1.0, 2.0]) | st.floats(0.1, 8)),
        "mask": draw(st.booleans()),
        "margin_harm": draw(st.just(1.0) | st.floats(1, 10)),
        "margin_perc": draw(st.just(1.0) | st.floats(1, 10)),
    }
    return draw(sounds(length)), parameters


def median(values, size, axis):
    """The median of the values around each, the array being mirrored at its ends."""
    room = [(0, 0)] * values.ndim
    room[axis] = size // 2, size - size // 2 - 1
    mirrored = np.pad(values, room, mode="symmetric")
    windows = np.lib.stride_tricks.sliding_window_view(mirrored, size, axis=axis)
    return np.sort(windows, axis=-1)[..., size // 2]


def by_definition(magnitude, kernel_size=(31, 31), margin=(1, 1), mask=False, power=2.0):
    """`librosa.decompose.hpss` with these medians: scipy's, which it takes, read beyond memory."""
    lasting, spread = (
        median(magnitude, size, axis) for size, axis in zip(kernel_size, (-1, -2), strict=True)
    )
    chosen = {"power": power, "split_zeros": margin == (1, 1)}
    masks = (
        librosa.util.softmask(lasting, spread * margin[0], **chosen),
        librosa.util.softmask(spread, lasting * margin[1], **chosen),
    )
    return masks if mask else tuple(magnitude * share for share in masks)


def by_librosa(samples, parameters, part):
    frames = {"n_fft", "hop_length", "win_length", "center", "pad_mode"}
    framing = {name: value for name, value in parameters.items() if name in frames}
    magnitude = np.abs(librosa.stft(samples, **framing))
    chosen = {name: value for name, value in parameters.items() if name in {"power", "mask"}}
    if "win_harm" in parameters:
        chosen["kernel_size"] = parameters["win_harm"], parameters["win_perc"]
        chosen["margin"] = parameters["margin_harm"], parameters["margin_perc"]
    harm, perc = chosen.get("kernel_size", (31, 31))
    fits = perc <= magnitude.shape[-2] and harm <= magnitude.shape[-1]
    found = (librosa.decompose.hpss if fits else by_definition)(magnitude, **chosen)
    return found[PARTS.index(part)]


@thorough
@given(cases(), st.sampled_from(PARTS))
def test_values_equal_librosa_and_what_it_refuses_is_refused(case, part):
    samples, parameters = case
    cut, frames = oracle.cut_by_us(samples, parameters)
    same("hpss", samples, RATE, lambda: by_librosa(cut, frames, part), part=part, **parameters)


@pytest.mark.parametrize("part", PARTS)
def test_the_defaults_are_librosas(part):
    samples, rate = speech()
    values, plan = oracle.ours("hpss", samples, rate, part=part)
    assert_array_equal(values, by_librosa(samples, {}, part))
    assert_array_equal(plan.axes[0].values, librosa.fft_frequencies(sr=rate, n_fft=2048))


def test_the_parts_add_up_to_the_whole():
    samples, rate = speech()
    harmonic, percussive = (oracle.ours("hpss", samples, rate, part=part)[0] for part in PARTS)
    magnitude = np.abs(librosa.stft(samples))
    np.testing.assert_allclose(harmonic + percussive, magnitude, rtol=1e-6)


def test_a_tone_is_harmonic_and_a_click_percussive():
    tone = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype("f4")
    click = np.eye(1, RATE, RATE // 2, dtype="f4")[0]
    for samples, more, less in ((tone, *PARTS), (click, *reversed(PARTS))):
        loud, quiet = (oracle.ours("hpss", samples, RATE, part=part)[0] for part in (more, less))
        assert np.square(loud).sum() > 100 * np.square(quiet).sum()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 12])
@pytest.mark.parametrize("size", [1, 2, 3, 8, 9, 15, 16, 17, 31, 47, 48, 64, 301])
def test_few_frames_have_the_median_of_their_mirror_images(size, count):
    """scipy itself reads beyond them, see `service.features.hpss`."""
    samples = np.random.default_rng(size).standard_normal(512 * (count - 1) + 100).astype("f4")
    asked = {"n_fft": 64, "hop_length": 512, "win_perc": 1, "mask": True}
    found, plan = oracle.ours("hpss", samples, RATE, win_harm=size, **asked)
    assert plan.shape == (33, count)
    magnitude = np.abs(librosa.stft(samples, n_fft=64, hop_length=512))
    harmonic = median(magnitude, size, -1)
    assert_array_equal(found, librosa.util.softmask(harmonic, magnitude, power=2, split_zeros=True))


def test_the_definition_is_librosas():
    """Where scipy's medians are right."""
    magnitude = np.abs(librosa.stft(speech()[0], n_fft=512)).astype("f4")[:, :90]
    for margin, mask in (((1, 1), False), ((3, 2), True)):
        chosen = {"kernel_size": (17, 30), "margin": margin, "mask": mask, "power": 1.5}
        known = librosa.decompose.hpss(magnitude, **chosen)
        for part, right in zip(by_definition(magnitude, **chosen), known, strict=True):
            assert_array_equal(part, right)


@thorough
@given(sounds(4000), decibels)
def test_decibels_equal_librosa_within_the_law(samples, scale):
    values, plan = oracle.ours("hpss", samples, RATE, scale="db", **scale)
    linear = oracle.Known(by_librosa(samples, {}, "harmonic").astype(np.float64), 0)
    oracle.decibels(linear, scale, 1).assert_equals(values)
    assert plan.unit == "dB"


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_decibel_parameter_is_librosas_for_two_channels(scale):
    samples, rate = loud_and_quiet()
    samples = samples[:, :16_000]
    values, _ = oracle.ours("hpss", samples, rate, scale="db", **scale)
    linear = oracle.Known(by_librosa(samples, {}, "harmonic").astype(np.float64), 0)
    oracle.decibels(linear, scale, 1).assert_equals(values)


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("n_fft", 1, {}, "at least 2"),
        ("win_length", 4096, {}, "at most n_fft=2048"),
        ("hop_length", 0, {}, "at least 1"),
        ("pad_mode", "reflect", {"center": False}, "has an effect only with center=true"),
        ("win_harm", 0, {}, "at least 1"),
        ("win_perc", 302, {}, "at most 301"),
        ("power", 0, {}, "at least 0.01"),
        ("margin_harm", 0.9, {}, "at least 1"),
        ("part", "residual", {}, "'harmonic' or 'percussive'"),
        ("scale", "db", {"mask": True}, "a mask has no decibels"),
        ("kernel_size", 31, {}, "no such parameter"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(parameter, value, others, sentence):
    fault = refusal("hpss", **{parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


def test_a_sound_too_short_is_refused():
    assert "must fit in the 2047 samples" in refusal("hpss", length=2047, center=False).detail
    assert "more than the 1024 there are" in refusal("hpss", length=1024, pad_mode="reflect").detail
    for parameters in ({"center": False}, {"pad_mode": "reflect"}):
        with pytest.raises(BadParameter, match="1024"):
            oracle.ours("hpss", np.zeros(1024, np.float32), RATE, **parameters)


def test_silence_is_zero():
    for part in PARTS:
        assert not oracle.ours("hpss", np.zeros(9000, np.float32), RATE, part=part)[0].any()


def test_two_minutes_are_the_most():
    assert outlined("hpss", 120 * RATE, RATE).shape == (1025, 3751)
    with pytest.raises(TooLarge, match="a hpss takes at most 120 s"):
        outlined("hpss", 120 * RATE + 1, RATE)
    assert outlined("hpss", 8357 * 512, 48_000).shape == (1025, 8358)
    with pytest.raises(TooLarge, match=r"1025 x 8359 values .* the limit is 805306368"):
        outlined("hpss", 8358 * 512, 48_000)
    with pytest.raises(TooLarge, match="medians of 31 and 301 take"):
        outlined("hpss", 120 * RATE, RATE, win_perc=301)
