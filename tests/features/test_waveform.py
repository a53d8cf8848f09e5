import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tests.features import _oracle as oracle
from tests.features._draw import sound, speech


def test_samples_are_the_answer():
    samples, rate = speech()
    values, plan = oracle.ours("waveform", samples, rate)
    assert_array_equal(values, samples)
    assert values.dtype == np.float32
    assert plan.shape == samples.shape
    assert plan.unit == "1"


def test_channels_stay_apart():
    samples = np.stack([sound("noise", 100), sound("click", 100)])
    values, plan = oracle.ours("waveform", samples, 8_000)
    assert_array_equal(values, samples)
    assert plan.shape == (100,)


def test_time_begins_at_zero():
    _, plan = oracle.ours("waveform", np.zeros(4, np.float32), 8_000)
    assert (plan.axes[0].name, plan.axes[0].unit) == ("time", "s")
    assert_allclose(plan.axes[0].values, [0, 125e-6, 250e-6, 375e-6], rtol=1e-15)
