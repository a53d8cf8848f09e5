"""What a feature is: a parameter model, and a plan made from it for a sample rate."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

import numpy as np

from service.domain import Axis, Floats, Values
from service.parameters import Parameters

V = TypeVar("V", bound=Values)


class Keep(Protocol):
    """Takes blocks in and gives them back as often as needed."""

    def __call__(self, blocks: Iterable[V], /) -> Iterable[V]:
        """Keep them."""
        ...


@dataclass(frozen=True, slots=True)
class Frames:
    """The Fourier transforms that a feature makes of a sound.

    Attributes
    ----------
    count : int
        How many there are.
    n_fft : int
        Length of one, samples.
    win_length : int
        Samples of the sound in it.
    hop_length : int
        From one to the next, samples.
    bandwidth : float
        Equivalent noise bandwidth of the window, in multiples of the sample rate over
        `win_length`; 1 without a window.
    """

    count: int
    n_fft: int
    win_length: int
    hop_length: int
    bandwidth: float = 1.0


@dataclass(frozen=True, slots=True)
class Advice:
    """A value that would do better.

    Attributes
    ----------
    parameter : str
        What to change.
    value : int or float
        What to.
    reason : str
        What is gained.
    """

    parameter: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How a feature is computed, and what it will be, before any sample is looked at.

    Attributes
    ----------
    unit : str
        Of the values.
    axes : callable
        From the length of the sound, samples per channel, to the axes of one channel's values.
    compute : callable
        From blocks of samples, shape (n,) or (n, channels), to blocks of values, see
        `service.domain.Features`; the channels come last. What must be gone through twice is given
        to the second argument, a `Keep`.
    dtype : type
        Of the values.
    resolved : mapping
        Parameters that the sample rate or other parameters decided, e.g. ``fmax``.
    remarks : callable
        From the length of the sound to what the caller should know; raises `BadParameter` or
        `TooLarge` where the sound is too short or too long for the parameters.
    blocks_first : bool
        Whether blocks follow each other along the first of the axes and have the others in their
        order; otherwise along the last and in reverse order.
    frames : callable, optional
        From the length of the sound to its transforms; None for a feature that makes none, or whose
        transforms tell nothing of its cost.
    empty : tuple of int
        Rows that are zero whatever the sound is.
    advice : callable
        Looks for values that the remarks would not complain about; it may take milliseconds.
    counted : bool
        Whether only the sound decides how many values there are, as of onsets; then `axes` gives
        the most.
    drawn : callable
        From the length of the sound to what chance decides, by the parameter: plain JSON data.
    """

    unit: str
    axes: Callable[[int], tuple[Axis, ...]]
    compute: Callable[[Iterable[Floats], Keep], Iterable[Values]]
    dtype: type[np.float32] | type[np.complex64] = np.float32
    resolved: Mapping[str, Any] = field(default_factory=dict)
    remarks: Callable[[int], tuple[str, ...]] = lambda _length: ()
    blocks_first: bool = False
    frames: Callable[[int], Frames] | None = None
    empty: tuple[int, ...] = ()
    advice: Callable[[], tuple[Advice, ...]] = tuple
    counted: bool = False
    drawn: Callable[[int], Mapping[str, Any]] = lambda _length: {}

    def shape(self, length: int) -> tuple[int, ...]:
        """Tell the shape of one channel's values of a sound of `length` samples."""
        return tuple(map(len, self.axes(length)))


P = TypeVar("P", bound=Parameters)

Lane = Literal["core", "long_tail"]

LIBRARIES: Mapping[Lane, tuple[str, ...]] = {"core": (), "long_tail": ("librosa", "numba")}
"""Libraries that compute in a lane, beside those that every answer needs."""


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
        From parameters and a sample rate in Hz to a `Plan`; its docstring describes the feature.
    lane : {'core', 'long_tail'}
        Which workers compute it: those of the long tail have librosa.
    rehearsals : tuple of mapping
        Parameters, beside the defaults, with which it must have been computed once so that nothing
        is left to load or to compile: librosa loads and compiles what it needs when it needs it.
    """

    name: str
    title: str
    params: type[P]
    plan: Callable[[P, int], Plan]
    lane: Lane = "core"
    rehearsals: tuple[Mapping[str, Any], ...] = ()

    @property
    def summary(self) -> str:
        """First line of the docstring of `plan`."""
        return (self.plan.__doc__ or self.title).strip().splitlines()[0]
