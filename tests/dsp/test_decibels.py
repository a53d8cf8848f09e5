import inspect

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from service.dsp.decibels import level, related

EPS = float(np.finfo(np.float32).eps)
WHOLE = {"axes": None} if "axes" in inspect.signature(librosa.power_to_db).parameters else {}
quick = settings(deadline=None, max_examples=60, print_blob=True)

SIX = [1e-6, 1e-5, 1e-3, 0.1, 1, 10]


def decibels_of(values, exponent=1, ref=1.0, amin=1e-5, top_db=80.0):
    """Levels of values that come in two blocks, related to the largest of both."""
    given_ = np.array(values, dtype=np.float32)
    zero, number = (ref, 1.0) if isinstance(ref, str) else (None, ref)
    levels = level(given_, exponent=exponent, ref=number, amin=amin)
    blocks = [levels[: len(levels) // 2], levels[len(levels) // 2 :]]
    return np.concatenate(list(related(blocks, zero=zero, depth=top_db)))


@pytest.mark.parametrize(
    ("ref", "top_db", "decibels"),
    [
        (1.0, 80, [-60, -60, -60, -20, 0, 20]),
        (1.0, None, [-100, -100, -60, -20, 0, 20]),
        ("max", 80, [-80, -80, -80, -40, -20, 0]),
        ("min", 80, [40, 40, 40, 80, 100, 120]),  # the smallest of them is below amin
    ],
)
def test_six_amplitudes_have_the_decibels_of_the_tutorial(ref, top_db, decibels):
    # reference/tutorial-facts.md, row 23
    assert_allclose(decibels_of(SIX, ref=ref, top_db=top_db), decibels, atol=100 * 4 * EPS)
    powers = np.square(SIX)
    ref = ref if isinstance(ref, str) else ref**2
    asked = {"exponent": 2, "amin": 1e-10, "ref": ref, "top_db": top_db}
    assert_allclose(decibels_of(powers, **asked), decibels, atol=100 * 4 * EPS)


@pytest.mark.parametrize("ref", ["max", "min", 1e-6, 1e-5])
def test_nothing_relative_to_nothing_is_0_db(ref):
    assert (decibels_of(np.zeros((2, 3)), ref=ref) == 0).all()


@pytest.mark.parametrize(
    ("ratio", "decibels"),
    [(2, 3.0103), (10, 10), (100, 20), (10**2.5, 25), (1000, 30), (1e10, 100)],
)
def test_ten_times_the_energy_is_10_db(ratio, decibels):
    assert decibels_of([ratio], exponent=2, amin=1e-10)[0] == pytest.approx(decibels, abs=1e-4)
    assert decibels_of([np.sqrt(ratio)])[0] == pytest.approx(decibels, abs=1e-4)


def test_values_are_overwritten_and_stay_float32():
    values = np.ones((3, 2), np.float32)
    assert level(values, exponent=1, ref=1.0, amin=1e-5) is values
    assert values.dtype == np.float32


def test_what_is_related_can_be_gone_through_again():
    blocks = [np.array([-100, -20], np.float32), np.array([-30, -60], np.float32)]
    found = related(blocks, zero="max", depth=30)
    for _ in range(2):
        assert [list(block) for block in found] == [[-30, 0], [-10, -30]]
    assert related(blocks, zero=None, depth=None) is blocks


@quick
@given(
    values=st.lists(st.floats(0, 2**50, width=32), min_size=4, max_size=4),
    exponent=st.sampled_from([1, 2]),
    ref=st.sampled_from(["max", "min"]) | st.floats(-30, 29).map(lambda x: 10.0**x),
    amin=st.floats(-36.9, 0).map(lambda x: 10.0**x),
    top_db=st.none() | st.floats(0, 200),
)
def test_levels_are_librosas_over_the_whole_array(values, exponent, ref, amin, top_db):
    values = np.array(values).reshape(2, 2, 1)  # two channels
    convert = librosa.amplitude_to_db if exponent == 1 else librosa.power_to_db
    their_ref = getattr(np, ref) if isinstance(ref, str) else ref
    asked = {"ref": their_ref, "amin": amin, "top_db": top_db}
    ours = decibels_of(values, exponent, ref, amin, top_db)
    # float64: librosa's float32 cannot hold the square of a small amin. Of ours, the floor, the
    # logarithm, the scaling, the reference and the clamp are rounded: relative to what is added up
    size = 20 / exponent * 38 + (top_db or 0)
    atol = EPS * (4 * 2 * size + 20 / exponent)
    assert_allclose(ours, convert(values, **asked, **WHOLE), rtol=0, atol=atol)


@pytest.mark.parametrize("exponent", [0.5, 1.5, 3, 4])
def test_any_exponent_gives_the_decibels_of_the_magnitude(exponent):
    magnitudes = np.array([1e-3, 0.1, 1, 10])
    raised = decibels_of(magnitudes**exponent, exponent=exponent, amin=1e-30, top_db=None)
    assert_allclose(raised, [-60, -20, 0, 20], atol=1e-4)
