"""Tones that are functions of time."""

from abc import abstractmethod
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import ConfigDict, Field, model_validator
from scipy.special import exprel

from service.parameters import Mismatch
from service.sources._tone import Frequency, Samples, Wave, Whole

ROUNDED = 1e-9
"""Cycles: what lies less before a jump has been rounded there."""


class Sine(Wave):
    """A pure tone: amplitude * sin(2 pi frequency t + phase)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"type": "sine", "frequency": 440}]})
    frequencies: ClassVar[tuple[str, ...]] = ("frequency",)

    type: Literal["sine"]
    frequency: Frequency = Field(description="Frequency, Hz: 0.001 to below half the sample rate.")

    def at(self, t: Samples) -> Samples:
        """Give the sine at times in s."""
        return np.sin(2 * np.pi * self.frequency * t + self.phase)


class _Cyclic(Wave):
    """The same shape in every cycle; not band-limited, as in `scipy.signal`."""

    frequencies: ClassVar[tuple[str, ...]] = ("frequency",)

    frequency: Frequency = Field(description="Frequency, Hz: 0.001 to below half the sample rate.")

    def at(self, t: Samples) -> Samples:
        """Give the shape at times in s; a jump is where it must be, whatever t was rounded to."""
        cycles = self.frequency * t + self.phase / (2 * np.pi)
        return self.shape(cycles - np.floor(cycles + ROUNDED))

    @abstractmethod
    def shape(self, cycle: Samples) -> Samples:
        """Give the values at places in the cycle, from 0 up to 1."""


class Square(_Cyclic):
    """1 in the first half of each cycle, -1 in the second, times the amplitude."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "square", "frequency": 440}]}
    )

    type: Literal["square"]

    def shape(self, cycle: Samples) -> Samples:
        """Give 1 or -1."""
        return np.where(cycle + ROUNDED < 1 / 2, 1.0, -1.0)


class Sawtooth(_Cyclic):
    """From -1 up to 1 in each cycle, times the amplitude."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "sawtooth", "frequency": 440}]}
    )

    type: Literal["sawtooth"]

    def shape(self, cycle: Samples) -> Samples:
        """Rise."""
        return 2 * cycle - 1


class Triangle(_Cyclic):
    """From -1 up to 1 in the first half of each cycle and down in the second."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "triangle", "frequency": 440}]}
    )

    type: Literal["triangle"]

    def shape(self, cycle: Samples) -> Samples:
        """Rise and fall."""
        return 1 - 4 * np.abs(cycle - 1 / 2)


class RandomTones(Wave):
    """The sum of sines whose frequencies are whole numbers of Hz, drawn by chance."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "random_tones", "count": 3, "seed": 7}]}
    )
    frequencies: ClassVar[tuple[str, ...]] = ("low", "high")

    type: Literal["random_tones"]
    count: Whole = Field(3, ge=1, le=100, description="Number of sines, 1 to 100.")
    low: Whole = Field(500, ge=1, description="Lowest frequency, Hz: 1 to at most `high`.")
    high: Whole = Field(
        7999,
        ge=1,
        description="Highest frequency, Hz: from `low` to below half the sample rate.",
    )
    amplitude: float = Field(
        0.1, gt=0, le=1, description="Largest value of each sine, above 0 to 1; full scale is 1."
    )
    seed: Whole = Field(
        0, ge=0, le=2**32 - 1, description="Start of the random numbers, 0 to 4294967295."
    )

    @model_validator(mode="after")
    def _low_to_high(self) -> Self:
        if self.low > self.high:
            raise Mismatch("low", self.low, f"must be at most high={self.high}")
        return self

    def work(self, rate: int) -> int:
        """Count the samples of all sines."""
        return self.count * self.length(rate)

    @property
    def drawn(self) -> list[int]:
        """The frequencies, Hz."""
        # The legacy stream is frozen (NEP 19).
        draw = np.random.RandomState(self.seed).randint
        found: list[int] = draw(self.low, self.high + 1, self.count).tolist()
        return found

    def at(self, t: Samples) -> Samples:
        """Give the sum of the sines at times in s."""
        sines = (np.sin(2 * np.pi * f * t + self.phase) for f in self.drawn)
        return np.asarray(sum(sines))


class Chirp(Wave):
    """A sine that glides from one frequency to another, as `librosa.chirp` does."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"type": "chirp", "fmin": 100, "fmax": 4000, "duration": 2}]
        }
    )
    frequencies: ClassVar[tuple[str, ...]] = ("fmin", "fmax")

    type: Literal["chirp"]
    fmin: Frequency = Field(
        description="Frequency at the start, Hz: 0.001 to below half the sample rate."
    )
    fmax: Frequency = Field(
        description="Frequency at the end, Hz: 0.001 to below half the sample rate. Below `fmin` "
        "the chirp falls."
    )
    linear: bool = Field(
        default=False,
        description="Glide by equal steps in Hz; otherwise by equal ratios (exponentially).",
    )

    def at(self, t: Samples) -> Samples:
        """Give the chirp at times in s."""
        glide = _linear_cycles if self.linear else _exponential_cycles
        return np.sin(2 * np.pi * glide(t, self.fmin, self.fmax, self.duration) + self.phase)


def _linear_cycles(t: Samples, fmin: float, fmax: float, duration: float) -> Samples:
    """Integrate fmin + (fmax - fmin) t / duration."""
    return t * (fmin + (fmax - fmin) * t / (2 * duration))


def _exponential_cycles(t: Samples, fmin: float, fmax: float, duration: float) -> Samples:
    """Integrate fmin (fmax / fmin)^(t / duration); exprel(x) is (e^x - 1) / x, and 1 at 0."""
    cycles: Samples = fmin * t * exprel(np.log(fmax / fmin) * t / duration)
    return cycles
