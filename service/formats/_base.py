"""What an output format is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.domain import Encoded, Features
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
    bytes_per_value : float
        Upper bound for one float32, for the limit on answers.
    encode : callable
        From features and parameters to the body.
    """

    name: str
    media_type: str
    title: str
    params: type[P]
    bytes_per_value: float
    encode: Callable[[Features, P], Encoded]
