"""The samples themselves."""

from collections.abc import Iterable

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Frames, Keep, Plan
from service.features._statistics import StatisticsParams
from service.features._wave import WaveParams

NONE = Frames(0, 1, 1, 1)


class WaveformParams(StatisticsParams, WaveParams):
    """Scale, normalisation, length, statistics."""


def waveform(params: WaveformParams, rate: int) -> Plan:
    """Waveform: the prepared samples.

    After the choice of channels, the cut and the resampling, as `librosa.load` gives them.

    Parameters
    ----------
    params : WaveformParams
        Scale, normalisation, length, statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n,): time in s; values have full scale [-1, 1].

    References
    ----------
    McFee et al. (2015), librosa: audio and music signal analysis in Python, *Proc. 14th Python in
    Science Conf.*
    """

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return keep(params.prepared(samples, keep))

    def axes(length: int) -> tuple[Axis]:
        return (Axis("time", "s", Steps(params.wave_length(length), over=rate)),)

    plan = Plan(unit="1", axes=axes, compute=compute, frames=lambda _length: NONE)
    return params.summarised(plan)


FEATURE = Feature("waveform", "Waveform", WaveformParams, waveform)
