"""The spectrum of the whole sound."""

import numpy as np
import scipy.fft

from service.domain import Axis, Floats, Steps
from service.errors import TooLarge
from service.features._base import Clip, Feature, Plan
from service.features._parts import ScaleParams

LONGEST_S = 600.0


def spectrum(params: ScaleParams, clip: Clip) -> Plan:
    """Spectrum: the magnitude of one Fourier transform of the whole sound.

    Without a window and without scaling: a sine of amplitude A on a bin has the magnitude A n / 2.
    At most 600 s of sound: the transform needs all of it at once.

    Parameters
    ----------
    params : ScaleParams
        Linear or decibels.
    clip : Clip
        The sound's length n and rate.

    Returns
    -------
    Plan
        Shape (n // 2 + 1,): frequency in Hz.

    Raises
    ------
    TooLarge
        The clip is longer than 600 s: the transform needs all of it at once.

    References
    ----------
    X[k] = sum_m x[m] exp(-2 pi i k m / n), see `numpy.fft.rfft`.
    """
    if clip.seconds > LONGEST_S:
        raise TooLarge(f"a spectrum takes at most {LONGEST_S:g} s of sound, not {clip.seconds:g} s")
    frequency = Steps(clip.length // 2 + 1, clip.rate, over=clip.length)

    def compute(samples: Floats) -> Floats:
        return params.scaled(np.abs(scipy.fft.rfft(samples, axis=-1)), 1.0)

    return Plan(
        axes=(Axis("frequency", "Hz", frequency),),
        unit=params.unit(),
        compute=compute,
        resolved=params.resolved(1.0),
    )


FEATURE = Feature("spectrum", "Spectrum", ScaleParams, spectrum)
