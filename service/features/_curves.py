"""What features share that are one number per frame, made of its magnitudes."""

from collections.abc import Callable, Iterable

import numpy as np

from service.domain import Floats
from service.dsp.spectra import Spectrum, transform
from service.features._base import Keep, Plan
from service.features._parts import FrameParams, time_axis
from service.features._statistics import StatisticsParams


class CurveParams(StatisticsParams, FrameParams):
    """Frames, and statistics over them."""


def curve(params: CurveParams, rate: int, unit: str, measure: Callable[[Floats], Floats]) -> Plan:
    """Plan one number per frame.

    Parameters
    ----------
    params : CurveParams
        Frames.
    rate : int
        Samples per second, Hz.
    unit : str
        Of the number.
    measure : callable
        From magnitudes of shape (n_fft // 2 + 1, frames), which it may overwrite, to numbers of
        shape (frames,).

    Returns
    -------
    Plan
        Shape (frames,): time in s.
    """
    magnitude = params.magnitude(1.0)

    def convert(spectra: Spectrum, _frames: Floats) -> Floats:
        return measure(magnitude.of(spectra))[np.newaxis]

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        rows = transform(params.prepared(samples, keep), params.analysis, convert)
        return keep(block[:, 0] for block in rows)  # type: ignore[misc]  # float32 in, float32 out

    plan = Plan(
        unit=unit,
        axes=lambda length: (time_axis(params, length, rate),),
        compute=compute,
        remarks=params.remarks,
    )
    return params.summarised(plan)
