"""A sound made longer, or cut, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np

from service.domain import Floats

AT_ONCE = 1 << 16
"""Samples of added sound that are given at a time: each block has its price."""


def between(samples: Iterable[Floats], start: int, stop: int) -> Iterator[Floats]:
    """Give the samples from number `start` up to `stop`."""
    at = 0
    for block in samples:
        part = block[max(0, start - at) : max(0, stop - at)]
        at += len(block)
        if len(part):
            yield part
        if at >= stop:
            return


def with_zeros(samples: Iterable[Floats], before: int, after: int) -> Iterator[Floats]:
    """Add zeros at both ends.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound, of at least one block.
    before, after : int
        How many, samples.

    Yields
    ------
    ndarray of float32
        The sound, longer.
    """
    missing, last = before, np.empty(0, np.float32)
    for last in samples:
        yield from zeros(missing, last)
        missing = 0
        yield last
    yield from zeros(after, last)


def zeros(count: int, like: Floats) -> Iterator[Floats]:
    """Give so many zeros, in blocks with the channels of another."""
    for length in counts(count):
        yield np.zeros((length, *like.shape[1:]), np.float32)


def periodic(
    wave: Floats, kind: Literal["repeat", "reflect"], before: int, length: int
) -> Iterator[Floats]:
    """Continue a sound periodically in both directions.

    Parameters
    ----------
    wave : ndarray of float32, shape (n,) or (n, channels)
        All of it.
    kind : {'repeat', 'reflect'}
        As `numpy.pad` with ``wrap`` or ``reflect``.
    before : int
        Samples before the first of `wave`.
    length : int
        Samples in all.

    Yields
    ------
    ndarray of float32
        `length` samples.
    """
    period = wave if kind == "repeat" else np.concatenate([wave, wave[-2:0:-1]])
    period = np.roll(period, before, axis=0)
    several = np.concatenate([period] * max(1, AT_ONCE // len(period)))
    for at in range(0, length, len(several)):
        yield several[: length - at]


def counts(length: int) -> Iterator[int]:
    """Split a length into `AT_ONCE` and what is left."""
    return (min(AT_ONCE, length - at) for at in range(0, length, AT_ONCE))


def even(samples: Iterable[Floats]) -> Iterator[Floats]:
    """Give the same samples in blocks of `AT_ONCE`, the last of which may be shorter."""
    held: list[Floats] = []
    count = 0
    for block in samples:
        held.append(block)
        count += len(block)
        if count < AT_ONCE:
            continue
        whole = np.concatenate(held)
        for at in range(0, count - count % AT_ONCE, AT_ONCE):
            yield whole[at : at + AT_ONCE]
        count %= AT_ONCE
        held = [whole[len(whole) - count :]]
    if count:
        yield np.concatenate(held)


def rolled(samples: Iterable[Floats], by: int, length: int) -> Iterator[Floats]:
    """Move all samples, what leaves at one end coming in at the other, as `numpy.roll`.

    Parameters
    ----------
    samples : iterable of ndarray, shape (n, ...)
        Gone through twice.
    by : int
        Places to move by, towards the end.
    length : int
        How many samples there are.

    Yields
    ------
    ndarray
        As many.
    """
    first = -by % length
    yield from between(samples, first, length)
    if first:
        yield from between(samples, 0, first)


def pushed(samples: Iterable[Floats], by: int, length: int) -> Iterator[Floats]:
    """Move all samples towards the end, or with a negative `by` the beginning, zeros following."""
    left = between(samples, max(0, -by), length - max(0, by))
    return with_zeros(left, max(0, by), max(0, -by))


def filled(
    samples: Iterable[Floats], spans: Sequence[tuple[int, int]], value: float
) -> Iterator[Floats]:
    """Put a value into spans, each from a number up to another; the blocks are copies."""
    at = 0
    for block in samples:
        changed = block.copy()
        for start, stop in spans:
            changed[max(0, start - at) : max(0, stop - at)] = value
        at += len(block)
        yield changed
