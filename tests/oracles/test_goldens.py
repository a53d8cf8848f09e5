import numpy as np
import pytest

from tests.oracles import goldens

EVERY = goldens.every()


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


def test_goldens_stay_small():
    assert sum(path.stat().st_size for path in goldens.HERE.glob("*.npz")) < 3_000_000
