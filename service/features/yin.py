"""The fundamental frequency, by YIN."""

from dataclasses import replace

from pydantic import Field

from service.features._base import Feature, Plan
from service.features._librosa import EACH, Whole, lines
from service.features._pitch import PitchParams


class YinParams(PitchParams):
    """Range, frames, threshold and statistics."""

    trough_threshold: float = Field(
        0.1,
        ge=0,
        le=10,
        description="Normalised differences below this number are those of a period.",
    )


def yin(params: YinParams, rate: int) -> Plan:
    """Fundamental frequency by YIN: one value for each frame, voiced or not.

    Equal to `librosa.yin`. Silence gives the frequency of the shortest period, which may exceed
    `fmax` a little. At most 600 s of sound, and 33,554,432 samples of all frames together.

    Parameters
    ----------
    params : YinParams
        Range, frames, threshold and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s. The values are in Hz.

    Raises
    ------
    BadParameter
        The sample rate or the frames cannot hold the range.

    References
    ----------
    De Cheveigne and Kawahara (2002), *J. Acoust. Soc. Am.* 111(4).
    """
    params.refuse_range(rate)
    chosen = params.handed(rate, "trough_threshold")
    whole = Whole(
        "yin",
        rate,
        lambda librosa, samples: librosa.yin(samples, sr=rate, **chosen),
        limits=params.refuse_frames,
    )
    plan = lines(whole, lambda length: params.framing.times(length, rate), unit="Hz")

    def remarks(length: int) -> tuple[str, ...]:
        return (*plan.remarks(length), *params.remarks(rate))

    told = replace(plan, remarks=remarks, resolved={"fmax": params.top(rate)})
    return params.summarised(told)


FEATURE = Feature("yin", "Fundamental frequency (YIN)", YinParams, yin, "long_tail", (EACH,))
