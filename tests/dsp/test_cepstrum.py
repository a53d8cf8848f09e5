import numpy as np
import pytest
from numpy.testing import assert_allclose

from service.dsp.cepstrum import Cepstrum


def by_hand(bands, count):
    """The definition of the orthonormal type 2."""
    n = len(bands)
    k = np.arange(count)[:, np.newaxis]
    basis = np.sqrt(2 / n) * np.cos(np.pi * k * (2 * np.arange(n) + 1) / (2 * n))
    basis[0] /= np.sqrt(2)
    return basis @ bands


def test_type_2_is_its_definition():
    bands = np.random.default_rng(0).normal(-40, 20, (24, 5)).astype(np.float32)
    assert_allclose(Cepstrum(24, 13, lifter=0).of(bands.T).T, by_hand(bands, 13), rtol=0, atol=1e-4)


@pytest.mark.parametrize("lifter", [22, 0.5, 1e4])
def test_the_lifter_multiplies_each_coefficient(lifter):
    bands = np.random.default_rng(0).normal(-40, 20, (24, 5)).astype(np.float32)
    k = np.arange(1, 14)[:, np.newaxis]  # Juang, Rabiner and Wilpon (1987)
    weights = 1 + lifter / 2 * np.sin(np.pi * k / lifter)
    plain = Cepstrum(24, 13, lifter=0).of(bands.T).T
    assert_allclose(
        Cepstrum(24, 13, lifter=lifter).of(bands.T).T, plain * weights, rtol=1e-6, atol=1e-4
    )


def test_channels_do_not_touch():
    bands = np.random.default_rng(0).normal(-40, 20, (5, 24, 2)).astype(np.float32)
    together = Cepstrum(24, 13, lifter=22).of(bands)
    assert_allclose(together[..., 1], Cepstrum(24, 13, lifter=22).of(bands[..., 1]), rtol=1e-6)
    assert together.dtype == np.float32
