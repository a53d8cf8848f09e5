"""The shortest sound of each preset, as the documentation states it, and two channels."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from service.errors import BadParameter
from service.presets import PRESETS

tables = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "tables.py"))
answered, shortest = tables["answered"], tables["shortest"]

each_preset = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.id)


def noise(*shape):
    return np.random.default_rng(2).uniform(-0.5, 0.5, shape).astype(np.float32)


@each_preset
def test_the_shortest_sound_has_an_answer_and_a_shorter_one_a_refusal(preset):
    least = shortest(preset)
    for samples in (noise(least), np.zeros(least, np.float32)):
        values = answered(preset, samples)
        assert values.size
        assert np.isfinite(values).all()
    if least > 1:
        with pytest.raises(BadParameter, match=f"the preset {preset.id} sets it"):
            answered(preset, noise(least - 1))


@each_preset
def test_silence_is_finite_and_alike_in_every_frame(preset):
    values = answered(preset, np.zeros(48_000, np.float32))
    assert np.isfinite(values).all()
    frames = values if preset.values.get("time_axis") == "first" else values.T
    assert preset.name == "ast" or np.ptp(frames.reshape(-1, *frames.shape[-1:]), axis=0).max() == 0


@each_preset
def test_two_channels_are_computed_each_for_itself(preset):
    both = noise(2, 32_000)
    both[1] *= 0.5
    apart = answered(preset, both, channel="each")
    alone = [answered(preset, channel) for channel in both]
    assert np.isfinite(answered(preset, both)).all()
    assert apart.shape == (2, *alone[0].shape)
    if preset.values.get("top_db") is None and preset.values.get("log_range") is None:
        np.testing.assert_array_equal(apart, alone)
