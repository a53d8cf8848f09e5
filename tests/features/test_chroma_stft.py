import math

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal

from service.dsp import chroma
from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, rates, sound, speech, thorough
from tests.features.test_parameters import refusal
from tests.streams import computed

RATE = 16_000


def known(samples, rate, parameters, norm=np.inf, tuning=0.0, n_chroma=12, **own):
    """librosa's chroma.

    A class is a band, of as many bins as there are: n eps / 2 of it for the sum in float32, in
    any order. Its norm is off by the errors' norm at most, so the quotient by (e + |x / L| |e|)
    over the least norm.
    """
    bins, delta = oracle.bins_of(samples, parameters)
    n_fft = parameters.get("n_fft", 2048)
    kind = {"n_chroma": n_chroma, "tuning": tuning, **own}
    right = librosa.feature.chroma_stft(S=bins**2, sr=rate, n_fft=n_fft, norm=norm, **kind)
    weights = librosa.filters.chroma(sr=rate, n_fft=n_fft, dtype=np.float64, **kind)
    raw = weights @ bins**2
    error = oracle.error_of_bands(bins, delta, 2, weights) + len(weights.T) * oracle.EPS * raw
    if norm is None:
        return oracle.Known(right, error)
    length, off = (np.linalg.norm(x, norm, axis=-2, keepdims=True) for x in (raw, error))
    with np.errstate(invalid="ignore", divide="ignore"):
        error = (error + raw / length * off) / np.maximum(length - off, 0)
    # librosa divides by no norm below the least normal number: in float32, the judge being float64
    error = np.where(length < np.finfo(np.float32).tiny, np.inf, error)
    return oracle.Known(right, error + oracle.EPS * right)


@st.composite
def classes(draw):
    return {
        "tuning": draw(st.just(0.0) | st.floats(-0.5, 0.5)),
        "n_chroma": draw(st.sampled_from([12, 24, 36]) | st.integers(1, 60)),
        "ctroct": draw(st.floats(0, 9)),
        "octwidth": draw(st.just(None) | st.floats(0.5, 10)),
        "base_c": draw(st.booleans()),
    }


def spelt(parameters):
    return {name: "none" if value is None else value for name, value in parameters.items()}


@thorough
@given(framed(), classes(), st.sampled_from([np.inf, None, 1.0, 2.0, 3.5]))
def test_values_equal_librosa_within_the_law(case, own, norm):
    words = spelt(own | {"norm": "inf" if norm == np.inf else norm})
    values, plan = oracle.ours("chroma_stft", *case[:2], **words, **case.parameters)
    right = known(*case, norm, **own)
    # where a norm is all noise, a quotient by it means nothing
    told = np.isfinite(right.error) | (values == right.values)
    assert np.isfinite(values).all()
    oracle.Known(right.values[told], right.error[told]).assert_equals(values[told])
    assert len(plan.axes[0]) == own["n_chroma"]


@thorough
@given(st.integers(2, 4097), rates, classes())
def test_the_bank_is_librosas(n_fft, rate, own):
    tuning = own.pop("tuning")
    found = chroma.bank(rate, n_fft, chroma.Classes(**own), tuning)
    right = librosa.filters.chroma(sr=rate, n_fft=n_fft, tuning=tuning, **own)
    np.testing.assert_allclose(found, right, rtol=oracle.EPS, atol=1e-12)


shapes = st.tuples(st.integers(2, 600), st.integers(1, 6))
heights = st.floats(0, 1e6, width=32)


@thorough
@given(shapes.flatmap(lambda shape: arrays(np.float32, shape, elements=heights)), rates)
def test_peaks_are_librosas_to_the_last_bit(power, rate):
    found = chroma.peaks(power, rate)
    pitch, height = librosa.piptrack(S=power, sr=rate)
    there = pitch > 0
    assert_array_equal(found, np.stack([pitch[there], height[there]], axis=1))


@pytest.mark.filterwarnings("ignore:Trying to estimate tuning")  # of frames without a peak
@thorough
@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.sampled_from([12, 24, 7]), st.data())
def test_the_tuning_is_librosas(seed, frames, n_chroma, data):
    rng = np.random.default_rng(seed)
    power = (rng.standard_exponential((1025, frames)) ** 4).astype("f4")
    at = data.draw(st.integers(0, frames))
    found = [chroma.peaks(part, RATE) for part in (power[:, :at], power[:, at:])]
    right = librosa.estimate_tuning(S=power, sr=RATE, bins_per_octave=n_chroma)
    assert chroma.tuning(found, n_chroma) == right


