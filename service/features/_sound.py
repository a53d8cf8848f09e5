"""The prepared sound itself, for whoever wants to listen to it."""

from collections.abc import Iterable

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Keep, Plan
from service.parameters import Parameters


class SoundParams(Parameters):
    """None but those of every source."""


def sound(params: SoundParams, rate: int) -> Plan:  # noqa: ARG001  # as every feature
    """Sound: what every feature is computed from, to listen to.

    Parameters
    ----------
    params : SoundParams
        None.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n,): time in s; values have full scale [-1, 1].
    """

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return keep(samples)

    def axes(length: int) -> tuple[Axis]:
        return (Axis("time", "s", Steps(length, over=rate)),)

    return Plan(unit="1", axes=axes, compute=compute)


SOUND = Feature("sound", "Sound", SoundParams, sound)
