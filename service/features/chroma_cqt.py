"""Pitch classes from the constant-Q transform."""

from pydantic import Field

from service.domain import Axis, Steps
from service.features._base import Feature, Plan
from service.features._constantq import CHROMA_GIVEN, ChromaParams, Norm, chroma
from service.features._librosa import EACH, handed


class ChromaCqtParams(ChromaParams):
    """Filters, threshold and norm."""

    threshold: float = Field(
        0.0, ge=0, le=1e6, description="Values below this, before the norm, are 0."
    )
    norm: Norm = Field(
        "inf", description="Order of the norm that each frame is divided by, `inf`, or `none`."
    )


def chroma_cqt(params: ChromaCqtParams, rate: int) -> Plan:
    """Chroma of the constant-Q transform: how strong each pitch class is, whatever its octave.

    Equal to `librosa.feature.chroma_cqt`. Silence is 0 in every class. At most 600 s of sound.

    Parameters
    ----------
    params : ChromaCqtParams
        Filters, threshold and norm.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_chroma, frames): pitch class, counted from C; time in s.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, filters are too long, or `n_chroma` does not
        divide `bins_per_octave`.

    References
    ----------
    Brown (1991), *J. Acoust. Soc. Am.* 89(1); `librosa.feature.chroma_cqt`.
    """
    chosen = handed(params, "threshold", "norm", *CHROMA_GIVEN)
    return chroma(
        "chroma_cqt",
        params,
        Axis("pitch_class", "1", Steps(params.n_chroma)),
        rate,
        lambda librosa, samples: librosa.feature.chroma_cqt(y=samples, sr=rate, **chosen),
    )


FEATURE = Feature(
    "chroma_cqt",
    "Chroma of the constant-Q transform",
    ChromaCqtParams,
    chroma_cqt,
    "long_tail",
    (EACH, {"cqt_mode": "hybrid"}),
)
