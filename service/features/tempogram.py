"""The tempogram."""

from pydantic import Field

from service.domain import Axis, Steps
from service.errors import BadParameter
from service.features._base import Feature, Plan
from service.features._constantq import Norm
from service.features._librosa import EACH, Whole, every, given, handed, lines
from service.features._parts import ScipyWindow
from service.features._rhythm import HopParams, refuse_much
from service.features._statistics import StatisticsParams


class TempogramParams(StatisticsParams, HopParams):
    """Step, window, norm and statistics."""

    win_length: int = Field(384, ge=1, le=16_384, description="Length of the window, frames.")
    center: bool = Field(
        default=True,
        description="The window of frame t is centred there, the strength of onsets being extended "
        "by a ramp to zero; otherwise it begins there.",
    )
    window: ScipyWindow = Field("hann", description="Window function.")
    norm: Norm = Field(
        "inf", description="Order of the norm that each frame is divided by, `inf`, or `none`."
    )


def tempogram(params: TempogramParams, rate: int) -> Plan:
    """Tempogram: how much the strength of onsets resembles itself some time later.

    Equal to `librosa.feature.tempogram`: the autocorrelation of `librosa.onset.onset_strength` in a
    window around each frame. A lag of T s is a tempo of 60 / T BPM. At most 600 s of sound, and
    33,554,432 values.

    Parameters
    ----------
    params : TempogramParams
        Step, window, norm and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (win_length, frames): lag in s, time in s.

    References
    ----------
    Grosche, Mueller and Kurth (2010), *Proc. ICASSP*; `librosa.feature.tempogram`.
    """
    hop = params.hop_length
    chosen = handed(params, *given(TempogramParams, StatisticsParams))

    def limits(length: int) -> None:
        frames = 1 + length // hop
        if not params.center and frames < params.win_length:
            limit = f"with center=false a window must fit; the sound has only {frames} frames"
            raise BadParameter.of("win_length", params.win_length, limit)
        refuse_much(params.win_length, length, hop)

    def times(length: int) -> Steps:
        if params.center:
            return every(hop, rate)(length)
        frames = max(0, 1 + length // hop - (params.win_length - 1))
        return Steps(frames, hop, first=params.win_length // 2 * hop, over=rate)

    whole = Whole(
        "tempogram",
        rate,
        lambda librosa, samples: librosa.feature.tempogram(y=samples, sr=rate, **chosen),
        limits=limits,
    )
    lag = Axis("lag", "s", Steps(params.win_length, hop, over=rate))
    return params.summarised(lines(whole, times, lag))


FEATURE = Feature("tempogram", "Tempogram", TempogramParams, tempogram, "long_tail", (EACH,))
