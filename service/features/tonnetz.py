"""Tonal centroids."""

from pydantic import Field

from service.domain import Axis, Steps
from service.features._base import Feature, Plan
from service.features._constantq import CHROMA_GIVEN, ChromaParams, chroma
from service.features._librosa import EACH, handed

DIMENSIONS = 6
"""Sine and cosine on the circles of fifths, minor thirds and major thirds."""


class TonnetzParams(ChromaParams):
    """Filters, and threshold."""

    threshold: float = Field(
        0.0, ge=0, le=1e6, description="Values below this, before the norm, are 0."
    )


def tonnetz(params: TonnetzParams, rate: int) -> Plan:
    """Tonal centroids: where the chroma lies on the circles of fifths, minor and major thirds.

    Equal to `librosa.feature.tonnetz`, from the chroma of the constant-Q transform. Silence is 0.
    At most 600 s of sound.

    Parameters
    ----------
    params : TonnetzParams
        Filters, and threshold.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (6, frames): two coordinates for each circle; time in s.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, filters are too long, or `n_chroma` does not
        divide `bins_per_octave`.

    References
    ----------
    Harte, Sandler and Gasser (2006), *Proc. ACM Workshop on Audio and Music Computing*.
    """
    chosen = handed(params, "threshold", *CHROMA_GIVEN)
    return chroma(
        "tonnetz",
        params,
        Axis("dimension", "1", Steps(DIMENSIONS)),
        rate,
        lambda librosa, samples: librosa.feature.tonnetz(y=samples, sr=rate, **chosen),
    )


FEATURE = Feature(
    "tonnetz",
    "Tonal centroids",
    TonnetzParams,
    tonnetz,
    "long_tail",
    (EACH, {"cqt_mode": "hybrid"}),
)
