"""How often the samples change their sign."""

from collections.abc import Iterable

import numpy as np
from pydantic import Field

from service.domain import Floats
from service.dsp.frames import frames
from service.features._base import Feature, Keep, Plan
from service.features._spans import SpanParams


class CrossingParams(SpanParams):
    """Frames, and what a crossing is."""

    threshold: float = Field(
        1e-10, ge=0, le=1, description="Samples of at most this amplitude count as 0."
    )
    zero_pos: bool = Field(
        default=True,
        description="0 counts as positive; otherwise it is a sign of its own, and to reach or "
        "leave it a crossing.",
    )


def zero_crossing_rate(params: CrossingParams, rate: int) -> Plan:
    """Zero-crossing rate: the share of each frame's samples at which the sign changes.

    Equal to `librosa.feature.zero_crossing_rate`. The sound is extended by its edge values; the
    first sample of a frame is no crossing.

    Parameters
    ----------
    params : CrossingParams
        Frames and threshold.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s; values 0 to 1.

    References
    ----------
    Kedem (1986), *Proc. IEEE* 74(11).
    """

    def share(block: Floats) -> Floats:
        above = np.where(np.abs(block) <= np.float32(params.threshold), np.float32(0), block)
        signs = np.signbit(above) if params.zero_pos else np.sign(above)
        crossings = np.count_nonzero(signs[..., 1:] != signs[..., :-1], axis=-1)
        return np.asarray(crossings / params.frame_length, np.float32)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return keep(map(share, frames(params.prepared(samples, keep), params.framing)))

    plan = Plan(
        unit="1",
        axes=lambda length: (params.time(length, rate),),
        compute=compute,
        remarks=params.remarks,
    )
    return params.summarised(plan)


FEATURE = Feature("zero_crossing_rate", "Zero-crossing rate", CrossingParams, zero_crossing_rate)
