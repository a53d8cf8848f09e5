import importlib.util

import numpy as np
import pytest

from tests.oracles import _float64, sounds
from tests.oracles.originals import ORIGINALS

SOUNDS = list(sounds.SOUNDS)
ON_SOUNDS = [pytest.param(each, name, id=f"{each}-{name}") for each in ORIGINALS for name in SOUNDS]
COMPARED = [each for each in ON_SOUNDS if each.values[0].preset in _float64.KNOWN]


def test_no_torch_is_here():
    """transformers would hand its work to it, and the originals would no longer be numpy's."""
    assert importlib.util.find_spec("torch") is None


@pytest.mark.parametrize(("original", "name"), ON_SOUNDS)
def test_an_original_answers_every_sound_in_its_axes(original, name):
    values = original.compute(sounds.sound(name, original.sample_rate))
    assert values.ndim == len(original.axes)
    assert np.isfinite(values).all() == (name not in original.undefined)


@pytest.mark.parametrize(("original", "name"), COMPARED)
def test_originals_of_a_preset_agree(original, name, record_property):
    samples = sounds.sound(name, original.sample_rate)
    share = _float64.KNOWN[original.preset](samples).share(original.compute(samples))
    record_property("share", share)
    assert share <= 1


LIES = {
    "fmax": lambda samples: _float64.kaldi(samples, high=7_980),
    "window": lambda samples: _float64.kaldi(samples, window="hann"),
    "mel bins": lambda samples: _float64.kaldi(samples, n_mels=81),
    "scale": lambda samples: _float64.kaldi(samples, scale=32767),
    "snip_edges": lambda samples: _float64.kaldi(samples, snip=False),
}


@pytest.mark.parametrize("lie", LIES)
def test_the_law_notices_a_changed_constant(lie):
    (original,) = (
        each
        for each in ORIGINALS
        if (each.preset, each.package) == ("kaldi-fbank-80", "kaldi-native-fbank")
    )
    samples, known = sounds.sound("speech", 16_000), LIES[lie](sounds.sound("speech", 16_000))
    values = original.compute(samples)
    assert known.values.shape != values.shape or known.share(values) > 1


def test_sounds_are_the_same_every_time():
    for name, make in sounds.SOUNDS.items():
        np.testing.assert_array_equal(make(16_000), sounds.sound(name, 16_000))


@pytest.mark.parametrize("name", [name for name in SOUNDS if name != "sweep"])
def test_sounds_lie_on_the_16_bit_grid(name):
    for rate in (16_000, 22_050, 48_000):
        steps = sounds.sound(name, rate).astype(np.float64) * 32768
        np.testing.assert_array_equal(steps, np.round(steps))
        assert np.abs(steps).max() < 32768
