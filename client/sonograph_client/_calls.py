"""How a signature with the service's defaults becomes a request with what was given."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import wraps
from typing import Any, Final, Literal, ParamSpec, TypeVar

P = ParamSpec("P")
Answer = TypeVar("Answer")


class Omitted(Enum):
    """The default of what has none, or one that depends on other parameters."""

    omitted = "..."

    def __repr__(self) -> str:
        return "..."


OMITTED: Final[Literal[Omitted.omitted]] = Omitted.omitted


def feature(stub: Callable[P, Answer]) -> Callable[P, Answer]:
    """Make a method that asks for the feature of its name."""
    return _asking(stub, "feature")


def sound_file(stub: Callable[P, Answer]) -> Callable[P, Answer]:
    """Make a method that asks for the prepared sound, in the format that ends its name."""
    return _asking(stub, "_sound_file")


def lookup(stub: Callable[P, Answer]) -> Callable[P, Answer]:
    """Make a method that asks without a sound."""
    return _asking(stub, "_lookup")


def _asking(stub: Callable[P, Answer], how: str) -> Callable[P, Answer]:
    """Send what the caller gave, not the defaults that the signature shows."""
    signature = inspect.signature(stub)
    name = stub.__name__

    @wraps(stub)
    def method(*args: P.args, **kwargs: P.kwargs) -> Answer:
        given = signature.bind(*args, **kwargs).arguments
        ask = getattr(given.pop("self"), how)
        sound = [given.pop("sound")] if "sound" in given else []
        answer: Answer = ask(name, *sound, **given)
        return answer

    return method


def query(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Spell parameters as the service reads them.

    Parameters
    ----------
    given : mapping
        None becomes ``none``, a list its elements with commas between them; what is omitted stays
        away.

    Returns
    -------
    list of tuple
        Names and texts.
    """
    return [(name, spelt(value)) for name, value in given.items() if value is not OMITTED]


def spelt(value: object) -> str:
    """Spell one value."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(map(spelt, value))
    return str(value)
