"""Pitch classes that dynamics and articulation do not change."""

from typing import Annotated

from pydantic import Field

from service.domain import Axis, Steps
from service.features._base import Feature, Plan
from service.features._constantq import CHROMA_GIVEN, ChromaParams, Norm, chroma
from service.features._librosa import EACH, handed
from service.features._parts import ScipyWindow
from service.parameters import NoneWord


class ChromaCensParams(ChromaParams):
    """Filters, smoothing and norm."""

    norm: Norm = Field(
        2.0, description="Order of the norm that each frame is divided by, `inf`, or `none`."
    )
    win_len_smooth: Annotated[int, Field(ge=1, le=100_000)] | NoneWord = Field(
        41, description="Frames that are smoothed over; `none` for no smoothing."
    )
    smoothing_window: ScipyWindow = Field("hann", description="Window function of the smoothing.")


def chroma_cens(params: ChromaCensParams, rate: int) -> Plan:
    """Chroma energy normalised statistics: chroma in a few steps, smoothed over time.

    Equal to `librosa.feature.chroma_cens`. Silence is 0 in every class. At most 600 s of sound.

    Parameters
    ----------
    params : ChromaCensParams
        Filters, smoothing and norm.
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
    Mueller and Ewert (2011), *Proc. ISMIR*; `librosa.feature.chroma_cens`.
    """
    chosen = handed(params, "norm", "win_len_smooth", "smoothing_window", *CHROMA_GIVEN)
    return chroma(
        "chroma_cens",
        params,
        Axis("pitch_class", "1", Steps(params.n_chroma)),
        rate,
        lambda librosa, samples: librosa.feature.chroma_cens(y=samples, sr=rate, **chosen),
    )


FEATURE = Feature(
    "chroma_cens",
    "Chroma energy normalised statistics",
    ChromaCensParams,
    chroma_cens,
    "long_tail",
    (EACH, {"cqt_mode": "hybrid"}),
)
