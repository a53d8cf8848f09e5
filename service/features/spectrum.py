"""The spectrum of the whole sound."""

from collections.abc import Iterable

import numpy as np
import scipy.fft

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Frames, Keep, Plan
from service.features._parts import ScaleParams
from service.features._whole import refuse_long, whole


def spectrum(params: ScaleParams, rate: int) -> Plan:
    """Spectrum: the magnitude of one Fourier transform of the whole sound.

    Without a window and without scaling: a sine of amplitude A on a bin has the magnitude A n / 2.
    At most 600 s of sound: the transform needs all of it at once.

    Parameters
    ----------
    params : ScaleParams
        Linear or decibels.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n // 2 + 1,): frequency in Hz.

    References
    ----------
    X[k] = sum_m x[m] exp(-2 pi i k m / n), see `numpy.fft.rfft`.
    """

    def axes(length: int) -> tuple[Axis]:
        frequency = Steps(length // 2 + 1, rate, over=length)
        return (Axis("frequency", "Hz", frequency),)

    def remarks(length: int) -> tuple[str, ...]:
        refuse_long("spectrum", length, rate)
        return ()

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        magnitude = np.abs(scipy.fft.rfft(whole("spectrum", samples, rate), axis=0))
        return params.related(keep([params.scaled(magnitude, 1.0)]))

    return Plan(
        unit=params.unit(),
        axes=axes,
        compute=compute,
        resolved=params.resolved(1.0),
        remarks=remarks,
        frames=lambda length: Frames(1, length, length, length),
    )


FEATURE = Feature("spectrum", "Spectrum", ScaleParams, spectrum)
