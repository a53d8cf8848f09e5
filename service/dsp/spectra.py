"""The short-time Fourier transform, block by block."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from service.domain import Floats, Values
from service.dsp.frames import Framing, frames, window
from service.dsp.mel import Bank

Spectrum = NDArray[np.complex64]


def transform(
    samples: Iterable[Floats], framing: Framing, convert: Callable[[Spectrum], Values]
) -> Iterator[Values]:
    """Convert the spectrum of every frame.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The signal.
    framing : Framing
        How it is cut.
    convert : callable
        From spectra of shape (n_fft // 2 + 1, frames), which it may overwrite, to values of shape
        (rows, frames).

    Yields
    ------
    ndarray, shape (frames, rows) or (frames, rows, channels)
        Some frames at a time.

    Notes
    -----
    The transform is X[k, t] = sum_m w[m] x[t hop + m] exp(-2 pi i k m / n_fft), Allen and Rabiner
    (1977), *Proc. IEEE* 65(11), as in `librosa.stft`.
    """
    shape = window(framing.window, framing.win_length, framing.n_fft)

    def one(block: Floats) -> Values:
        return convert(spectrum(block, shape)).T

    for block in frames(samples, framing):
        if block.ndim == 2:  # noqa: PLR2004  # without a channel axis
            yield cast("Values", np.ascontiguousarray(one(block)))
        else:
            each = [one(channel) for channel in block.swapaxes(0, 1)]
            yield cast("Values", np.stack(each, axis=-1))


def spectrum(block: Floats, shape: Floats) -> Spectrum:
    """Transform frames.

    Parameters
    ----------
    block : ndarray of float32, shape (frames, n_fft)
        The frames.
    shape : ndarray of float32, shape (n_fft,)
        The window.

    Returns
    -------
    ndarray of complex64, shape (n_fft // 2 + 1, frames)
        Bins first: the transform computes several frames at a time and writes them in either order
        at the same cost, and sums over bins become sums of long rows.
    """
    return scipy.fft.rfft((block * shape).T, axis=0, overwrite_x=True)


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


def banded(spectra: Spectrum, filters: Bank, exponent: float) -> Floats:
    """Sum the magnitudes, raised to an exponent, in bands.

    Parameters
    ----------
    spectra : ndarray of complex64, shape (bins, frames)
        Overwritten.
    filters : csr_array, shape (bands, bins)
        Weights.
    exponent : float
        2 for power.

    Returns
    -------
    ndarray of float32, shape (bands, frames)
        sum_k filters[m, k] |X[k, t]|^exponent.
    """
    if exponent != 2:  # noqa: PLR2004  # a square needs no root
        return cast("Floats", filters @ np.abs(spectra) ** np.float32(exponent))
    squares = spectra.view(np.float32)
    np.square(squares, out=squares)
    pairs = filters @ squares
    return cast("Floats", pairs[:, ::2] + pairs[:, 1::2])
