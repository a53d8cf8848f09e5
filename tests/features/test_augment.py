"""Size, roll and masks: scipy's zoom, numpy's roll, SpecAugment anew from the documented draws."""

import json
from io import BytesIO

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from service.dsp import lengths, rows
from service.errors import BadParameter
from service.features import FEATURES
from service.features._augment import RowAugmentationParams
from service.parameters import parse
from service.pipeline import Job
from service.settings import Limits
from service.sources import Body
from service.spec import UNUSED, spec, spelt
from tests.streams import answered, computed, outlined

RATE = 16_000
SHORT = {"n_fft": 256, "hop_length": 100}


def noise(*shape):
    return np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)


def spans(seed, purpose, many, most, length):
    """Spans that the masks of SpecAugment have: first the width of each, then its beginning."""
    chance, found = np.random.RandomState([seed, purpose]), []
    for _ in range(many):
        width = chance.randint(min(most, length) + 1)
        start = chance.randint(length - width + 1)
        found.append((start, start + width))
    return found


def masked(array, seed, times, frequencies, value):
    """SpecAugment of an array (..., rows, frames); `times` and `frequencies` are (count, width)."""
    found = array.copy()
    for start, stop in spans(seed, 1, *times, array.shape[-1]):
        found[..., start:stop] = value
    for start, stop in spans(seed, 2, *frequencies, array.shape[-2]):
        found[..., start:stop, :] = value
    return found


def zoomed(array, *sizes):
    """The last two axes at other sizes, the centres of cells being interpolated linearly."""
    factors = [new / old for new, old in zip(sizes, array.shape[-2:], strict=True)]
    factors = [1] * (array.ndim - 2) + factors
    exact = array.astype(np.float64)
    return scipy.ndimage.zoom(exact, factors, order=1, mode="nearest", grid_mode=True)


EPS = np.finfo(np.float32).eps


@settings(deadline=None)
@given(
    n=st.integers(1, 9_000),
    channels=st.sampled_from([(), (2,)]),
    n_mels=st.integers(1, 40),
    sizes=st.tuples(st.integers(1, 120), st.integers(1, 300)),
    pieces=st.lists(st.integers(1, 3_000), min_size=1, max_size=4),
)
def test_another_size_is_scipys_zoom(n, channels, n_mels, sizes, pieces):
    samples, usual = noise(*channels, n), {**SHORT, "n_mels": n_mels, "scale": "db"}
    plain = computed("mel", samples, RATE, **usual)
    size = {"resize_rows": sizes[0], "resize_frames": sizes[1]}
    found = computed("mel", samples, RATE, pieces, **usual, **size)
    # of each of both steps: the weight, the difference, the product and the sum are rounded
    bound = 2 * 4 * EPS * np.abs(plain).max()
    assert_allclose(found, zoomed(plain, *sizes), rtol=0, atol=bound)
    axes = outlined("mel", n, RATE, **usual, **size).axes
    assert tuple(map(len, axes)) == found.shape[-2:]
    assert all((np.diff(axis.values) > 0).all() for axis in axes)


def test_the_axes_are_resized_as_what_stands_on_them_is():
    """A ramp along an axis, zoomed, is its coordinates, but for what lies beyond its ends."""
    usual = outlined("mel", 16_000, RATE, **SHORT, n_mels=30)
    for size, axis in (("resize_rows", 0), ("resize_frames", 1)):
        before = usual.axes[axis].values
        for count in (7, 29, 64, 500):
            after = outlined("mel", 16_000, RATE, **SHORT, n_mels=30, **{size: count}).axes[axis]
            expected = zoomed(before[None], 1, count)[0]
            reached = np.clip(after.values, before[0], before[-1])
            assert_allclose(reached, expected, rtol=1e-12, atol=1e-12)


