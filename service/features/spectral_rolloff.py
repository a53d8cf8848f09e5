"""The frequency below which most of the spectrum lies."""

from pydantic import Field

from service.dsp import moments
from service.features._base import Feature, Plan
from service.features._curves import CurveParams, curve


class RolloffParams(CurveParams):
    """Frames, and the share that lies below."""

    roll_percent: float = Field(
        0.85, gt=0, lt=1, description="Share of the summed magnitudes that lies below."
    )


def spectral_rolloff(params: RolloffParams, rate: int) -> Plan:
    """Spectral rolloff: the frequency below which a share of each frame's magnitude lies.

    Equal to `librosa.feature.spectral_rolloff`: the first bin at which the sum of the magnitudes
    reaches `roll_percent` of all; 0 for silence.

    Parameters
    ----------
    params : RolloffParams
        Frames, share.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s; values in Hz.

    References
    ----------
    Scheirer and Slaney (1997), *Proc. ICASSP*.
    """
    frequencies = params.framing.frequencies(rate).values()
    return curve(
        params, rate, "Hz", lambda found: moments.rolloff(found, frequencies, params.roll_percent)
    )


FEATURE = Feature("spectral_rolloff", "Spectral rolloff", RolloffParams, spectral_rolloff)
