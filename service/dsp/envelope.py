"""What a wave spans in columns of equal width."""

from collections.abc import Iterable, Iterator

import numpy as np

from service.domain import Floats

BLOCK = 1 << 16
"""Samples that are looked at together, so that their squares in float64 stay in the cache."""


def envelope(samples: Iterable[Floats], columns: int) -> Floats:
    """Find minimum, maximum and root mean square of each column.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        Gone through twice.
    columns : int
        Column k of N has the samples from k n // N to (k + 1) n // N, at least one.

    Returns
    -------
    ndarray of float32, shape (columns, 3) or (columns, 3, channels)
        Minimum, maximum, root mean square.
    """
    length = sum(map(len, samples))
    first = np.arange(columns) * length // columns
    # runs of samples between which no column begins or ends: all columns, if they are many
    starts = np.unique(first)
    low, high, square = _of_runs(samples, starts)
    counts = np.diff([*starts, length]).reshape(-1, *[1] * (low.ndim - 1))
    runs = np.stack([low, high, np.sqrt(square / counts)], axis=1).astype(np.float32)
    return runs[np.searchsorted(starts, first)]


def _of_runs(samples: Iterable[Floats], starts: np.ndarray) -> tuple[np.ndarray, ...]:
    found: tuple[np.ndarray, ...] = ()
    at = 0
    for block in _small(samples):
        if not found:
            shape = (len(starts), *block.shape[1:])
            found = np.full(shape, np.inf), np.full(shape, -np.inf), np.zeros(shape)
        first = int(np.searchsorted(starts, at, "right")) - 1
        behind = int(np.searchsorted(starts, at + len(block), "left"))
        cuts = np.maximum(starts[first:behind] - at, 0)
        low, high, square = (part[first:behind] for part in found)
        np.minimum(low, np.minimum.reduceat(block, cuts, axis=0), out=low)
        np.maximum(high, np.maximum.reduceat(block, cuts, axis=0), out=high)
        square += np.add.reduceat(np.square(block, dtype=np.float64), cuts, axis=0)
        at += len(block)
    return found


def _small(samples: Iterable[Floats]) -> Iterator[Floats]:
    for block in samples:
        for at in range(0, len(block), BLOCK):
            yield block[at : at + BLOCK]
