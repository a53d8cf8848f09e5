"""The short-time Fourier transform."""

from collections.abc import Callable, Iterable
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Values
from service.dsp.spectra import Spectrum, power, transform
from service.features._base import Feature, Keep, Plan
from service.features._parts import HOP_MEANING, FrameParams, Hop, ScaleParams, time_axis
from service.parameters import Mismatch

Part = Literal["magnitude", "power", "phase", "complex"]


PARTS: dict[Part, Callable[[Spectrum], Values]] = {
    "magnitude": np.abs,
    "power": power,
    "phase": np.angle,
    "complex": lambda spectrum: spectrum,
}


class StftParams(ScaleParams, FrameParams):
    """Frames, and which part of the complex spectrum."""

    hop_length: Hop = Field(
        default_factory=lambda given: max(1, given["win_length"] // 4),
        description=f"{HOP_MEANING} Default: `win_length` // 4.",
    )
    part: Part = Field(
        "magnitude",
        description="Magnitude, its square, the phase in radians, or the complex values "
        "(complex64; in JSON a last axis of real and imaginary part; not as a picture).",
    )

    @model_validator(mode="after")
    def _only_ratios_have_decibels(self) -> Self:
        if self.scale == "db" and self.part in {"phase", "complex"}:
            raise Mismatch("scale", self.scale, f"part={self.part} has no decibels")
        return self

    @property
    def exponent(self) -> float:
        """Exponent of the magnitude."""
        return 2.0 if self.part == "power" else 1.0


def stft(params: StftParams, rate: int) -> Plan:
    """Short-time Fourier transform: the spectrum of each frame.

    The magnitude, unless `part` says otherwise; equal to `librosa.stft` and, in decibels, to
    `librosa.amplitude_to_db` of its magnitude. A sine of amplitude A on a bin has the magnitude
    A * sum(window) / 2.

    Parameters
    ----------
    params : StftParams
        Frames, part and scale.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_fft // 2 + 1, frames): frequency in Hz, time in s.

    References
    ----------
    Allen and Rabiner (1977), *Proc. IEEE* 65(11), equation 2.4.
    """
    framing = params.framing
    frequency = Axis("frequency", "Hz", framing.frequencies(rate))

    def convert(spectra: Spectrum) -> Values:
        return params.scaled(PARTS[params.part](spectra), params.exponent)  # type: ignore[arg-type]  # complex is never scaled

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        return params.finished(keep(transform(samples, framing, convert)))  # type: ignore[arg-type]  # complex is never scaled

    return Plan(
        unit="rad" if params.part == "phase" else params.unit(),
        axes=lambda length: (frequency, time_axis(framing, length, rate)),
        compute=compute,
        dtype=np.complex64 if params.part == "complex" else np.float32,
        resolved=params.resolved(params.exponent),
        remarks=params.remarks,
    )


FEATURE = Feature("stft", "Short-time Fourier transform", StftParams, stft)
