"""The width of the spectrum."""

from pydantic import Field

from service.dsp import moments
from service.features._base import Feature, Plan
from service.features._curves import CurveParams, curve


class BandwidthParams(CurveParams):
    """Frames, and the mean of the distances."""

    p: float = Field(
        2.0, ge=1, le=16, description="Exponent of the distances from the centroid, and root."
    )
    norm: bool = Field(
        default=True,
        description="Divide the magnitudes of each frame by their sum; without it, values grow "
        "with the level and have no unit.",
    )


def spectral_bandwidth(params: BandwidthParams, rate: int) -> Plan:
    """Spectral bandwidth: how far, on average, the frequencies lie from the spectral centroid.

    Equal to `librosa.feature.spectral_bandwidth`:
    (sum_k S[k] |f[k] - centroid|^p)^(1 / p); 0 for silence.

    Parameters
    ----------
    params : BandwidthParams
        Frames, exponent.
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
    return curve(
        params,
        rate,
        "Hz" if params.norm else "1",
        lambda found: moments.bandwidth(found, frequencies, params.p, norm=params.norm),
    )


FEATURE = Feature("spectral_bandwidth", "Spectral bandwidth", BandwidthParams, spectral_bandwidth)