@pytest.mark.parametrize("n_chroma", [12, 24])
@pytest.mark.parametrize("n_fft", [1021, 2048, 4096])
def test_the_tuning_is_estimated_unless_it_is_given(n_fft, n_chroma):
    for samples in (speech()[0], loud_and_quiet()[0]):
        parameters = {"n_fft": n_fft, "hop_length": 512}
        power, _ = oracle.ours("stft", samples, RATE, part="power", **parameters)
        tuning = librosa.estimate_tuning(S=power, sr=RATE, bins_per_octave=n_chroma)
        estimated, _ = oracle.ours("chroma_stft", samples, RATE, n_chroma=n_chroma, **parameters)
        told, _ = oracle.ours(
            "chroma_stft", samples, RATE, n_chroma=n_chroma, tuning=tuning, **parameters
        )
        assert (estimated == told).all()
        other, _ = oracle.ours(
            "chroma_stft", samples, RATE, n_chroma=n_chroma, tuning=-tuning, **parameters
        )
        assert tuning
        assert (estimated != other).any()


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("chroma_stft", samples, rate)
    bins, _ = oracle.bins_of(samples, {})
    tuning = librosa.estimate_tuning(S=bins**2, sr=rate)
    right = librosa.feature.chroma_stft(y=samples, sr=rate)
    known(samples, rate, {}, tuning=tuning).assert_equals(values)
    known(samples, rate, {}, tuning=tuning).assert_equals(right)
    assert (plan.axes[0].name, list(plan.axes[0].values)) == ("chroma", list(range(12)))


@pytest.mark.parametrize(("note", "hz"), [(0, 261.626), (4, 329.628), (9, 440), (9, 1760)])
def test_a_note_is_in_its_class(note, hz):
    tone = np.sin(2 * np.pi * hz * np.arange(RATE) / RATE).astype("f4")
    values, _ = oracle.ours("chroma_stft", tone, RATE, n_fft=4096)
    assert set(values[:, 4:-4].argmax(axis=0)) == {note}


def test_a_tone_out_of_tune_is_found_in_tune():
    tone = np.sin(2 * np.pi * 440 * 2 ** (0.3 / 12) * np.arange(RATE) / RATE).astype("f4")
    estimated, _ = oracle.ours("chroma_stft", tone, RATE, n_fft=8192)
    concert, _ = oracle.ours("chroma_stft", tone, RATE, n_fft=8192, tuning=0)
    # the neighbour above, relative to A: little in tune, much out of it
    assert estimated[10].mean() < concert[10].mean() / 2


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_is_zero(length):
    assert (oracle.ours("chroma_stft", np.zeros(length, "f4"), RATE)[0] == 0).all()


def test_slopes_stand_behind_the_classes():
    samples, rate = speech()
    plain = computed("chroma_stft", samples, rate)
    both = computed("chroma_stft", samples, rate, deltas=1)
    assert_array_equal(both[:12], plain)
    right = librosa.feature.delta(plain.astype("f8"), mode="nearest")
    # weights of at most 4 / 60 over 9 values of at most 1
    np.testing.assert_allclose(both[12:], right, atol=9 * oracle.EPS)


@pytest.mark.parametrize("rank", [0, 1, 500, 998, 999])
def test_a_rank_is_found_without_sorting(rank):
    heights = np.random.default_rng(1).standard_exponential((1000, 2)).astype("f4")
    heights[:300, 1] = heights[0, 1]
    cut = [heights[:7], heights[7:7], heights[7:]]
    assert chroma.ranked(cut, rank) == np.sort(heights[:, 1])[rank]


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("n_chroma", 0, "at least 1"),
        ("n_chroma", 121, "at most 120"),
        ("tuning", 0.6, "at most 0.5"),
        ("norm", 0.5, "at least 1 or 'inf' or 'none'"),
        ("octwidth", 0, "at least 0.1 or 'none'"),
        ("ctroct", math.inf, "finite number"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, value, sentence):
    fault = refusal("chroma_stft", {parameter: value})
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail


def test_too_few_frames_for_a_slope_are_refused():
    fault = refusal("chroma_stft", {"deltas": 1}, 8 * 512 - 1)
    assert (fault.parameter, fault.value) == ("delta_width", 9)
    assert "only 8 frames" in fault.detail
    assert computed("chroma_stft", sound("noise", 8 * 512), RATE, deltas=1).shape == (24, 9)
