"""Overlapping frames of a signal, and their short-time Fourier transform in blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from service.domain import Floats, Steps, Values

BLOCK_BYTES = 256 * 1024
"""Bytes of framed samples per block: a block and its spectrum stay in the processor's cache."""

Spectrum = NDArray[np.complex64]


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
        """Count the frames of a signal.

        Parameters
        ----------
        length : int
            Number of samples; with the padding at least `n_fft`.

        Returns
        -------
        int
            ``1 + (length + 2 * padding - n_fft) // hop_length``.
        """
        return 1 + (length + 2 * self.padding - self.n_fft) // self.hop_length

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


def transform(
    samples: Floats,
    framing: Framing,
    rows: int,
    convert: Callable[[Spectrum], Values],
    dtype: type[np.float32] | type[np.complex64] = np.float32,
) -> Values:
    """Convert the spectrum of every frame, block by block.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,) or (channels, n)
        The signal.
    framing : Framing
        How it is cut.
    rows : int
        Values per frame that `convert` gives.
    convert : callable
        From spectra of shape (frames, n_fft // 2 + 1), which it may overwrite, to values of shape
        (frames, rows).
    dtype : type
        Of the result.

    Returns
    -------
    ndarray, shape (rows, frames) or (channels, rows, frames)
        Frames are contiguous in memory: the array is in Fortran order.

    Notes
    -----
    The transform is X[k, t] = sum_m w[m] x[t hop + m] exp(-2 pi i k m / n_fft), Allen and Rabiner
    (1977), *Proc. IEEE* 65(11), as in `librosa.stft`.
    """
    channels = samples.shape[:-1]
    out = np.empty((*channels, framing.count(samples.shape[-1]), rows), dtype)
    for index in np.ndindex(channels):
        for at, spectrum in _spectra(samples[index], framing):
            out[index][at : at + len(spectrum)] = convert(spectrum)
    return out.swapaxes(-1, -2)


def power(spectrum: Spectrum) -> Floats:
    """Square the magnitude, without the square root in between.

    Parameters
    ----------
    spectrum : ndarray of complex64
        Of any shape.

    Returns
    -------
    ndarray of float32
        Of the same shape, >= 0.
    """
    return spectrum.real**2 + spectrum.imag**2


def _spectra(samples: Floats, framing: Framing) -> Iterator[tuple[int, Spectrum]]:
    """Yield the number of a block's first frame and the block's spectra."""
    shape = window(framing.window, framing.win_length, framing.n_fft)
    padded = pad(samples, framing)
    frames = np.lib.stride_tricks.sliding_window_view(padded, framing.n_fft)
    frames = frames[:: framing.hop_length]
    step = max(1, BLOCK_BYTES // (4 * framing.n_fft))
    for at in range(0, len(frames), step):
        yield at, scipy.fft.rfft(frames[at : at + step] * shape, axis=-1, overwrite_x=True)


def pad(samples: Floats, framing: Framing) -> Floats:
    """Extend a signal at both ends as its framing asks.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,)
        The signal.
    framing : Framing
        Says how much and with what.

    Returns
    -------
    ndarray of float32, shape (n + 2 * padding,)
        The signal itself when nothing is added.
    """
    if not framing.padding:
        return samples
    # mypy: the mode is one of PadMode, numpy's types want a literal
    return cast("Floats", np.pad(samples, framing.padding, mode=framing.pad_mode))  # type: ignore[call-overload]