@settings(deadline=None)
@given(
    n=st.integers(1, 9_000),
    channels=st.sampled_from([(), (2,)]),
    times=st.tuples(st.integers(0, 8), st.integers(1, 120)),
    frequencies=st.tuples(st.integers(0, 8), st.integers(1, 60)),
    fill=st.one_of(st.just("mean"), st.floats(-100, 100, width=32)),
    roll=st.one_of(st.just("random"), st.integers(-200, 200)),
    seed=st.integers(0, 2**32 - 1),
    pieces=st.lists(st.integers(1, 3_000), min_size=1, max_size=4),
)
def test_masks_and_roll_are_the_documented_draws(
    n, channels, times, frequencies, fill, roll, seed, pieces
):
    samples = noise(*channels, n)
    plain = computed("mel", samples, RATE, **SHORT, n_mels=40, scale="db")
    asked = {"roll": roll, "time_masks": times[0], "freq_masks": frequencies[0]}
    asked |= {"time_mask_width": times[1]} if times[0] else {}
    asked |= {"freq_mask_width": frequencies[1]} if frequencies[0] else {}
    asked |= {"mask_with": fill} if times[0] or frequencies[0] else {}
    asked |= {"array_seed": seed} if times[0] or frequencies[0] or roll == "random" else {}
    found = computed("mel", samples, RATE, pieces, **SHORT, n_mels=40, scale="db", **asked)
    frames = plain.shape[-1]
    by = np.random.RandomState([seed, 0]).randint(frames) if roll == "random" else roll
    rolled = np.roll(plain, by, axis=-1)
    value = np.float32(plain.mean(dtype=np.float64)) if fill == "mean" else fill
    expected = masked(rolled, seed, times, frequencies, value)
    same = expected == found
    # the mean of one array, summed in another order
    close = np.abs(expected - found) <= EPS * np.abs(value)
    assert (same | close).all()
    assert same.all() or fill == "mean"


def test_the_widths_are_uniform_and_reach_both_ends():
    """Of widths 0 to 3 in 600 arrays: 150 each, with a standard deviation of 10.6."""
    params = [
        parse(RowAugmentationParams, {"freq_masks": 1, "freq_mask_width": 3, "array_seed": s})
        for s in range(600)
    ]
    found = [one.draws(10, 5)["freq_masks"][0] for one in params]
    widths = np.bincount([stop - start for start, stop in found])
    assert len(widths) == 4
    assert (np.abs(widths - 150) < 5 * 10.6).all()
    assert min(start for start, stop in found if stop > start) == 0
    assert max(stop for start, stop in found if stop > start) == 5


def test_the_size_comes_before_roll_and_masks():
    samples, usual = noise(8_000), {**SHORT, "n_mels": 20}
    size = {"resize_rows": 33, "resize_frames": 50}
    plain = computed("mel", samples, RATE, **usual, **size)
    more = {"roll": 7, "time_masks": 2, "freq_masks": 2, "mask_with": 0}
    found = computed("mel", samples, RATE, **usual, **size, **more)
    assert_array_equal(found, masked(np.roll(plain, 7, axis=1), 0, (2, 100), (2, 27), 0))


def test_frames_that_do_not_count_are_resized_too():
    samples, usual = noise(8_000), {**SHORT, "n_mels": 20, "normalize": "mean", "masked_frames": 3}
    plain = computed("mel", samples, RATE, **usual)
    found = computed("mel", samples, RATE, (90,), **usual, resize_frames=40)
    bound = 4 * EPS * np.abs(plain).max()
    assert_allclose(found, zoomed(plain, 20, 40), rtol=0, atol=bound)


def test_stacks_and_patches_are_of_the_new_size():
    samples, usual = noise(8_000), {**SHORT, "n_mels": 20, "time_axis": "first"}
    asked = {"resize_frames": 64, "stack": 2, "patch_frames": 8}
    patches = computed("mel", samples, RATE, **usual, **asked)
    shape = outlined("mel", 8_000, RATE, **usual, **asked).shape
    assert np.moveaxis(patches, (0, 1, 2), (2, 1, 0)).shape == shape == (4, 8, 40)
    with pytest.raises(BadParameter, match="patch_frames=33: the sound has only 32 frames"):
        outlined("mel", 8_000, RATE, **usual, **asked | {"patch_frames": 33})


