"""What every part of a tone spec can do, and what every tone has."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, ConfigDict, Field

from service.domain import samples_in
from service.parameters import Parameters
from service.sources._base import BLOCK_FRAMES

Samples = NDArray[np.float64]


EXACT = 2**53
"""Integers beyond it are not the same in every reader of JSON (RFC 7493)."""


def _whole(value: object) -> object:
    """Take 16000.0 for 16000: JSON knows no difference."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) <= EXACT
    return int(value) if whole else value  # type: ignore[call-overload]  # whole says it is a float


Whole = Annotated[int, BeforeValidator(_whole)]

Frequency = Annotated[float, Field(ge=0.001)]
"""Hz; the upper limit, half the sample rate, stands in another part of the spec."""


class Part(Parameters):
    """Anything that can be a sound, or a part of one."""

    model_config = ConfigDict(strict=True)

    type: str

    @property
    @abstractmethod
    def depth(self) -> int:
        """How many mixes and sequences are inside one another here."""

    @abstractmethod
    def length(self, rate: int) -> int:
        """Count the samples at a rate in Hz."""

    @abstractmethod
    def tones(self, path: str) -> Iterator[tuple[str, "Tone"]]:
        """List the tones in it, each with the path of its place in the spec."""

    @abstractmethod
    def add_to(self, out: Samples, rate: int) -> None:
        """Add the sound to `out`, which has its length, at a rate in Hz."""


class Tone(Part):
    """A part without parts. A kind of tone is one class, and a word in `_tonespec.Sound`."""

    frequencies: ClassVar[tuple[str, ...]] = ()
    """The fields that must stay below half the sample rate."""

    duration: float = Field(
        1.0, gt=0, le=1e9, description="Length, s: above 0, and at least one sample."
    )

    @property
    def depth(self) -> int:
        """None."""
        return 0

    @property
    def max_length(self) -> float:
        """Most samples that this kind of tone can have, whatever the operator allows."""
        return np.inf

    def length(self, rate: int) -> int:
        """Count the whole samples in `duration`."""
        return samples_in(self.duration, rate)

    def work(self, rate: int) -> int:
        """Count the samples that are computed."""
        return self.length(rate)

    def tones(self, path: str) -> Iterator[tuple[str, "Tone"]]:
        """Give itself."""
        yield path, self


class Wave(Tone):
    """A tone that is a function of time."""

    amplitude: float = Field(
        0.1, gt=0, le=1, description="Largest value, above 0 to 1; full scale is 1."
    )
    phase: float = Field(
        0.0, ge=-1000, le=1000, description="Phase at the start, rad, -1000 to 1000."
    )

    @abstractmethod
    def at(self, t: Samples) -> Samples:
        """Give the values at times in s from the beginning, for an amplitude of 1."""

    def add_to(self, out: Samples, rate: int) -> None:
        """Add it one block at a time, so that no temporary is as long as the sound."""
        for start in range(0, len(out), BLOCK_FRAMES):
            block = out[start : start + BLOCK_FRAMES]
            block += self.amplitude * self.at(np.arange(start, start + len(block)) / rate)
