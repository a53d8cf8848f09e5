import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import law

SHAPE = (6, 5)
seeds = st.integers(0, 2**32 - 1)


def some(rng, shape=SHAPE):
    """Values over many magnitudes, with errors from nothing to as large as they are."""
    values = 10.0 ** rng.uniform(-12, 3, shape) * (rng.random(shape) > 0.1)
    return law.Known(values, values * 10.0 ** rng.uniform(-8, 0, shape))


def signed(rng, shape=SHAPE):
    values = rng.normal(scale=10, size=shape)
    return law.Known(values, 10.0 ** rng.uniform(-6, 0, shape))


def moved(known, rng):
    """Another value inside the error of each cell, often at its very end."""
    reach = np.clip(rng.uniform(-2, 2, known.values.shape), -1, 1)
    return known.values + reach * known.error


def exactly(values):
    return law.Known(values, np.zeros_like(values))


def assert_carried(stage, known, rng):
    other = stage(exactly(moved(known, rng))).values
    assert stage(known).share(other) <= 1


def test_far_above_the_floor_the_law_is_the_one_of_the_design():
    weights = np.array([[0.0, 0.5, 2.0, 1.0]])
    power, energy = np.array([[4.0, 1e-3, 2e-3, 5e-3]]), np.array([8.0])
    known = law.bands(power @ weights.T, energy, np.zeros(1), weights)
    band_power = known.values / weights.max()
    expected = 128 * 2.0**-23 * np.sqrt(energy / band_power)
    logs = law.logarithm(known, "ln", "clamp", 1e-10)
    np.testing.assert_allclose(logs.error, expected, rtol=2e-2)


@given(seeds)
def test_noise_of_the_stated_size_stays_within_a_band_s_error(seed):
    rng = np.random.default_rng(seed)
    bins = np.abs(rng.normal(size=(1, 9)) * 10.0 ** rng.uniform(-6, 2, (1, 9)))
    weights = rng.uniform(0, 2, (3, 9)) * (rng.random((3, 9)) > 0.5)
    energy = 2 * np.sum(bins**2, axis=1)
    noise = rng.normal(size=(1, 9)) * rng.integers(0, 2, (1, 9))
    noise *= 64 * law.EPS * np.sqrt(energy) / max(np.linalg.norm(noise), 1e-300)
    for exponent in (1, 2):
        known = law.bands(bins**exponent @ weights.T, energy, np.zeros(1), weights, exponent)
        assert known.share(np.abs(bins + noise) ** exponent @ weights.T) <= 1


def test_a_click_at_the_end_of_a_float32_window_needs_the_frame_as_it_was_cut():
    """1 - cos is known to eps / 4 in float32, however small it is: here to 0.6 % of itself."""
    angle = 2 * np.pi / 1024
    exact, rounded = 0.5 - 0.5 * np.cos(angle), 0.5 - 0.5 * np.cos(np.float32(angle))
    weights, windowed, cut = np.ones((1, 513)), np.array([1024 * exact**2]), np.array([1024.0])
    flat, answer = np.full((1, 1), 513 * exact**2), np.full((1, 1), 513 * float(rounded) ** 2)
    assert law.bands(flat, windowed, windowed, weights).share(answer) > 1
    assert law.bands(flat, windowed, cut, weights).share(answer) <= 1


@given(seeds, st.sampled_from(["clamp", "add", "replace_zero"]), st.sampled_from([*law.UNITS]))
def test_logarithm_carries_the_error(seed, guard, unit):
    rng = np.random.default_rng(seed)
    assert_carried(lambda known: law.logarithm(known, unit, guard, 1e-10), some(rng), rng)


@given(seeds)
def test_range_from_max_carries_the_error(seed):
    rng = np.random.default_rng(seed)
    assert_carried(lambda known: law.range_from_max(known, 8.0), signed(rng), rng)


@given(seeds)
def test_affine_carries_the_error(seed):
    rng = np.random.default_rng(seed)
    assert_carried(lambda known: law.affine(known, 4.5, -0.2), signed(rng), rng)


@given(seeds)
def test_transform_carries_the_error(seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=(3, SHAPE[1]))
    assert_carried(lambda known: law.transform(known, weights), signed(rng), rng)


@given(seeds, st.sampled_from([(0, 0.0, "none"), (1, 1e-5, "add"), (1, 1e-7, "in_sqrt")]))
def test_normalisation_over_time_carries_the_error(seed, kind):
    rng = np.random.default_rng(seed)
    assert_carried(lambda known: law.per_bin(known, *kind, valid=5), signed(rng), rng)


@given(seeds)
def test_removal_of_the_mean_carries_the_error(seed):
    rng = np.random.default_rng(seed)
    assert_carried(lambda known: law.per_bin(known, place="mean_only"), signed(rng), rng)


def test_float32_itself_stays_within_what_is_left_on_silence():
    logs = law.logarithm(exactly(np.zeros((50, 23))), "ln", "clamp", 1e-10)
    rows = np.random.default_rng(3).normal(size=(13, 23))
    answer = np.log(np.full((50, 23), np.float32(1e-10))).astype(np.float32) @ rows.astype("f4").T
    assert law.transform(logs, rows).share(answer) <= 1


@given(seeds)
def test_a_float32_transform_of_exact_values_stays_within_its_own_rounding(seed):
    rng = np.random.default_rng(seed)
    values, weights = rng.normal(size=(4, 64)).astype("f4"), rng.normal(size=(13, 64)).astype("f4")
    known = law.transform(exactly(values.astype(np.float64)), weights.astype(np.float64))
    assert known.share(values @ weights.T) <= 1


def test_what_noise_can_empty_is_unknown_where_only_zero_is_guarded():
    known = law.Known(np.array([[1e-9, 1e-3, 0.0]]), np.array([[1e-8, 1e-8, 0.0]]))
    error = law.logarithm(known, "ln", "replace_zero", 2.2e-16).error
    assert np.isinf(error[0, 0])
    assert (error[0, 1:] < 1e-4).all()


def test_a_share_wants_the_same_shape():
    with pytest.raises(ValueError, match=r"shape \(3,\), not \(6, 5\)"):
        exactly(np.zeros(SHAPE)).share(np.zeros(3))


def test_nan_is_no_small_share():
    assert not exactly(np.zeros((1, 1))).share(np.full((1, 1), np.nan)) <= 1
