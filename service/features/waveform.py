"""The samples themselves."""

from collections.abc import Iterable

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Keep, Plan
from service.features._wave import WaveParams


def waveform(params: WaveParams, rate: int) -> Plan:
    """Waveform: the prepared samples.

    After the choice of channels, the cut and the resampling, as `librosa.load` gives them.

    Parameters
    ----------
    params : WaveParams
        Scale, normalisation, length.
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

    return Plan(unit="1", axes=axes, compute=compute)


FEATURE = Feature("waveform", "Waveform", WaveParams, waveform)
