"""What the features share that follow from the strength of onsets."""

from typing import Annotated

from pydantic import Field

from service.domain import samples_in
from service.errors import BadParameter
from service.features._librosa import refuse_cells
from service.features._parts import HOP_MEANING, Hop
from service.parameters import Parameters

Bpm = Annotated[float, Field(ge=1, le=10_000)]
HISTORY_S = 8.0
"""Length of the sound that a tempo is estimated from, s: librosa's `ac_size`."""
COARSER = "a longer hop_length, or a lower sample_rate"


class HopParams(Parameters):
    """How often the strength of onsets is measured."""

    hop_length: Hop = Field(512, description=HOP_MEANING)


class StartParams(HopParams):
    """What tempo is expected."""

    start_bpm: Bpm = Field(120.0, description="Tempo that is thought most likely, BPM.")


def history(hop_length: int, rate: int, seconds: float = HISTORY_S) -> int:
    """Count the frames in `seconds`, as librosa does."""
    return samples_in(seconds, rate) // hop_length


def refuse_coarse(parameter: str, value: object, frames: int, seconds: float) -> None:
    """Refuse frames too far apart to tell a tempo by.

    Raises
    ------
    BadParameter
        `seconds` hold fewer than two.
    """
    if frames < 2:  # noqa: PLR2004  # a tempo is a distance between two
        limit = f"{seconds:g} s must hold at least 2 frames; at this sample rate they hold {frames}"
        raise BadParameter.of(parameter, value, limit)


def refuse_much(rows: int, length: int, hop_length: int) -> None:
    """Refuse a tempogram that would take too much memory.

    Raises
    ------
    TooLarge
        See `service.features._librosa.refuse_cells`.
    """
    refuse_cells(rows, 1 + length // hop_length, "hop_length", hop_length, COARSER)
