"""What an output format is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Generic, Literal, TypeVar

from service.domain import Features
from service.parameters import Parameters

P = TypeVar("P", bound=Parameters)


class NoParams(Parameters):
    """A format without parameters of its own."""


@dataclass(frozen=True, slots=True)
class Format(Generic[P]):
    """A named encoder; everything about a format lives in its one record.

    Attributes
    ----------
    name : str
        Extension of the operation's path, e.g. ``"npy"``.
    media_type : str
        Of the answer.
    title : str
        A few words for people.
    params : type
        Parameters of its own, shown in the operations that answer with it.
    bytes_per_value, bytes_per_coordinate : int
        Upper bounds for one float32 and for one coordinate of an axis, in the answer or in the
        memory of what draws it, whichever is more.
    value_s, answer_s : float
        What encoding takes of a worker's time for each value and for each answer, s, on the machine
        of `service.forecast`; besides what every answer takes.
    encode : callable
        Writes features, given the parameters, into a file; gives headers of the answer.
    of : {'feature', 'sound'}
        Whether it is for arrays, or for a file of sound.
    encode_several : callable or None
        Does the same with the features of several sounds, one after the other, if it can.
    """

    name: str
    media_type: str
    title: str
    params: type[P]
    bytes_per_value: int
    bytes_per_coordinate: int
    encode: Callable[[Features, P, BinaryIO], Mapping[str, str]]
    value_s: float = 0.0
    answer_s: float = 0.0
    of: Literal["feature", "sound"] = "feature"
    encode_several: Callable[[Iterable[Features], P, BinaryIO], Mapping[str, str]] | None = None
