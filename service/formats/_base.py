"""What an output format is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from service.domain import Features
from service.parameters import Parameters

P = TypeVar("P", bound=Parameters)


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
    encode : callable
        Writes features, given the parameters, into a file; gives headers of the answer.
    """

    name: str
    media_type: str
    title: str
    params: type[P]
    bytes_per_value: int
    bytes_per_coordinate: int
    encode: Callable[[Features, P, BinaryIO], Mapping[str, str]]
