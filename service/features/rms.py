"""The level of each frame."""

from collections.abc import Iterable
from typing import Self

import numpy as np
from pydantic import Field, model_validator

from service.domain import Floats
from service.dsp.frames import frames
from service.features._base import Feature, Keep, Plan
from service.features._parts import PadMode, ScaleParams
from service.features._spans import SpanParams
from service.parameters import Mismatch


class RmsParams(ScaleParams, SpanParams):
    """Frames and scale."""

    pad_mode: PadMode = Field(
        "constant",
        description="How the sound is extended: with zeros, its edge value, a ramp to zero, "
        "its mirror image without (`reflect`) or with (`symmetric`) the edge sample.",
    )

    @model_validator(mode="after")
    def _there_is_padding(self) -> Self:
        if not self.center and self.pad_mode != "constant":
            raise Mismatch("pad_mode", self.pad_mode, "has an effect only with center=true")
        return self

    @property
    def extension(self) -> str:
        """How the sound is extended, see `numpy.pad`."""
        return self.pad_mode


def rms(params: RmsParams, rate: int) -> Plan:
    """Root mean square: the level of each frame.

    Equal to `librosa.feature.rms` of samples and, in decibels, to `librosa.amplitude_to_db` of it:
    0 dB is a square wave of full scale, -3.01 dB a sine.

    Parameters
    ----------
    params : RmsParams
        Frames and scale.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s.

    References
    ----------
    sqrt(sum_n x[n]^2 / frame_length), see `librosa.feature.rms`.
    """

    def level(block: Floats) -> Floats:
        mean = np.square(block, dtype=np.float64).mean(axis=-1)
        return params.scaled(np.sqrt(mean).astype(np.float32), 1.0)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        cut = frames(params.prepared(samples, keep), params.framing)
        return params.related(keep(map(level, cut)))

    plan = Plan(
        unit=params.unit(),
        axes=lambda length: (params.time(length, rate),),
        compute=compute,
        resolved=params.resolved(1.0),
        remarks=params.remarks,
    )
    return params.summarised(plan)


FEATURE = Feature("rms", "Root mean square", RmsParams, rms)
