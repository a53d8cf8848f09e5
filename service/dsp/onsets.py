"""How much bands rise from frame to frame."""

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np
import scipy

from service.domain import Floats

Aggregate = Literal["mean", "median"]


def rises(
    levels: Iterable[Floats], lag: int, max_size: int, aggregate: Aggregate
) -> Iterator[Floats]:
    """Put in a number how much bands rise.

    Parameters
    ----------
    levels : iterable of ndarray of float32, shape (frames, bands) or (frames, bands, channels)
        On a logarithmic scale.
    lag : int
        Frames that a band is compared over.
    max_size : int
        Neighbouring bands whose largest it is compared with.
    aggregate : {'mean', 'median'}
        What is taken of the rises of all bands; a band that falls counts as 0.

    Yields
    ------
    ndarray of float32, shape (frames,) or (frames, channels)
        0 for the first `lag` frames.

    References
    ----------
    Boeck and Widmer (2013), *Proc. DAFx*: the largest of neighbouring bands.
    """
    average = np.mean if aggregate == "mean" else np.median
    earlier: Floats | None = None
    for block in levels:
        widest = scipy.ndimage.maximum_filter1d(block, max_size, axis=1) if max_size > 1 else block
        if earlier is None:
            earlier = np.full((lag, *block.shape[1:]), np.inf, np.float32)
        known = np.concatenate([earlier, widest])
        rise = np.maximum(block - known[: len(block)], 0)
        earlier = known[len(block) :]
        yield average(rise, axis=1).astype(np.float32)


def delayed(curve: Iterable[Floats], count: int) -> Iterator[Floats]:
    """Move a curve to later frames; zeros precede it, and as much is lost at its end."""
    held: Floats | None = None
    for block in curve:
        if held is None:
            held = np.zeros((count, *block.shape[1:]), np.float32)
        whole = np.concatenate([held, block])
        yield whole[: len(block)]
        held = whole[len(block) :]


def detrended(curve: Iterable[Floats]) -> Iterator[Floats]:
    """Take out what is constant: y[t] = x[t] - x[t - 1] + 0.99 y[t - 1]."""
    state = None
    for block in curve:
        state = np.zeros((1, *block.shape[1:])) if state is None else state
        found, state = scipy.signal.lfilter([1.0, -1.0], [1.0, -0.99], block, axis=0, zi=state)
        yield found.astype(np.float32)
