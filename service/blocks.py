"""Blocks of a long array: handed on one by one, or kept and gone through again."""

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, Generic, NamedTuple, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Block = NDArray[Any]

IN_MEMORY = 8 << 20
"""Bytes of kept blocks that stay in memory; what follows goes to a file."""

B = TypeVar("B", bound=Block)
T = TypeVar("T")


def with_last(items: Iterable[T]) -> Iterator[tuple[T, bool]]:
    """Tell of each item whether it is the last.

    Examples
    --------
    >>> list(with_last("ab"))
    [('a', False), ('b', True)]
    """
    rest = iter(items)
    for item in rest:
        current = item
        for following in rest:
            yield current, False
            current = following
        yield current, True


class Place(NamedTuple):
    """Where a block lies in a file."""

    offset: int
    shape: tuple[int, ...]
    dtype: np.dtype[Any]


class Scratch:
    """A file for blocks that are too many for memory.

    Parameters
    ----------
    file : int, optional
        Its descriptor, which stays the caller's. Default: a file without a name, made when the
        first block comes.
    """

    def __init__(self, file: int | None = None) -> None:
        self._file, self._end = file, 0
        self._own: Any = None

    def put(self, block: Block) -> Place:
        """Write a block behind all others."""
        place = Place(self._end, block.shape, block.dtype)
        rest = np.ascontiguousarray(block).data.cast("B")
        while rest:
            written = os.pwrite(self._descriptor(), rest, self._end)
            rest = rest[written:]
            self._end += written
        return place

    def get(self, place: Place) -> Block:
        """Read a block."""
        block = np.empty(place.shape, place.dtype)
        rest, at = block.data.cast("B"), place.offset
        while rest:
            count = os.preadv(self._descriptor(), [rest], at)
            if not count:
                raise OSError("a scratch file is shorter than what was written to it")
            rest, at = rest[count:], at + count
        return block

    def __enter__(self) -> Self:
        """Give the scratch itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, unless it is the caller's."""
        if self._own is not None:
            self._own.close()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Forget, at the end of the context, the blocks that have been put since its beginning."""
        end = self._end
        yield
        self._end = end

    def clear(self) -> None:
        """Forget all blocks."""
        if self._end:
            os.ftruncate(self._descriptor(), 0)
            self._end = 0

    def _descriptor(self) -> int:
        if self._file is None:
            self._own = TemporaryFile()  # noqa: SIM115  # lives as long as the blocks
            self._file = self._own.fileno()
        return self._file


class Kept(Generic[B]):
    """Blocks that can be gone through as often as needed.

    Parameters
    ----------
    blocks : iterable of ndarray
        Taken in at once, in order; nobody may change them afterwards.
    scratch : Scratch
        For what exceeds `IN_MEMORY`.
    """

    def __init__(self, blocks: Iterable[B], scratch: Scratch) -> None:
        self._scratch = scratch
        self._blocks: list[B | Place] = []
        self._ends: list[int] = []
        size = length = 0
        for block in blocks:
            size += block.nbytes
            length += len(block)
            self._blocks.append(block if size <= IN_MEMORY else scratch.put(block))
            self._ends.append(length)

    def __len__(self) -> int:
        """Count what is along the first axis of all blocks."""
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[B]:
        """Give the blocks in their order."""
        return map(self._got, self._blocks)

    def between(self, start: int, stop: int) -> Iterator[B]:
        """Give what lies from number `start` up to `stop` along the first axis, block by block."""
        number = bisect_right(self._ends, start)
        while start < min(stop, len(self)):
            block = self._got(self._blocks[number])
            first = self._ends[number] - len(block)
            yield cast("B", block[start - first : stop - first])
            start, number = self._ends[number], number + 1

    def _got(self, block: B | Place) -> B:
        return cast("B", self._scratch.get(block)) if isinstance(block, Place) else block


@dataclass(frozen=True, slots=True)
class Derived(Generic[T]):
    """What a step makes of blocks, computed anew each time it is gone through.

    Attributes
    ----------
    origin : iterable of T
        Can be gone through more than once.
    step : callable
        From the blocks of `origin` to other blocks.
    """

    origin: Iterable[T]
    step: Callable[[Iterable[T]], Iterable[T]]

    def __iter__(self) -> Iterator[T]:
        """Give what the step makes of them."""
        return iter(self.step(self.origin))
