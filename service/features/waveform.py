"""The samples themselves."""

from collections.abc import Iterable

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Keep, Plan
from service.parameters import Parameters


class WaveformParams(Parameters):
    """No parameters of its own: those of the source say it all."""


def waveform(params: WaveformParams, rate: int) -> Plan:  # noqa: ARG001  # every plan has this form
    """Waveform: the prepared samples.

    After the choice of channels, the cut and the resampling, as `librosa.load` gives them.

    Parameters
    ----------
    params : WaveformParams
        None.
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
        return keep(samples)

    return Plan(
        unit="1",
        axes=lambda length: (Axis("time", "s", Steps(length, over=rate)),),
        compute=compute,
    )


FEATURE = Feature("waveform", "Waveform", WaveformParams, waveform)
