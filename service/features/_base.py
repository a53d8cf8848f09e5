"""What a feature is: a parameter model, and a plan made from it for a clip."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

import numpy as np

from service.domain import Axis, Floats, Values
from service.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Clip:
    """What a plan must know of a prepared sound.

    Attributes
    ----------
    length : int
        Samples per channel, at least 1.
    rate : int
        Samples per second, Hz.
    """

    length: int
    rate: int

    @property
    def seconds(self) -> float:
        """Duration, s."""
        return self.length / self.rate


@dataclass(frozen=True, slots=True)
class Plan:
    """What a feature of a clip will be, before any sample is looked at.

    Attributes
    ----------
    axes : tuple of Axis
        Of one channel's values.
    unit : str
        Of the values.
    compute : callable
        From samples of shape (n,) or (channels, n) to values with the shape of `axes`, behind the
        channel axis if there is one.
    dtype : type
        Of the values.
    resolved : mapping
        Parameters that the clip decided, e.g. ``fmax``.
    warnings : tuple of str
        What the caller should know.
    """

    axes: tuple[Axis, ...]
    unit: str
    compute: Callable[[Floats], Values]
    dtype: type[np.float32] | type[np.complex64] = np.float32
    resolved: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one channel's values."""
        return tuple(map(len, self.axes))

    @property
    def size(self) -> int:
        """Number of one channel's values."""
        return math.prod(self.shape)


P = TypeVar("P", bound=Parameters)

Lane = Literal["core", "long_tail"]


@dataclass(frozen=True, slots=True)
class Feature(Generic[P]):
    """A named computation with its parameter model.

    Attributes
    ----------
    name : str
        As in the catalogue: librosa's function name where it has one.
    title : str
        A few words for people.
    params : type
        The parameter model; its docstring is not shown, its fields are.
    plan : callable
        From parameters and a clip to a `Plan`; its docstring describes the feature.
    lane : {'core', 'long_tail'}
        Which workers compute it: those of the long tail have librosa.
    """

    name: str
    title: str
    params: type[P]
    plan: Callable[[P, Clip], Plan]
    lane: Lane = "core"

    @property
    def summary(self) -> str:
        """First line of the docstring of `plan`."""
        return (self.plan.__doc__ or self.title).strip().splitlines()[0]
