"""Beats."""

from typing import Any

from numpy.typing import NDArray
from pydantic import Field

from service.domain import Floats
from service.errors import BadParameter
from service.features._base import Feature, Plan
from service.features._librosa import Librosa, Whole, events, handed
from service.features._rhythm import (
    HISTORY_S,
    Bpm,
    StartParams,
    history,
    refuse_coarse,
    refuse_much,
)
from service.parameters import NoneWord


class BeatParams(StartParams):
    """What is expected, and how strictly."""

    tightness: float = Field(
        100.0,
        gt=0,
        le=1e6,
        description="Weight of an even tempo against strong onsets: more is more even.",
    )
    trim: bool = Field(
        default=True, description="Leave out weak beats at the beginning and at the end."
    )
    bpm: Bpm | NoneWord = Field(
        None, description="The tempo, BPM. `none`, the default, estimates it, see `tempo`."
    )


def beat_track(params: BeatParams, rate: int) -> Plan:
    """Beats: the times at which a listener would tap.

    Equal to the times of `librosa.beat.beat_track`. A sound without onsets, such as silence, has no
    beats: the list is empty. At most 600 s of sound, and 33,554,432 values of the tempogram that
    the tempo is read from.

    Parameters
    ----------
    params : BeatParams
        What is expected, and how strictly.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (beats,): number of the beat, from 0. The values are times in s.

    Raises
    ------
    BadParameter
        Frames are too far apart for the tempo, or several channels are asked for at once.

    References
    ----------
    Ellis (2007), *J. New Music Research* 36(1).
    """
    hop = params.hop_length
    window = history(hop, rate)
    _refuse_coarse(params, window, rate)
    chosen = handed(params, *BeatParams.model_fields)

    def track(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        _, beats = librosa.beat.beat_track(y=samples, sr=rate, units="time", **chosen)
        times: NDArray[Any] = beats
        return times

    rows = window if params.bpm is None else 1
    whole = Whole("beat_track", rate, track, limits=lambda n: refuse_much(rows, n, hop))
    return events(whole, "beat", lambda n: 1 + n // hop)


def _refuse_coarse(params: BeatParams, window: int, rate: int) -> None:
    """Refuse frames that are further apart than beats."""
    if params.bpm is None:
        refuse_coarse("hop_length", params.hop_length, window, HISTORY_S)
    elif round(60 * rate / params.hop_length / params.bpm) < 1:
        limit = f"{60 * rate / params.hop_length:g} frames per minute cannot hold as many beats"
        raise BadParameter.of("bpm", params.bpm, limit)


FEATURE = Feature("beat_track", "Beats", BeatParams, beat_track, "long_tail", ({"bpm": 120.0},))