def test_they_come_after_the_normalisation_and_before_the_shape():
    samples, asked = noise(8_000), {"time_masks": 2, "time_mask_width": 20, "mask_with": 7}
    usual = {**SHORT, "n_mels": 20, "normalize": "standard", "frames": 60}
    plain = computed("mel", samples, RATE, **usual)
    expected = masked(plain, 0, (2, 20), (0, 1), 7)
    assert_array_equal(computed("mel", samples, RATE, **usual, **asked), expected)
    first = computed("mel", samples, RATE, **usual, **asked, time_axis="first", stack=2)
    assert_array_equal(first.T.squeeze(), expected.T.reshape(30, 40))
    means = computed("mel", samples, RATE, **usual, **asked, statistics="max")
    assert_array_equal(means.squeeze(), expected.max(axis=1))


def test_the_rows_are_those_with_the_derivatives():
    samples, asked = noise(8_000), {**SHORT, "n_mels": 20, "n_mfcc": 10, "deltas": 2}
    plain = computed("mfcc", samples, RATE, **asked)
    assert len(plain) == 30
    found = computed("mfcc", samples, RATE, **asked, freq_masks=3, mask_with=0, array_seed=4)
    assert_array_equal(found, masked(plain, 4, (0, 1), (3, 27), 0))


def test_a_complex_spectrum_can_be_rolled_but_not_masked():
    samples = noise(4_000)
    plain = computed("stft", samples, RATE, **SHORT, part="complex")
    found = computed("stft", samples, RATE, **SHORT, part="complex", roll=-3)
    assert_array_equal(found, np.roll(plain, -3, axis=-1))
    with pytest.raises(BadParameter, match="time_masks=1: has no meaning for part=complex"):
        computed("stft", samples, RATE, part="complex", time_masks=1)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"time_masks": 9}, "must be at most 8"),
        ({"freq_masks": -1}, "must be at least 0"),
        ({"time_masks": 1, "time_mask_width": 0}, "must be at least 1"),
        ({"time_mask_width": 3}, "time_mask_width=3: has an effect only with time_masks"),
        ({"freq_mask_width": 3, "time_masks": 1}, "has an effect only with freq_masks"),
        ({"mask_with": 0}, "mask_with=0.0: has an effect only with time_masks or freq_masks"),
        ({"mask_with": "max", "time_masks": 1}, "must be a valid number or 'mean'"),
        ({"roll": 1, "array_seed": 3}, "has an effect only with roll=random, time_masks or"),
        ({"resize_rows": 0}, "must be at least 1"),
        ({"resize_frames": 65_537}, "must be at most 65536"),
        ({"roll": "some"}, "roll='some': must be a valid integer"),
    ],
)
def test_what_is_wrong_is_refused_with_its_limit(params, sentence):
    with pytest.raises(BadParameter) as refused:
        parse(FEATURES["mel"].params, params)
    assert sentence in str(refused.value)


ASKED = {"time_masks": 2, "time_mask_width": 9, "freq_masks": 1, "roll": "random", "array_seed": 5}


@pytest.fixture
def body(tmp_path):
    np.save(tmp_path / "noise.npy", noise(8_000))
    return Body(str(tmp_path / "noise.npy"), "npy")


def receipt_of(body, **parameters):
    job = Job("mel", "npz", {"sample_rate": 16_000, **parameters}, body, Limits())
    with np.load(BytesIO(answered(job)[0])) as archive:
        return json.loads(str(archive["receipt"]))


def test_the_receipt_says_what_was_drawn(body):
    frames = 1 + 8_000 // 512
    drawn = {
        "roll": int(np.random.RandomState([5, 0]).randint(frames)),
        "time_masks": [list(span) for span in spans(5, 1, 2, 9, frames)],
        "freq_masks": [list(span) for span in spans(5, 2, 1, 27, 128)],
    }
    receipt = receipt_of(body, **ASKED)
    assert receipt["drawn"] == [drawn]
    assert receipt["parameters"].items() >= ASKED.items()
    plain = receipt_of(body)
    assert "drawn" not in plain
    assert plain["source"].keys().isdisjoint({"drawn", "spans"})  # nothing was done to the sound


