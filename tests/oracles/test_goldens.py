import numpy as np
import pytest

from tests.oracles import _float64, goldens

EVERY = goldens.every()
COMPARED = [
    pytest.param(each, name, id=f"{each}-{name}")
    for each in EVERY
    for name in goldens.NAMES
    if each.preset in _float64.KNOWN
]


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
    for values in golden.values.values():
        assert values.dtype == np.float32
        assert values.ndim == len(golden.axes)
        assert np.isfinite(values).all()


@pytest.mark.parametrize(("golden", "name"), COMPARED)
def test_goldens_agree_with_float64(golden, name, record_property):
    known = _float64.KNOWN[golden.preset](goldens.sound(name, golden.sample_rate))
    share = known.share(golden.values[name])
    record_property("share", share)
    assert share <= 1


def test_nemo_2_5_is_another_front_end_than_2_4():
    by_name = {str(each): each for each in EVERY}
    known = _float64.KNOWN["nemo-80"](goldens.sound("medley", 16_000))
    assert known.share(by_name["nemo-80-2.4 by nemo-toolkit 2.4.1"].values["medley"]) > 1


def test_goldens_stay_small():
    assert sum(path.stat().st_size for path in goldens.HERE.glob("*.npz")) < 3_000_000
