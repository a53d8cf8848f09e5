"""librosa itself, beside what the service has it compute."""

import warnings
from contextlib import contextmanager

import librosa
import numpy as np
import pytest
from hypothesis import settings
from numpy.testing import assert_array_equal

from service.errors import BadParameter
from tests.features import _oracle as oracle
from tests.features._draw import thorough
from tests.streams import outlined

RATE = 16_000

some = settings(thorough, max_examples=20)
"""For what librosa takes long to compute, twice."""


@contextmanager
def quietly():
    """librosa warns of short sounds, wide bands and silence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def plain(parameters):
    """Spell parameters as Python does."""
    words = {"none": None, "inf": np.inf}
    return {
        name: words.get(value, value) if isinstance(value, str) else value
        for name, value in parameters.items()
    }


def same(feature, samples, rate, call, **parameters):
    """Compare to the bit; what librosa refuses must be refused. Gives the plan, or None."""
    with quietly():
        try:
            right = call()
        except librosa.ParameterError:
            with pytest.raises(BadParameter):
                oracle.ours(feature, samples, rate, **parameters)
            return None
    values, plan = oracle.ours(feature, samples, rate, **parameters)
    assert values.dtype == plan.dtype
    if not plan.counted:
        assert values.shape == (*samples.shape[:-1], *plan.shape)
    assert_array_equal(values, right.astype(plan.dtype))
    return plan


def refusal(feature, rate=RATE, length=RATE, **parameters):
    """The one fault of a request."""
    with pytest.raises(BadParameter) as refused:
        outlined(feature, length, rate, **parameters)
    (fault,) = refused.value.faults
    return fault
