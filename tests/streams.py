"""Long arrays in tests: cut into blocks that do not fit anything, and put together again."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np

from service.blocks import Kept, Scratch
from service.domain import Axis, Signal
from service.features import FEATURES
from service.parameters import parse
from service.pipeline import run

PIECES = (1, 700, 37, 5_000)


@dataclass(frozen=True)
class Outline:
    """What a plan says of a sound."""

    axes: tuple[Axis, ...]
    unit: str
    dtype: type
    resolved: dict[str, Any]
    warnings: tuple[str, ...]
    counted: bool = False

    @property
    def shape(self):
        return tuple(map(len, self.axes))


def cut(samples, pieces=PIECES):
    """Cut samples of shape (n,) or (channels, n) into blocks (n,) or (n, channels)."""
    frames = np.ascontiguousarray(samples.T)
    at, turn = 0, 0
    while at < len(frames):
        yield frames[at : at + pieces[turn % len(pieces)]]
        at += pieces[turn % len(pieces)]
        turn += 1


def keep(blocks):
    """Keep blocks that are few."""
    return Kept(blocks, Scratch())


def together(blocks):
    """Undo `cut`; of values, too."""
    return np.concatenate(list(blocks)).T


def samples_of(signal: Signal):
    """All samples of a signal, shape (n,) or (channels, n)."""
    return together(signal.blocks)


def outlined(feature, length, rate, **parameters):
    """What a feature's plan says of a sound; raises what the plan refuses."""
    plan = FEATURES[feature].plan(parse(FEATURES[feature].params, parameters), rate)
    remarks = plan.remarks(length)
    said = plan.unit, plan.dtype, dict(plan.resolved)
    return Outline(plan.axes(length), *said, remarks, plan.counted)


def computed(feature, samples, rate, pieces=PIECES, **parameters):
    """The service's answer to samples of shape (n,) or (channels, n)."""
    plan = FEATURES[feature].plan(parse(FEATURES[feature].params, parameters), rate)
    return together(plan.compute(cut(samples, pieces), keep))


def answered(job):
    """Body and headers of a job's answer."""
    out = BytesIO()
    headers = run(job, out)
    return out.getvalue(), dict(headers)
