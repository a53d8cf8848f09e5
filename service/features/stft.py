"""The short-time Fourier transform."""

from collections.abc import Iterable
from typing import Literal, Self, cast

import numpy as np
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Values
from service.dsp.spectra import Spectrum, transform
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._parts import HOP_MEANING, FrameParams, Hop, ScaleParams, time_axis
from service.parameters import Mismatch

Part = Literal["magnitude", "power", "phase", "complex"]


class StftParams(FinishParams, ScaleParams, FrameParams):
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
        if self.scale != "linear" and not self.has_magnitude:
            raise Mismatch("scale", self.scale, f"part={self.part} has no decibels or logarithms")
        return self

    @model_validator(mode="after")
    def _angles_are_left_alone(self) -> Self:
        meant = ("magnitude_eps", "component", "bias", "gain", "normalize", "deltas", "statistics")
        for name in (*meant, "resize_rows", "resize_frames", "time_masks", "freq_masks"):
            value = getattr(self, name)
            if not self.has_magnitude and value != type(self).model_fields[name].default:
                raise Mismatch(name, value, f"has no meaning for part={self.part}")
        return self

    @property
    def has_magnitude(self) -> bool:
        """Whether the part is a magnitude or its square."""
        return self.part in {"magnitude", "power"}

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
    frequency = Axis("frequency", "Hz", params.framing.frequencies(rate))
    magnitude = params.magnitude(params.exponent)

    def convert(spectra: Spectrum, _frames: Floats) -> Values:
        if params.part == "complex":
            return spectra
        if params.part == "phase":
            return cast("Floats", np.angle(spectra))
        return params.scaled(magnitude.of(spectra), params.exponent)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        rows = transform(params.prepared(samples, keep), params.analysis, convert)
        return params.related(keep(rows))  # type: ignore[arg-type]  # complex values pass through

    plan = Plan(
        unit="rad" if params.part == "phase" else params.unit(),
        axes=lambda length: (frequency, time_axis(params, length, rate)),
        compute=compute,
        dtype=np.complex64 if params.part == "complex" else np.float32,
        resolved=params.resolved(params.exponent),
        remarks=params.remarks,
        frames=params.framed,
        advice=params.advice,
    )
    return params.finished_plan(plan)


FEATURE = Feature("stft", "Short-time Fourier transform", StftParams, stft)
