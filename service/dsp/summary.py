"""What a row is over time, in a few numbers."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.domain import Floats
from service.dsp.waves import mean_of

MOST_FRAMES = 1 << 22
"""Frames that percentiles can be of: a row of them takes 16 MiB, and no more is held at once."""
Doubles = NDArray[np.float64]


def summary(blocks: Iterable[Floats], statistics: Sequence[str]) -> Floats:
    """Compute statistics along the first axis.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n, ...)
        Gone through once or more for each kind of statistic, never all in memory.
    statistics : sequence of str
        ``"mean"``, ``"std"``, ``"min"``, ``"max"``, ``"median"`` or ``"p<percent>"``.

    Returns
    -------
    ndarray of float32, shape (statistics, ...)
        As `numpy.mean`, `numpy.std`, ... of the whole, in float64; percentiles are interpolated
        linearly.
    """
    wanted = [percent(name) for name in statistics]
    ranks = [rank for rank in wanted if rank is not None]
    quantiles: Iterator[Doubles] = iter(percentiles(blocks, ranks) if ranks else ())
    moments = _moments(blocks, set(statistics))
    rows = [
        moments[name] if rank is None else next(quantiles)
        for name, rank in zip(statistics, wanted, strict=True)
    ]
    return np.stack(rows).astype(np.float32)


def percent(name: str) -> float | None:
    """Tell which percentile is meant; None for another statistic.

    Examples
    --------
    >>> percent("median"), percent("p2.5"), percent("max")
    (50.0, 2.5, None)
    """
    if name == "median":
        return 50.0
    return float(name[1:]) if name[1:2].isdigit() else None


def _moments(blocks: Iterable[Floats], names: set[str]) -> dict[str, Doubles]:
    found: dict[str, Any] = {}
    if names & {"mean", "std"}:
        mean, _ = mean_of(blocks)
        found["mean"] = mean
        if "std" in names:
            spread, _ = mean_of((block - mean) ** 2 for block in blocks)
            found["std"] = np.sqrt(spread)
    for name, extreme in (("min", np.minimum), ("max", np.maximum)):
        if name in names:
            ends = [extreme.reduce(block, axis=0) for block in blocks if len(block)]
            found[name] = extreme.reduce(ends)
    return found


def percentiles(blocks: Iterable[Floats], percents: Sequence[float]) -> Doubles:
    """Compute percentiles along the first axis: as many columns at a time as memory may hold.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n, ...)
        Of at most `MOST_FRAMES` rows together; gone through again and again.
    percents : sequence of float
        0 to 100.

    Returns
    -------
    ndarray of float64, shape (percents, ...)
        As `numpy.percentile` of the whole gives them.
    """
    count = sum(map(len, blocks))
    shape = next(iter(blocks)).shape[1:]
    columns = math.prod(shape)
    most = max(1, MOST_FRAMES // count)
    parts = [
        _of_columns(blocks, slice(at, min(at + most, columns)), count, percents)
        for at in range(0, columns, most)
    ]
    return np.concatenate(parts, axis=1).reshape(len(percents), *shape)


def _of_columns(
    blocks: Iterable[Floats], some: slice, count: int, percents: Sequence[float]
) -> Doubles:
    """Hold some columns, put in order what is asked for, and interpolate."""
    held = np.empty((some.stop - some.start, count), np.float32)
    at = 0
    for block in blocks:
        columns = block.reshape(len(block), math.prod(block.shape[1:]))
        held[:, at : at + len(block)] = columns[:, some].T
        at += len(block)
    places = np.array(percents) / 100 * (count - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, count - 1)
    held.partition(np.unique([below, above]), axis=1)
    low, high = (held[:, ranks].T.astype(np.float64) for ranks in (below, above))
    return np.asarray(low + (high - low) * (places - below)[:, np.newaxis])
