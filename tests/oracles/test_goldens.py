import numpy as np
import pytest

from tests.oracles import _float64, goldens

EVERY = goldens.every()
COMPARED = [each for each in EVERY if each.preset in _float64.KNOWN]


@pytest.mark.parametrize("golden", EVERY, ids=str)
def test_a_golden_says_where_it_came_from(golden):
    assert golden.version[0].isdigit()
    assert {"numpy"} < golden.made_with.keys()
    assert ".py: " in golden.source or ".cc: " in golden.source


def test_no_golden_is_there_twice_and_none_is_missing():
    names = [str(each) for each in EVERY]
    assert len(set(names)) == len(names) == 29


@pytest.mark.parametrize("golden", EVERY, ids=str)
def test_a_golden_is_finite_and_has_its_axes(golden):
    assert golden.values.dtype == np.float32
    assert golden.values.ndim == len(golden.axes)
    assert np.isfinite(golden.values).all()


@pytest.mark.parametrize("golden", COMPARED, ids=str)
def test_goldens_agree_with_float64(golden, record_property):
    known = _float64.KNOWN[golden.preset](goldens.sound(golden.sample_rate))
    share = known.share(golden.values)
    record_property("share", share)
    assert share <= 1


def test_nemo_2_5_is_another_front_end_than_2_4():
    by_name = {str(each): each for each in EVERY}
    known = _float64.KNOWN["nemo-80"](goldens.sound(16_000))
    assert known.share(by_name["nemo-80-2.4 by nemo-toolkit 2.4.1"].values) > 1


def test_goldens_stay_small():
    assert sum(path.stat().st_size for path in goldens.HERE.glob("*.npz")) < 3_000_000
