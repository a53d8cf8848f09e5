import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.dsp import summary
from service.errors import TooLarge
from service.features import FEATURES
from tests.features import _oracle as oracle
from tests.features._draw import loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal
from tests.streams import computed, outlined

RATE = 16_000
ALL = "mean,std,min,max,median,p0,p5,p97.5,p100"
WITH_TIME = [name for name in FEATURES if "statistics" in FEATURES[name].params.model_fields]
LONG = {"pyin": 8_000, "hpss": 16_000}
"""Samples that are enough of what takes long to compute."""
WITHOUT_TIME = {"spectrum", "envelope", "beat_track", "onset_detect"}
TIMED = {"tempo": {"aggregate": "none"}}
"""What gives a time axis to a feature that has none by itself."""


def by_numpy(values, names):
    wide = values.astype(np.float64)
    found = {"mean": wide.mean(-1), "std": wide.std(-1), "median": np.median(wide, -1)}
    found |= {"min": wide.min(-1), "max": wide.max(-1)}
    found |= {n: np.percentile(wide, float(n[1:]), axis=-1) for n in names if n[1:2].isdigit()}
    return np.stack([found[name] for name in names], axis=-1)


def assert_are(summed, values, names):
    """Sums in float64, in any order, then the rounding to float32."""
    right = by_numpy(values, names)
    largest = np.abs(values.astype(np.float64)).max(axis=-1, initial=0)[..., np.newaxis]
    off = oracle.EPS * np.abs(right) + values.shape[-1] * 2.0**-52 * largest + oracle.TINY
    oracle.Known(right, off).assert_equals(summed)


def test_all_but_those_without_time_have_statistics():
    assert set(FEATURES) - set(WITH_TIME) == WITHOUT_TIME
    assert len(WITH_TIME) > 10


@pytest.mark.parametrize("feature", WITH_TIME)
@pytest.mark.parametrize("sound", [speech, loud_and_quiet])
def test_statistics_of_every_feature_are_numpys(feature, sound):
    (samples, rate), more = sound(), TIMED.get(feature, {})
    samples = samples[..., : LONG.get(feature)]
    values = computed(feature, samples, rate, **more)
    summed, plan = oracle.ours(feature, samples, rate, statistics=ALL, **more)
    assert_are(summed, values, ALL.split(","))
    assert plan.axes[-1].name == "statistic"
    assert plan.shape == (*values.shape[samples.ndim - 1 : -1], 9)
    assert plan.unit == outlined(feature, samples.shape[-1], rate, **more).unit


@pytest.mark.parametrize("feature", WITH_TIME)
def test_one_sample_has_statistics(feature):
    one, more = np.full(1, 0.5, "f4"), TIMED.get(feature, {})
    values = computed(feature, one, RATE, **more)
    summed = computed(feature, one, RATE, statistics=ALL, **more)
    assert_are(summed, values, ALL.split(","))


def test_time_first_puts_statistics_first():
    samples, rate = speech()
    last = computed("mel", samples, rate, statistics="mean,max")
    first, plan = oracle.ours("mel", samples, rate, statistics="mean,max", time_axis="first")
    assert [axis.name for axis in plan.axes] == ["statistic", "frequency"]
    assert_array_equal(first, last)  # blocks, which `together` turns over


def test_they_are_of_what_was_normalised_and_derived():
    samples, rate = speech()
    asked = {"n_mels": 20, "scale": "db", "deltas": 1, "normalize": "standard"}
    values = computed("mel", samples, rate, **asked)
    summed = computed("mel", samples, rate, statistics="std,p10", **asked)
    assert_are(summed, values, ["std", "p10"])
    assert_allclose(summed[:, 0], 1, rtol=1e-5)


names = st.sampled_from(ALL.split(","))


@thorough
@given(st.lists(names, min_size=1, unique=True), st.lists(st.integers(0, 40)), st.integers(1, 9))
def test_blocks_make_no_difference(chosen, sizes, columns):
    sizes = [*sizes, 1]
    rng = np.random.default_rng(columns)
    blocks = [rng.standard_normal((size, columns, 2)).astype("f4") for size in sizes]
    whole = np.concatenate(blocks)
    found = summary.summary(blocks, chosen)
    assert_are(np.moveaxis(found, 0, -1), np.moveaxis(whole, 0, -1), chosen)


def test_percentiles_hold_few_columns_at_a_time(monkeypatch):
    blocks = [np.random.default_rng(k).standard_normal((5000, 64)).astype("f4") for k in range(20)]
    monkeypatch.setattr(summary, "MOST_FRAMES", 200_000)
    right = np.percentile(np.concatenate(blocks).astype("f8"), [5, 50], axis=0)
    tracemalloc.start()
    try:
        found = summary.percentiles(blocks, [5, 50])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert_allclose(found, right, rtol=1e-12)
    assert peak < 2 * 200_000 * 4  # of 25.6 MB


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("average", "of the form"),
        ("", "of the form"),
        ("mean,", "of the form"),
        ("mean, max", "of the form"),
        ("p101", "of the form"),
        ("p-5", "of the form"),
        ("mean,max,mean", "names mean more than once"),
        (",".join(f"p{k}" for k in range(17)), "of the form"),
    ],
)
def test_no_statistic_is_refused(value, sentence):
    fault = refusal("mel", {"statistics": value})
    assert (fault.parameter, fault.value) == ("statistics", value)
    assert sentence in fault.detail


@pytest.mark.parametrize("feature", ["rms", "mel"])
def test_a_sound_without_a_frame_is_refused_and_has_no_statistics(feature):
    parameters = {"center": "false", "statistics": "max,p5,mean"}
    assert "must fit in the 99 samples" in refusal(feature, parameters, 99).detail
    plan = FEATURES[feature].plan(FEATURES[feature].params(**parameters), RATE)
    assert sum(map(len, plan.compute([np.zeros(99, "f4")], list))) == 0


def test_patches_and_angles_have_none():
    patches = {"patch_frames": 8, "time_axis": "first", "statistics": "mean"}
    assert "not possible with patch_frames" in refusal("mel", patches).detail
    assert "no meaning" in refusal("stft", {"part": "phase", "statistics": "mean"}).detail
    asked = {"part": "complex", "statistics": "mean"}
    assert "no meaning for part=complex" in refusal("fourier_tempogram", asked).detail


def test_a_single_tempo_has_none():
    assert "only with aggregate=none" in refusal("tempo", {"statistics": "mean"}).detail


def test_percentiles_of_very_many_frames_are_refused_and_means_are_not():
    length = (1 << 22) + 1
    assert outlined("waveform", length, RATE, statistics="mean,max").shape == (2,)
    assert outlined("waveform", length - 1, RATE, statistics="median").shape == (1,)
    with pytest.raises(TooLarge, match="percentile median takes at most 4194304 frames"):
        outlined("waveform", length, RATE, statistics="median")
    waveform = FEATURES["waveform"]
    plan = waveform.plan(waveform.params(statistics="p5"), RATE)
    with pytest.raises(TooLarge, match="the sound has 4194305"):
        plan.compute([np.zeros(length, "f4")], list)
