import importlib.util

import numpy as np
import pytest

from tests.oracles import sounds
from tests.oracles.originals import ORIGINALS

SOUNDS = list(sounds.SOUNDS)
ON_SOUNDS = [pytest.param(each, name, id=f"{each}-{name}") for each in ORIGINALS for name in SOUNDS]


def test_no_torch_is_here():
    """transformers would hand its work to it, and the originals would no longer be numpy's."""
    assert importlib.util.find_spec("torch") is None


@pytest.mark.parametrize(("original", "name"), ON_SOUNDS)
def test_an_original_answers_every_sound_in_its_axes(original, name):
    values = original.compute(sounds.sound(name, original.sample_rate))
    assert values.ndim == len(original.axes)
    assert np.isfinite(values).all() == (name not in original.undefined)


def test_sounds_are_the_same_every_time():
    for name, make in sounds.SOUNDS.items():
        np.testing.assert_array_equal(make(16_000), sounds.sound(name, 16_000))


@pytest.mark.parametrize("name", [name for name in SOUNDS if name != "sweep"])
def test_sounds_lie_on_the_16_bit_grid(name):
    for rate in (16_000, 22_050, 48_000):
        steps = sounds.sound(name, rate).astype(np.float64) * 32768
        np.testing.assert_array_equal(steps, np.round(steps))
        assert np.abs(steps).max() < 32768
