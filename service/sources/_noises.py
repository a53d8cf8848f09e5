"""Tones without a pitch: silence, an impulse and noise."""

from typing import Literal, Self

import numpy as np
from pydantic import ConfigDict, Field, model_validator

from service.domain import samples_in
from service.dsp.noises import EXPONENTS, Color, gaussian
from service.parameters import Mismatch
from service.sources._tone import Samples, Tone, Whole

MAX_COLOURED = 50_000_000
"""Samples; coloured noise is one Fourier transform, in memory as a whole."""


class Silence(Tone):
    """Nothing but zeros."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "silence", "duration": 0.5}]}
    )

    type: Literal["silence"]

    def add_to(self, out: Samples, rate: int) -> None:
        """Leave `out` as it is."""


class Impulse(Tone):
    """One sample, and zeros before and behind it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"type": "impulse", "time": 0.5}]})

    type: Literal["impulse"]
    amplitude: float = Field(
        0.1, gt=0, le=1, description="Value of the sample, above 0 to 1; full scale is 1."
    )
    time: float = Field(
        0.0, ge=0, description="Where the sample is, s from the beginning: below `duration`."
    )

    @model_validator(mode="after")
    def _inside(self) -> Self:
        if self.time >= self.duration:
            raise Mismatch("time", self.time, f"must be below duration={self.duration:g}")
        return self

    def add_to(self, out: Samples, rate: int) -> None:
        """Add the sample; where less than one is left at the end, it is the last."""
        out[min(samples_in(self.time, rate), len(out) - 1)] += self.amplitude


class Noise(Tone):
    """Gaussian noise whose power density is proportional to 1 / f^b.

    b is 0 for white, 1 for pink, 2 for brown, -1 for blue and -2 for violet. The same seed gives
    the same noise, always; noises that are to be independent of each other need different seeds.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "noise", "color": "pink", "seed": 7}]}
    )

    type: Literal["noise"]
    color: Color = Field("white", description="Slope of the spectrum.")
    amplitude: float = Field(
        0.1,
        gt=0,
        le=1,
        description="Root mean square of the noise, above 0 to 1; single samples reach some four "
        "times as much.",
    )
    seed: Whole = Field(
        0, ge=0, le=2**32 - 1, description="Start of the random numbers, 0 to 4294967295."
    )

    @property
    def max_length(self) -> float:
        """Most samples; white noise needs no transform."""
        return np.inf if self.color == "white" else MAX_COLOURED

    def add_to(self, out: Samples, rate: int) -> None:  # noqa: ARG002  # noise has no pitch
        """Add the noise, scaled to its root mean square."""
        noise = gaussian(len(out), EXPONENTS[self.color], self.seed)
        noise *= self.amplitude / np.sqrt(np.einsum("i,i", noise, noise) / len(noise))
        out += noise
