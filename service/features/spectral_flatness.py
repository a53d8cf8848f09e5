"""How much a spectrum is noise rather than tone."""

from pydantic import Field

from service.dsp import moments
from service.features._base import Feature, Plan
from service.features._curves import CurveParams, curve


class FlatnessParams(CurveParams):
    """Frames, and the exponent of their magnitudes."""

    power: float = Field(2.0, ge=0.01, le=4, description="Exponent of the magnitude: 2 is power.")
    amin: float = Field(
        1e-10,
        ge=1e-37,
        le=1,
        description="Magnitudes raised to `power` are at least this number.",
    )


def spectral_flatness(params: FlatnessParams, rate: int) -> Plan:
    """Spectral flatness: the geometric mean of each frame's power over its arithmetic mean.

    Equal to `librosa.feature.spectral_flatness`: 1 for white noise and for silence, near 0 for a
    tone.

    Parameters
    ----------
    params : FlatnessParams
        Frames, exponent, floor.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s; values 0 to 1.

    References
    ----------
    Dubnov (2004), *IEEE Signal Processing Letters* 11(8).
    """
    return curve(
        params, rate, "1", lambda found: moments.flatness(found, params.power, params.amin)
    )


FEATURE = Feature("spectral_flatness", "Spectral flatness", FlatnessParams, spectral_flatness)
