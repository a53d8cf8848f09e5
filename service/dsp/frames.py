"""Overlapping frames of a signal, block by block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import scipy.signal

from service.blocks import with_last
from service.domain import Floats, Steps

BLOCK_BYTES = 640 * 1024
"""Bytes of framed samples per block, which stays in the cache with its spectrum.

Five times a power of two: rows whose length is a power of two evict each other when transposed.
"""
FEWEST_FRAMES = 8


@dataclass(frozen=True, slots=True)
class Framing:
    """How a signal is cut into frames.

    Attributes
    ----------
    n_fft : int
        Length of a frame and of its transform, samples.
    hop_length : int
        Step from one frame to the next, samples.
    win_length : int
        Length of the window, samples; it is centred in the frame.
    window : str
        Name of the window, see `scipy.signal.get_window`.
    center : bool
        Whether frame t is centred at sample ``t * hop_length``; otherwise it begins there.
    pad_mode : str
        How a centred signal is extended by ``n_fft // 2`` at both ends, see `numpy.pad`.
    """

    n_fft: int
    hop_length: int
    win_length: int
    window: str
    center: bool
    pad_mode: str

    @property
    def padding(self) -> int:
        """Samples added at each end."""
        return self.n_fft // 2 if self.center else 0

    def count(self, length: int) -> int:
        """Count the frames of a signal of `length` samples.

        Returns
        -------
        int
            ``1 + (length + 2 * padding - n_fft) // hop_length``, at least 0.
        """
        return max(0, 1 + (length + 2 * self.padding - self.n_fft) // self.hop_length)

    def times(self, length: int, rate: int) -> Steps:
        """Place the centres of the frames in time.

        Parameters
        ----------
        length : int
            Number of samples.
        rate : int
            Samples per second, Hz.

        Returns
        -------
        Steps
            One per frame, s.
        """
        first = 0 if self.center else self.n_fft // 2
        return Steps(self.count(length), self.hop_length, first, rate)

    def frequencies(self, rate: int) -> Steps:
        """Place the centres of the bins in frequency.

        Parameters
        ----------
        rate : int
            Samples per second, Hz.

        Returns
        -------
        Steps
            ``n_fft // 2 + 1`` of them, Hz.
        """
        return Steps(self.n_fft // 2 + 1, rate, over=self.n_fft)


@lru_cache(maxsize=64)
def window(name: str, win_length: int, n_fft: int) -> Floats:
    """Make a periodic window, centred in the frame by zeros.

    Parameters
    ----------
    name : str
        See `scipy.signal.get_window`.
    win_length : int
        Samples of the window itself.
    n_fft : int
        Samples of the frame, at least `win_length`.

    Returns
    -------
    ndarray of float32, shape (n_fft,)
        Read-only.
    """
    before = (n_fft - win_length) // 2
    shape = scipy.signal.get_window(name, win_length, fftbins=True)
    padded = np.pad(shape, (before, n_fft - win_length - before)).astype(np.float32)
    padded.setflags(write=False)
    return padded


def frames(samples: Iterable[Floats], framing: Framing) -> Iterator[Floats]:
    """Cut a signal into frames, block by block.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The signal.
    framing : Framing
        How it is cut.

    Yields
    ------
    ndarray of float32, shape (frames, n_fft) or (frames, channels, n_fft)
        Views, not to be written to: frames overlap.
    """
    padded = pad(samples, framing.padding, framing.padding, framing.pad_mode)
    most = max(FEWEST_FRAMES, BLOCK_BYTES // (4 * framing.n_fft))
    for found in overlapping(padded, framing.n_fft, framing.hop_length):
        for at in range(0, len(found), most):
            yield found[at : at + most]


def overlapping(samples: Iterable[Floats], length: int, hop: int) -> Iterator[Floats]:
    """Give all whole frames that begin at multiples of `hop`.

    Parameters
    ----------
    samples : iterable of ndarray, shape (n,) or (n, channels)
        The signal.
    length, hop : int
        Of a frame, and from one to the next, samples.

    Yields
    ------
    ndarray, shape (frames, length) or (frames, channels, length)
        At most one per block; views of it.
    """
    held: Floats | None = None
    passed = 0
    for block in samples:
        held = block if held is None else np.concatenate([held, block])
        held, passed = held[passed:], max(0, passed - len(held))
        if len(held) >= length:
            found = np.lib.stride_tricks.sliding_window_view(held, length, axis=0)[::hop]
            yield found
            used = len(found) * hop
            held, passed = held[used:], max(0, used - len(held))


def pad(samples: Iterable[Floats], before: int, after: int, mode: str) -> Iterator[Floats]:
    """Extend a signal at both ends.

    Parameters
    ----------
    samples : iterable of ndarray, shape (n,) or (n, channels)
        The signal.
    before, after : int
        How much to add, samples.
    mode : str
        With what, see `numpy.pad`.

    Yields
    ------
    ndarray
        What `numpy.pad` of the whole signal gives. As much is held back as a mirror image needs.
    """
    if not before and not after:
        yield from samples
        return
    reach = max(before, after) + 1
    held: Floats | None = None
    for block, last in with_last(samples):
        held = block if held is None else np.concatenate([held, block])
        if last:
            yield _padded(held, before, after, mode)
        elif len(held) > reach:
            yield _padded(held, before, 0, mode)[:-reach]
            held, before = held[-reach:], 0


def _padded(samples: Floats, before: int, after: int, mode: str) -> Floats:
    if not before and not after:
        return samples
    widths = [(before, after)] + [(0, 0)] * (samples.ndim - 1)
    # mypy: the mode is one of PadMode, numpy's types want a literal
    return cast("Floats", np.pad(samples, widths, mode=mode))  # type: ignore[call-overload]
