from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.features import _oracle as oracle
from tests.features._draw import sounds, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000


def by_columns(samples, columns):
    length = samples.shape[-1]
    starts = [k * length // columns for k in range(columns + 1)]
    parts = [samples[..., a : max(b, a + 1)] for a, b in pairwise(starts)]
    wide = [part.astype(np.float64) for part in parts]
    rms = [np.sqrt((part**2).mean(axis=-1)) for part in wide]
    low, high = ([getattr(part, end)(axis=-1) for part in parts] for end in ("min", "max"))
    return np.stack([np.stack(rows, axis=-1) for rows in (low, high, rms)], axis=-2)


@thorough
@given(st.integers(1, 9000).flatmap(sounds), st.integers(1, 3000))
def test_columns_span_their_samples(samples, columns):
    values, plan = oracle.ours("envelope", samples, RATE, columns=columns)
    right = by_columns(samples, columns)
    assert_array_equal(values[..., :2, :], right[..., :2, :].astype("f4"))
    assert_allclose(values[..., 2, :], right[..., 2, :], rtol=oracle.EPS, atol=oracle.TINY)
    assert plan.shape == (3, columns)


@pytest.mark.parametrize("columns", [1, 7, 1000, 65_536])
def test_a_long_wave_in_blocks_is_as_in_one(columns):
    samples = np.random.default_rng(0).uniform(-1, 1, 200_003).astype("f4")
    values, plan = oracle.ours("envelope", samples, RATE, columns=columns)
    right = by_columns(samples, columns)
    assert_array_equal(values[:2], right[:2].astype("f4"))
    assert_allclose(values[2], right[2], rtol=oracle.EPS)
    middles = (np.arange(columns) + 0.5) * 200_003 / columns / RATE
    assert_allclose(plan.axes[1].values, middles, rtol=1e-12)


def test_the_whole_range_of_speech_is_seen():
    samples, rate = speech()
    values, _ = oracle.ours("envelope", samples, rate, columns=100)
    assert (values[0].min(), values[1].max()) == (samples.min(), samples.max())
    assert (values[0] <= values[1]).all()


def test_one_sample_fills_every_column():
    values, _ = oracle.ours("envelope", np.full(1, 0.5, "f4"), RATE, columns=4)
    assert (values == 0.5).all()


@pytest.mark.parametrize(
    ("columns", "sentence"), [(0, "at least 1"), (65_537, "at most 65536"), ("all", "integer")]
)
def test_a_number_of_columns_that_cannot_be_is_refused(columns, sentence):
    assert sentence in refusal("envelope", {"columns": columns}).detail
