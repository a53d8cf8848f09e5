"""Tones that are functions of time."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import ConfigDict, Field
from scipy.special import exprel

from service.sources._tone import Frequency, Samples, Wave


class Sine(Wave):
    """A pure tone: amplitude * sin(2 pi frequency t + phase)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"type": "sine", "frequency": 440}]})
    frequencies: ClassVar[tuple[str, ...]] = ("frequency",)

    type: Literal["sine"]
    frequency: Frequency = Field(description="Frequency, Hz: 0.001 to below half the sample rate.")

    def at(self, t: Samples) -> Samples:
        """Give the sine at times in s."""
        return np.sin(2 * np.pi * self.frequency * t + self.phase)


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
