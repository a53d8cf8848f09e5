"""Where the time of a computation goes, though its stages run interleaved, block by block."""

import time
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

T = TypeVar("T")

Stage = Literal["decode", "compute", "encode", "other"]


class Stages:
    """A clock that always runs for exactly one stage.

    Attributes
    ----------
    spent : dict
        Time by stage, s.
    """

    def __init__(self) -> None:
        self.spent: dict[Stage, float] = {}
        self._now: Stage = "other"
        self._since = time.perf_counter()

    def enter(self, stage: Stage) -> Stage:
        """Let the clock run for a stage from now on; give the one before."""
        now, before = time.perf_counter(), self._now
        self.spent[before] = self.spent.get(before, 0.0) + now - self._since
        self._now, self._since = stage, now
        return before

    def timed(self, stage: Stage, blocks: Iterable[T]) -> Iterator[T]:
        """Give blocks on, and charge the stage with what it takes to make them."""
        source = iter(blocks)
        while True:
            before = self.enter(stage)
            try:
                block = next(source)
            except StopIteration:
                return
            finally:
                self.enter(before)
            yield block
