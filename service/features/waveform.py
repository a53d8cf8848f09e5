"""The samples themselves."""

from service.domain import Axis, Floats, Steps
from service.features._base import Clip, Feature, Plan
from service.parameters import Parameters


class WaveformParams(Parameters):
    """No parameters of its own: those of the source say it all."""


def waveform(params: WaveformParams, clip: Clip) -> Plan:  # noqa: ARG001  # every plan has this form
    """Waveform: the prepared samples.

    After the choice of channels, the cut and the resampling, as `librosa.load` gives them.

    Parameters
    ----------
    params : WaveformParams
        None.
    clip : Clip
        The sound's length n and rate.

    Returns
    -------
    Plan
        Shape (n,): time in s; values have full scale [-1, 1].

    References
    ----------
    McFee et al. (2015), librosa: audio and music signal analysis in Python, *Proc. 14th Python in
    Science Conf.*
    """

    def compute(samples: Floats) -> Floats:
        return samples

    return Plan(
        axes=(Axis("time", "s", Steps(clip.length, over=clip.rate)),), unit="1", compute=compute
    )


FEATURE = Feature("waveform", "Waveform", WaveformParams, waveform)
