"""What several computations are to those who write them down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, TypeVar

from service.domain import Features
from service.parameters import Parameters

P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the computations.

    Attributes
    ----------
    name : str
        ``"n_fft=512,n_mels=64"`` in a sweep, the feature's in a bundle.
    own : mapping
        What it does not share with the others.
    features : Features
        The result, until the next one is asked for.
    """

    name: str
    own: Mapping[str, Any]
    features: Features

    def plain(self) -> dict[str, Any]:
        """Tell what it is, and all that is needed to compute it alone."""
        return {
            "name": self.name,
            "values": self.own,
            "shape": self.features.shape,
            "receipt": self.features.receipt,
        }


@dataclass(frozen=True, slots=True)
class Members:
    """The computations, one after the other.

    Attributes
    ----------
    grid : sequence of tuple of str and int
        Names of the parameters that vary, the last one fastest, and how many values each has; empty
        for a bundle.
    found : iterator of Member
        In their order.
    """

    grid: Sequence[tuple[str, int]]
    found: Iterator[Member]


@dataclass(frozen=True, slots=True)
class Form(Generic[P]):
    """A way to write them down.

    Attributes
    ----------
    format : str
        The format of a single feature that takes as much for a value.
    media_type : str
        Of the answer.
    adds_up : bool
        Whether all values are in the answer, so that the limit is on their sum.
    params : type
        Parameters of its own.
    encode : callable
        Writes members, given the parameters, into a file.
    """

    format: str
    media_type: str
    adds_up: bool
    params: type[P]
    encode: Callable[[Members, P, BinaryIO], None]
