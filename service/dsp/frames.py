"""Overlapping frames of a signal, block by block."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import scipy

from service.blocks import with_last
from service.domain import Floats, Steps

BLOCK_BYTES = 640 * 1024
"""Bytes of framed samples per block, which stays in the cache with its spectrum.

Five times a power of two: rows whose length is a power of two evict each other when transposed.
"""
FEWEST_FRAMES = 8


Padding = Literal["none", "center", "hop", "round", "whole"]


@dataclass(frozen=True, slots=True)
class Framing:
    """How a signal is cut into frames.

    Attributes
    ----------
    n_fft : int
        Length of the transform, samples.
    hop_length : int
        Step from one frame to the next, samples.
    frame_length : int
        Length of a frame, samples; zeros behind it fill up the transform.
    padding : {'none', 'center', 'hop', 'round', 'whole'}
        How the signal is extended: not at all; by ``n_fft // 2`` at both ends, so that frame t is
        centred at sample ``t * hop_length``; by ``(n_fft - hop_length) // 2`` at both ends; so that
        there are ``(length + hop_length // 2) // hop_length`` frames, the first centred at
        ``hop_length // 2`` (Kaldi's ``snip_edges=false``); at the end, so that the last frame is
        whole.
    pad_mode : str
        With what, see `numpy.pad`.
    cut : int
        Samples of the extended signal that are left out at its end; negative for none.
    """

    n_fft: int
    hop_length: int
    frame_length: int
    padding: Padding = "none"
    pad_mode: str = "constant"
    cut: int = 0

    @property
    def before(self) -> int:
        """Samples added at the beginning."""
        if self.padding == "center":
            return self.n_fft // 2
        if self.padding == "hop":
            return (self.n_fft - self.hop_length) // 2
        if self.padding == "round":
            return self.frame_length // 2 - self.hop_length // 2
        return 0

    def after(self, length: int) -> int:
        """Count the samples added at the end of a signal, or, if negative, left out there."""
        if self.padding in {"center", "hop"}:
            return self.before - self.cut
        if self.padding == "none":
            return -self.cut
        frames = (length + self.hop_length // 2) // self.hop_length
        if self.padding == "whole":
            frames = 1 - (-max(0, length - self.frame_length) // self.hop_length)
        end = (frames - 1) * self.hop_length + self.frame_length
        return end - length - self.before - self.cut

    @property
    def reach(self) -> int:
        """Bound on the samples that `after` adds or leaves out."""
        return max(self.n_fft, self.frame_length) + self.hop_length + self.cut

    def count(self, length: int) -> int:
        """Count the frames of a signal of `length` samples.

        Returns
        -------
        int
            ``1 + (extended length - frame_length) // hop_length``, at least 0.
        """
        extended = length + self.before + self.after(length)
        return max(0, 1 + (extended - self.frame_length) // self.hop_length)

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
        first = self.frame_length // 2 - self.before
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


POVEY = 0.85
"""Exponent of a symmetric Hann window that makes Kaldi's own."""


@lru_cache(maxsize=64)
def window(name: str, win_length: int, frame_length: int, *, periodic: bool = True) -> Floats:
    """Make a window, centred in the frame by zeros.

    Parameters
    ----------
    name : str
        See `scipy.signal.get_window`; or ``"povey"``, Kaldi's Hann window to the power of 0.85.
    win_length : int
        Samples of the window itself.
    frame_length : int
        Samples of the frame, at least `win_length`.
    periodic : bool
        Whether it is one period of a periodic function, for spectra; otherwise it is symmetric.

    Returns
    -------
    ndarray of float32, shape (frame_length,)
        Read-only.
    """
    before = (frame_length - win_length) // 2
    base = "hann" if name == "povey" else name
    shape = scipy.signal.get_window(base, win_length, fftbins=periodic)
    if name == "povey":
        shape = np.maximum(shape, 0) ** POVEY
    padded = np.pad(shape, (before, frame_length - win_length - before)).astype(np.float32)
    padded.setflags(write=False)
    return padded


def noise_bandwidth(shape: Floats) -> float:
    """Compute the equivalent noise bandwidth of a window, in bins of its length.

    Parameters
    ----------
    shape : ndarray of float32, shape (n,)
        The window.

    Returns
    -------
    float
        n sum(w^2) / sum(w)^2: 1 for a rectangle, 1.5 for a periodic Hann window.

    References
    ----------
    Harris (1978), *Proc. IEEE* 66(1), equation 11.
    """
    wide = shape.astype(np.float64)
    return float(len(wide) * np.sum(wide**2) / np.sum(wide) ** 2)


LARGEST_FACTOR = 61
"""Largest prime factor of a length whose transform takes at most twice as long as a fast one."""


@lru_cache(maxsize=256)
def largest_factor(n: int) -> int:
    """Find the largest prime factor of a number, at least 1.

    Examples
    --------
    >>> largest_factor(2018), largest_factor(4096)
    (1009, 2)
    """
    largest, divisor = 1, 2
    while divisor * divisor <= n:
        if n % divisor:
            divisor += 1
        else:
            n, largest = n // divisor, divisor
    return max(n, largest)


def fast_length(n: int) -> int:
    """Find the shortest even length of at least `n` without a prime factor above 5.

    Examples
    --------
    >>> fast_length(1009), fast_length(850)
    (1024, 864)
    """
    return 2 * int(scipy.fft.next_fast_len(-(-n // 2), real=True))


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
    ndarray of float32, shape (frames, frame_length) or (frames, channels, frame_length)
        Views, not to be written to: frames overlap.
    """
    padded = pad(samples, framing.before, framing.after, framing.pad_mode, framing.reach)
    most = max(FEWEST_FRAMES, BLOCK_BYTES // (4 * framing.n_fft))
    for found in overlapping(padded, framing.frame_length, framing.hop_length):
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
            found = _windows(held, length, hop)
            yield found
            used = len(found) * hop
            held, passed = held[used:], max(0, used - len(held))


def _windows(samples: Floats, length: int, hop: int) -> Floats:
    """Do as `numpy.lib.stride_tricks.sliding_window_view` and a step, in a tenth of the time."""
    samples = np.ascontiguousarray(samples)
    count, (step, *rest) = 1 + (len(samples) - length) // hop, samples.strides
    shape, strides = (count, *samples.shape[1:], length), (step * hop, *rest, step)
    found: Floats = np.ndarray(shape, samples.dtype, samples, 0, strides)
    found.setflags(write=False)
    return found


def pad(
    samples: Iterable[Floats],
    before: int,
    after: Callable[[int], int],
    mode: str,
    reach: int,
) -> Iterator[Floats]:
    """Extend a signal at both ends.

    Parameters
    ----------
    samples : iterable of ndarray, shape (n,) or (n, ...)
        The signal.
    before : int
        How much to add at the beginning, samples.
    after : callable
        From the length of the signal to how much to add at its end, or, if negative, to leave out
        there, samples.
    mode : str
        With what, see `numpy.pad`.
    reach : int
        Bound on what `after` gives.

    Yields
    ------
    ndarray
        What `numpy.pad` of the whole signal gives. As much is held back as a mirror image needs.
    """
    reach = max(before, reach) + 1
    held: Floats | None = None
    length = 0
    for block, last in with_last(samples):
        held = block if held is None else np.concatenate([held, block])
        length += len(block)
        if last:
            yield _padded(held, before, after(length), mode)
        elif len(held) > reach:
            yield _padded(held, before, 0, mode)[:-reach]
            held, before = held[-reach:], 0


def _padded(samples: Floats, before: int, after: int, mode: str) -> Floats:
    if not before and after <= 0:
        return samples[: max(0, len(samples) + after)] if after else samples
    if mode == "constant":  # numpy's own way takes five times as long, much for a short clip
        ends = (np.zeros((max(0, n), *samples.shape[1:]), samples.dtype) for n in (before, after))
        samples = np.concatenate([next(ends), samples, next(ends)])
    else:
        widths = [(before, max(0, after))] + [(0, 0)] * (samples.ndim - 1)
        # mypy: the mode is one of PadMode, numpy's types want a literal
        samples = np.pad(samples, widths, mode=mode)  # type: ignore[call-overload]
    return samples[: max(0, len(samples) + after)] if after < 0 else samples
