"""What a preset is: the values of a published front-end, under a name that keeps its meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a front-end is published.

    Attributes
    ----------
    package, version : str
        The package that was read, and its version.
    file : str
        The file in it, and what stands there.
    """

    package: str
    version: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A published front-end as values of a feature's parameters.

    A preset that has been released stays as it is: what must change becomes the next version, in a
    file of its own. So it states every parameter that decides its numbers, and a default that
    changes later does not change it.

    Attributes
    ----------
    name : str
        What callers say, e.g. ``"whisper-80"``; it means the newest version.
    version : int
        From 1.
    feature : str
        The feature it belongs to.
    title : str
        One line for people.
    origin : Origin
        What its values were read from.
    serves : tuple of str
        Models and toolkits that use it.
    values : mapping
        Parameters by name, as in the query; None is None.
    notes : tuple of str
        Traps, and where the original differs on purpose.
    """

    name: str
    feature: str
    title: str
    origin: Origin
    serves: tuple[str, ...]
    values: Mapping[str, Value]
    notes: tuple[str, ...] = ()
    version: int = 1

    def __post_init__(self) -> None:
        """Freeze the values."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def id(self) -> str:
        """Name and version, e.g. ``"whisper-80@1"``."""
        return f"{self.name}@{self.version}"
