import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.dsp import rows
from service.dsp.rows import Normalisation
from tests.streams import cut, keep, together

EPS = float(np.finfo(np.float32).eps)
quick = settings(deadline=None, max_examples=60, print_blob=True)
pieces = st.lists(st.integers(1, 20), min_size=1, max_size=4)
shapes = st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(12, 60))
"""Channels, rows, frames."""


def values(shape):
    return np.random.default_rng(shape[-1]).normal(-3, 5, shape).astype(np.float32)


@quick
@given(shapes, pieces, st.sampled_from([1, 2]), st.sampled_from([3, 5, 9]))
def test_deltas_are_librosas_however_the_frames_are_cut(shape, pieces, orders, width):
    given_ = values(shape)
    found = together(rows.with_deltas(cut(given_, pieces), orders, width))
    derived = [
        librosa.feature.delta(given_.astype("f8"), order=order, width=width, mode="nearest")
        for order in range(1, orders + 1)
    ]
    expected = np.concatenate([given_, *derived], axis=1)
    assert_allclose(found, expected, rtol=0, atol=64 * EPS * np.abs(given_).max())


@quick
@given(
    shapes,
    pieces,
    st.sampled_from(["mean", "standard"]),
    st.sampled_from([0, 1]),
    st.sampled_from([0.0, 1e-5]),
    st.sampled_from(["add", "inside"]),
    st.integers(0, 3),
)
def test_rows_are_normalised_over_time(shape, pieces, kind, ddof, eps, place, masked):
    given_ = values(shape)
    how = Normalisation(kind, ddof, eps, place, masked)
    found = together(rows.normalised(keep(cut(given_, pieces)), how))
    x = given_.astype(np.float64)
    valid = x[..., : shape[-1] - masked]
    expected = x - valid.mean(axis=-1, keepdims=True)
    if kind == "standard":
        variance = valid.var(axis=-1, ddof=ddof, keepdims=True)
        expected /= np.sqrt(variance + eps) if place == "inside" else np.sqrt(variance) + eps
    assert_allclose(found, expected, rtol=1e-5, atol=16 * EPS * np.abs(given_).max())


def test_a_row_that_never_changes_becomes_zeros():
    found = together(
        rows.normalised(keep([np.ones((5, 2), np.float32)]), Normalisation("standard"))
    )
    assert (found == 0).all()


@quick
@given(shapes, pieces, st.integers(0, 70))
def test_the_last_frames_are_left_out_or_masked(shape, pieces, count):
    given_ = values(shape)
    kept = max(0, shape[-1] - count)
    assert_array_equal(together(rows.without_last(cut(given_, pieces), count)), given_[..., :kept])
    expected = given_.copy()
    expected[..., kept:] = 0
    assert_array_equal(together(rows.masked(cut(given_, pieces), count)), expected)


@quick
@given(shapes, pieces, st.integers(1, 4))
def test_stacked_frames_stand_side_by_side(shape, pieces, count):
    given_ = values(shape)
    found = together(rows.stacked(cut(given_, pieces), count))
    whole = shape[-1] // count
    expected = np.concatenate(
        [given_[..., k : whole * count : count] for k in range(count)], axis=1
    )
    assert_array_equal(found, expected)


@quick
@given(shapes, pieces, st.integers(1, 12), st.integers(1, 15))
def test_patches_are_whole(shape, pieces, length, hop):
    given_ = values(shape)
    found = np.concatenate(list(rows.patches(cut(given_, pieces), length, hop)))
    starts = range(0, shape[-1] - length + 1, hop)
    expected = [np.moveaxis(given_[..., at : at + length], 0, -1).swapaxes(0, 1) for at in starts]
    assert_array_equal(found, expected)


@pytest.mark.parametrize("orders", [1, 2])
def test_a_parabola_has_its_derivatives(orders):
    frames = np.arange(40, dtype=np.float32)
    found = together(rows.with_deltas(cut((frames**2)[np.newaxis], (3,)), orders, 9))
    inner = slice(4, -4)
    assert_allclose(found[1, inner], 2 * frames[inner], rtol=1e-5)
    if orders > 1:
        assert_allclose(found[2, inner], 2, rtol=1e-4)