def test_of_several_arrays_each_is_said(body):
    receipt = receipt_of(body, **ASKED, segment=0.2)
    assert len(receipt["drawn"]) == len(receipt["source"]["spans"]) == 3


def test_the_header_holds_what_was_drawn_beside_many_parameters(body):
    spread = {"time_masks": 8, "freq_masks": 8, "time_mask_width": 60_000, "freq_mask_width": 200}
    sound = {"cut_out": 0.1, "cut_outs": 8, "time_shift": "random", "noise": "white"}
    sound |= {"noise_snr_db": -3.25, "speed": 0.987654321, "augment_seed": 2**32 - 1}
    asked = {"sample_rate": 16_000, **spread, **sound, "array_seed": 2**32 - 1}
    longer = {"silence": "trim", "silence_top_db": 33.25, "silence_ref": 0.1, "level": "peak"}
    longer |= {"silence_padding": 12.75, "silence_hop_length": 777, "level_db": -1.25}
    longer |= {"gain_db": -1.125, "pad_to": 12.345, "pad_with": "reflect", "pad_at": "random"}
    longer |= {"random_seed": 2**32 - 1, "crop": 10.123, "roll": "random", "mask_with": 0.123456}
    longer |= {"input_scale": 1.234567, "wave_norm": "standard", "wave_norm_eps": 1.2345e-7}
    longer |= {"fit": "repeat_zeros", "fit_length": 123_456, "dither": 1.2345e-6, "seed": 2**31}
    longer |= {"preemphasis": 0.97, "preemphasis_on": "wave_valid", "resize_frames": 60_000}
    longer |= {"n_fft": 1234, "win_length": 1111, "hop_length": 123, "window": "blackmanharris"}
    longer |= {"fmin": 12.345, "fmax": 7654.321, "htk": "true", "norm": "none", "power": 1.2345}
    longer |= {"scale": "db", "ref": 0.12345, "amin": 1.2345e-9, "top_db": 76.54321, "bias": 1.25}
    longer |= {"pad_mode": "symmetric", "deltas": 2, "delta_width": 11, "time_axis": "first"}
    _, headers = answered(Job("mel", "npy", asked | longer, body, Limits()))
    assert len(headers["Sonograph-Receipt"]) <= 2048
    receipt = json.loads(headers["Sonograph-Receipt"])
    assert receipt["parameters"].items() >= {"array_seed": 2**32 - 1, **spread}.items()
    assert receipt["drawn"][0].keys() == {"roll", "time_masks", "freq_masks"}
    (drawn,) = receipt["source"]["drawn"]
    assert drawn.keys() == {"time_shift", "cut_out"}


def test_a_spec_knows_augmentations_only_where_there_are_any():
    defaults = spelt(RowAugmentationParams().model_dump())
    assert defaults == UNUSED
    plain = spec("mel", {"n_fft": 400})
    assert spec("mel", {"n_fft": 400, **UNUSED}) == plain
    for name, value in {
        "resize_rows": 9,
        "roll": 1,
        "time_masks": 1,
        "freq_masks": 1,
        "array_seed": 1,
    }.items():
        assert spec("mel", {"n_fft": 400, **UNUSED, name: value}) != plain


def test_a_thousand_new_frames_of_an_old_one_come_bit_by_bit():
    blocks = list(rows.with_frames([noise(2, 300)], 2, 65_536))
    assert max(block.size for block in blocks) <= lengths.AT_ONCE
    assert sum(map(len, blocks)) == 65_536
    blocks = list(rows.with_rows([noise(300, 2)], 2, 65_536))
    assert max(block.size for block in blocks) <= lengths.AT_ONCE
    assert sum(map(len, blocks)) == 300


def test_of_resized_rows_no_filter_is_said_to_be_empty():
    feature = FEATURES["mel"]
    for resized, empty in ({}, True), ({"resize_rows": 32}, False):
        params = parse(feature.params, {"n_fft": 256, "n_mels": 128, **resized})
        assert bool(feature.plan(params, RATE).empty) == empty
