"""Find the one-file plug-ins of a package."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything a registry can hold."""

    @property
    def name(self) -> str:
        """The name callers use."""
        ...


T = TypeVar("T", bound=Named)


def discover(
    package: str, path: Iterable[str], kind: type[T], key: str = "name"
) -> Mapping[str, T]:
    """Collect the constant of class `kind` from every public module of a package.

    Parameters
    ----------
    package : str
        Dotted name of the package, usually ``__name__``.
    path : iterable of str
        Its ``__path__``.
    kind : type
        Class of the constant, e.g. `Feature` for a constant called ``FEATURE``.
    key : str
        The attribute that nobody shares with another.

    Returns
    -------
    Mapping[str, T]
        Read-only, by that attribute, in alphabetical order of the modules.

    Raises
    ------
    TypeError
        A public module has no such constant, or two of them have the same name.
    """
    found: dict[str, T] = {}
    for info in sorted(iter_modules(path), key=lambda info: info.name):
        if not info.name.startswith("_"):
            leaf = _constant(import_module(f"{package}.{info.name}"), kind)
            name = getattr(leaf, key)
            if name in found:
                raise TypeError(f"two {kind.__name__}s are called {name!r}")
            found[name] = leaf
    return MappingProxyType(found)


def _constant(module: ModuleType, kind: type[T]) -> T:
    constant = getattr(module, kind.__name__.upper(), None)
    if not isinstance(constant, kind):
        raise TypeError(f"{module.__name__} needs a constant {kind.__name__.upper()}")
    return constant
