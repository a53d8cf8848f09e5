"""What every part of one run is given."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.noise import Noise

T = TypeVar("T")


class BenchError(Exception):
    """What was to be measured could not be."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One run: how thorough it is, where its files go, who listens to the machine meanwhile."""

    quick: bool
    folder: Path
    noise: Noise

    def pick(self, full: T, quick: T) -> T:
        return quick if self.quick else full

    @property
    def runs(self) -> int:
        """Runs of one side under load."""
        return self.pick(5, 2)

    @property
    def run_s(self) -> int:
        """Length of one such run, s."""
        return self.pick(3, 1)

    @staticmethod
    def tell(what: str) -> None:
        """Say what happens, for who waits."""
        print(f"  {what}", file=sys.stderr, flush=True)
