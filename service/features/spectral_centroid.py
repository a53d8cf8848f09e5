"""The centre of gravity of the spectrum."""

from service.dsp import moments
from service.features._base import Feature, Plan
from service.features._curves import CurveParams, curve


def spectral_centroid(params: CurveParams, rate: int) -> Plan:
    """Spectral centroid: the mean frequency of each frame, weighted by magnitude.

    Equal to `librosa.feature.spectral_centroid`; 0 for silence.

    Parameters
    ----------
    params : CurveParams
        Frames.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s; values in Hz.

    References
    ----------
    Klapuri and Davy (2007), *Signal Processing Methods for Music Transcription*, chapter 5.
    """
    frequencies = params.framing.frequencies(rate).values()
    return curve(params, rate, "Hz", lambda found: moments.centroid(found, frequencies))


FEATURE = Feature("spectral_centroid", "Spectral centroid", CurveParams, spectral_centroid)
