"""From frames to spectra and bands, block by block."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from service.domain import Floats, Values
from service.dsp.frames import Framing, frames, window
from service.dsp.mel import Bank

Spectrum = NDArray[np.complex64]
Convert = Callable[[Spectrum, Floats], Values]


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a frame becomes a spectrum.

    Attributes
    ----------
    framing : Framing
        How the signal is cut.
    window : str
        Name of the window.
    win_length : int
        Its length, samples; it is centred in the frame.
    periodic : bool
        Whether the window is periodic.
    remove_dc : bool
        Whether the mean of each frame is subtracted first.
    preemphasis : float
        a in x[n] - a x[n - 1] inside each frame, where x[-1] is x[0]; after the mean, before the
        window.
    norm : {'backward', 'ortho', 'forward'}
        What the transform is divided by: 1, the square root of its length, or its length.
    """

    framing: Framing
    window: str
    win_length: int
    periodic: bool = True
    remove_dc: bool = False
    preemphasis: float = 0.0
    norm: Literal["backward", "ortho", "forward"] = "backward"

    @property
    def shape(self) -> Floats:
        """The window, as long as a frame."""
        length = self.framing.frame_length
        return window(self.window, self.win_length, length, periodic=self.periodic)


def transform(samples: Iterable[Floats], analysis: Analysis, convert: Convert) -> Iterator[Values]:
    """Convert the spectrum of every frame.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The signal.
    analysis : Analysis
        How it becomes spectra.
    convert : callable
        From spectra of shape (n_fft // 2 + 1, frames), which it may overwrite, and the frames they
        were made of (without their mean if that is removed), shape (frames, frame_length), to
        values of shape (rows, frames).

    Yields
    ------
    ndarray, shape (frames, rows) or (frames, rows, channels)
        Some frames at a time.

    Notes
    -----
    The transform is X[k, t] = sum_m w[m] x[t hop + m] exp(-2 pi i k m / n_fft), Allen and Rabiner
    (1977), *Proc. IEEE* 65(11), as in `librosa.stft`.
    """
    shape = analysis.shape

    def one(block: Floats) -> Values:
        if analysis.remove_dc:
            block = block - block.mean(axis=-1, keepdims=True)
        return convert(spectrum(block, shape, analysis), block).T

    for block in frames(samples, analysis.framing):
        if block.ndim == 2:  # noqa: PLR2004  # without a channel axis
            yield cast("Values", np.ascontiguousarray(one(block)))
        else:
            each = [one(channel) for channel in block.swapaxes(0, 1)]
            yield cast("Values", np.stack(each, axis=-1))


def spectrum(block: Floats, shape: Floats, analysis: Analysis) -> Spectrum:
    """Transform frames.

    Parameters
    ----------
    block : ndarray of float32, shape (frames, frame_length)
        The frames.
    shape : ndarray of float32, shape (frame_length,)
        The window.
    analysis : Analysis
        The length of the transform and what precedes it.

    Returns
    -------
    ndarray of complex64, shape (n_fft // 2 + 1, frames)
        Bins first: the transform computes several frames at a time and writes them in either order
        at the same cost, and sums over bins become sums of long rows.
    """
    if analysis.preemphasis:
        before = np.concatenate([block[:, :1], block[:, :-1]], axis=1)
        block = cast("Floats", block - np.float32(analysis.preemphasis) * before)
    n_fft = analysis.framing.n_fft
    return scipy.fft.rfft((block * shape).T, n_fft, axis=0, norm=analysis.norm, overwrite_x=True)


@dataclass(frozen=True, slots=True)
class Magnitude:
    """What of a complex spectrum is summed in bands: |X|^exponent.

    Attributes
    ----------
    exponent : float
        1 for magnitudes, 2 for powers.
    component : {'magnitude', 'real'}
        Whether |X| is sqrt(re^2 + im^2 + eps) or the absolute value of the real part alone.
    eps : float
        Guard under the root.
    """

    exponent: float = 2.0
    component: Literal["magnitude", "real"] = "magnitude"
    eps: float = 0.0

    @property
    def is_power(self) -> bool:
        """Whether it is the plain sum of two squares."""
        return self.exponent == 2 and self.component == "magnitude" and not self.eps  # noqa: PLR2004  # a square

    def of(self, spectra: Spectrum) -> Floats:
        """Compute it; `spectra` has any shape."""
        if self.is_power:
            return power(spectra)
        if self.component == "real":
            found: Floats = np.abs(spectra.real)
        elif self.eps:
            found = cast("Floats", np.sqrt(power(spectra) + np.float32(self.eps)))
        else:
            found = cast("Floats", np.abs(spectra))
        return found if self.exponent == 1 else cast("Floats", found ** np.float32(self.exponent))


def power(spectra: Spectrum) -> Floats:
    """Square the magnitude, without the square root in between.

    Parameters
    ----------
    spectra : ndarray of complex64
        Of any shape.

    Returns
    -------
    ndarray of float32
        Of the same shape, >= 0.
    """
    return spectra.real**2 + spectra.imag**2


def banded(spectra: Spectrum, filters: Bank, magnitude: Magnitude) -> Floats:
    """Sum magnitudes in bands.

    Parameters
    ----------
    spectra : ndarray of complex64, shape (bins, frames)
        Overwritten.
    filters : csr_array, shape (bands, bins)
        Weights.
    magnitude : Magnitude
        What is summed.

    Returns
    -------
    ndarray of float32, shape (bands, frames)
        sum_k filters[m, k] |X[k, t]|^exponent.
    """
    if not magnitude.is_power:
        return cast("Floats", filters @ magnitude.of(spectra))
    squares = spectra.view(np.float32)
    np.square(squares, out=squares)
    pairs = filters @ squares
    return cast("Floats", pairs[:, ::2] + pairs[:, 1::2])
