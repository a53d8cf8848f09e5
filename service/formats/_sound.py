"""What files of sound share: their rate, their frames, and what goes beyond full scale."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from service.domain import MAX_RATE, MIN_RATE, Features, Steps
from service.formats._header import NAME, short_receipt
from service.parameters import NoneWord, Parameters

Integers = NDArray[np.int16] | NDArray[np.int32]


class PlaybackParams(Parameters):
    """How fast a file of sound is played."""

    playback_rate: Annotated[int, Field(ge=MIN_RATE, le=MAX_RATE)] | NoneWord = Field(
        None,
        description="Rate that the file's header says, Hz: the same samples, played faster or "
        "slower, higher or lower. `none`, the default, is the rate of the samples.",
    )

    def rate(self, features: Features) -> int:
        """Give the rate for the header, Hz."""
        steps = cast("Steps", features.axes[-1].coordinates)
        return self.playback_rate or steps.over


def width(features: Features) -> int:
    """Count the channels."""
    return features.channels or 1


class Quantised:
    """Samples as integers, rounded, and held at full scale.

    Parameters
    ----------
    features : Features
        The sound.
    bits : int
        Of an integer; full scale is 2 ** (bits - 1).

    Attributes
    ----------
    clipped : int
        Samples so far that were beyond full scale.
    """

    def __init__(self, features: Features, bits: int) -> None:
        self._features, self._bits, self.clipped = features, bits, 0

    def __iter__(self) -> Iterator[Integers]:
        """Give blocks of shape (n,) or (n, channels)."""
        scale = 2 ** (self._bits - 1)
        for block in self._features.blocks:
            whole = np.rint(block.real.astype(np.float64) * scale)
            held = np.clip(whole, -scale, scale - 1)
            # 1.0 itself, which no integer holds, is full scale and not beyond
            self.clipped += int(np.count_nonzero((whole < -scale) | (whole > scale)))
            yield held.astype(np.int16 if self._bits <= 16 else np.int32)  # noqa: PLR2004


def clipped(features: Features, count: int) -> Features:
    """Say in the receipt how many samples were held at full scale."""
    if not count:
        return features
    noun = "sample is" if count == 1 else "samples are"
    warning = f"{count} {noun} beyond full scale [-1, 1] and clipped"
    warnings = (*features.warnings, warning)
    return replace(features, warnings=warnings, receipt={**features.receipt, "warnings": warnings})


def headers(features: Features) -> dict[str, str]:
    """Give the header with the receipt."""
    return {NAME: short_receipt(features)}
