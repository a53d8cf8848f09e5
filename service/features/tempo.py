"""The tempo."""

from dataclasses import replace
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Steps
from service.errors import BadParameter
from service.features._base import Feature, Plan
from service.features._librosa import EACH, Librosa, Whole, every, handed, lines
from service.features._rhythm import Bpm, StartParams, history, refuse_coarse, refuse_much
from service.features._statistics import StatisticsParams
from service.parameters import Mismatch, NoneWord


class TempoParams(StatisticsParams, StartParams):
    """What is expected, over how long, and statistics."""

    std_bpm: float = Field(
        1.0, ge=0.01, le=100, description="Standard deviation of what is expected, octaves."
    )
    ac_size: float = Field(
        8.0, gt=0, le=600, description="Length of the window that is looked at, s."
    )
    max_tempo: Bpm | NoneWord = Field(
        320.0, description="Only tempi below this, BPM; `none` for no limit."
    )
    aggregate: Literal["mean", "median", "max"] | NoneWord = Field(
        "mean", description="How the frames become one; `none` gives a tempo for each frame."
    )

    @model_validator(mode="after")
    def _there_are_frames(self) -> Self:
        if self.statistics and self.aggregate is not None:
            raise Mismatch("statistics", self.statistics, "has an effect only with aggregate=none")
        return self


def tempo(params: TempoParams, rate: int) -> Plan:
    """Tempo: beats per minute, one value for the sound or one for each frame.

    Equal to `librosa.feature.tempo`. A sound without onsets, such as silence, has the tempo that is
    thought most likely, as far as the frames can express it. At most 600 s of sound, and 33,554,432
    values of the tempogram it is read from.

    Parameters
    ----------
    params : TempoParams
        What is expected, over how long, and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (1,), or (frames,): time in s.

    Raises
    ------
    BadParameter
        The window holds fewer than two frames, or no tempo below the limit.

    References
    ----------
    Ellis (2007), *J. New Music Research* 36(1); `librosa.feature.tempo`.
    """
    hop, window = params.hop_length, history(params.hop_length, rate, params.ac_size)
    _refuse_window(params, window, rate)
    chosen = handed(params, "hop_length", "start_bpm", "std_bpm", "ac_size", "max_tempo")
    aggregate = None if params.aggregate is None else getattr(np, params.aggregate)

    def estimate(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        found: NDArray[Any] = librosa.feature.tempo(
            y=samples, sr=rate, aggregate=aggregate, **chosen
        )
        return found

    whole = Whole("tempo", rate, estimate, limits=lambda n: refuse_much(window, n, hop))
    plan = lines(whole, every(hop, rate), unit="BPM")
    if params.aggregate is None:
        return params.summarised(plan)
    return replace(plan, axes=lambda _length: (Axis("estimate", "1", Steps(1)),))


def _refuse_window(params: TempoParams, window: int, rate: int) -> None:
    refuse_coarse("ac_size", params.ac_size, window, params.ac_size)
    slowest = 60 * rate / (params.hop_length * (window - 1))
    if params.max_tempo is not None and slowest >= params.max_tempo:
        limit = f"the slowest tempo that ac_size={params.ac_size:g} s can hold is {slowest:g} BPM"
        raise BadParameter.of("max_tempo", params.max_tempo, f"is too slow: {limit}")


FEATURE = Feature("tempo", "Tempo", TempoParams, tempo, "long_tail", (EACH, {"aggregate": "none"}))
