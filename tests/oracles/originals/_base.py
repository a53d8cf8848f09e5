"""What an original is: the function that a preset must equal, and where it was taken from."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import files
from importlib.metadata import version as version_of
from importlib.util import module_from_spec, spec_from_file_location

import numpy as np

ORIGINALS = []


@dataclass(frozen=True)
class Original:
    """One function of one package.

    `compute` takes float32 samples, shape (n,), at `sample_rate`, and returns the original's own
    array in its own axis order, without the batch axis.
    """

    preset: str
    package: str
    source: str
    sample_rate: int
    axes: tuple[str, ...]
    compute: Callable[[np.ndarray], np.ndarray]
    undefined: frozenset[str] = frozenset()  # sounds on which the original gives NaN or infinity

    @property
    def version(self):
        return version_of(self.package)

    def __str__(self):
        return f"{self.preset} by {self.package} {self.version}"


def original(preset, package, source, rate, axes, undefined=()):
    """Register the decorated function as an original of a preset."""

    def register(compute):
        known = Original(
            preset, package, source, rate, tuple(axes.split()), compute, frozenset(undefined)
        )
        ORIGINALS.append(known)
        return compute

    return register


def module_of(package, name):
    """One file of an installed package, run without the package's `__init__`."""
    (found,) = (file for file in files(package) if str(file) == name)
    spec = spec_from_file_location(found.stem, found.locate())
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
