"""Gaussian noise in all colours, and how it is added to a sound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from service.domain import Floats
from service.dsp import lengths

Color = Literal["white", "pink", "brown", "blue", "violet"]

EXPONENTS: dict[Color, int] = {"white": 0, "pink": 1, "brown": 2, "blue": -1, "violet": -2}
"""b of the power density 1 / f^b."""

HELD = 1 << 20
"""Samples of white noise that are drawn once and kept."""


def gaussian(n: int, b: int, seed: int | Sequence[int]) -> NDArray[np.float64]:
    """Gaussian noise of power density 1 / f^b.

    Parameters
    ----------
    n : int
        Number of samples, at least 1.
    b : int
        Exponent; 0 is white.
    seed : int or sequence of int
        Each 0 to 2^32 - 1.

    Returns
    -------
    ndarray of float64, shape (n,)
        Of any scale; coloured noise has no constant part.

    References
    ----------
    Timmer and König (1995), *Astronomy and Astrophysics* 300, 707: normal deviates, shaped in the
    frequency domain.
    """
    # The legacy stream is frozen (NEP 19): the same seed gives the same numbers in every year.
    draw = np.random.RandomState(seed).standard_normal
    if b == 0:
        return draw(n)
    length = scipy.fft.next_fast_len(max(2, n), real=True)
    spectrum = scipy.fft.rfft(draw(length), overwrite_x=True)
    spectrum[0] = 0
    spectrum[1:] *= np.arange(1.0, len(spectrum)) ** (-b / 2)
    noise: NDArray[np.float64] = scipy.fft.irfft(spectrum, length, overwrite_x=True)[:n]
    return noise


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise that lasts as long as a sound, and is drawn anew each time it is gone through.

    Attributes
    ----------
    color : Color
        All but white noise is in memory as a whole.
    length : int
        Samples.
    channels : tuple of int
        Shape of one sample: () or (channels,); each channel has noise of its own.
    seed : tuple of int
        Channel k has the seed (*seed, k).
    """

    color: Color
    length: int
    channels: tuple[int, ...]
    seed: tuple[int, ...]

    def __iter__(self) -> Iterator[NDArray[np.float64]]:
        """Give it, `lengths.AT_ONCE` samples at a time."""
        seeds = [(*self.seed, k) for k in range(self.channels[0] if self.channels else 1)]
        if self.color == "white":
            draws = [np.random.RandomState(seed) for seed in seeds]
            for count in lengths.counts(self.length):
                yield self._shaped([draw.standard_normal(count) for draw in draws])
            return
        exponent = EXPONENTS[self.color]
        wholes = [gaussian(self.length, exponent, seed) for seed in seeds]
        for at in range(0, self.length, lengths.AT_ONCE):
            yield self._shaped([whole[at : at + lengths.AT_ONCE] for whole in wholes])

    @property
    def is_held(self) -> bool:
        """Whether drawing it once and keeping it costs no more memory than drawing it does."""
        return self.color != "white" or self.length <= HELD

    def _shaped(self, channels: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.stack(channels, axis=-1).reshape(-1, *self.channels)


def power(blocks: Iterable[NDArray[np.floating]]) -> float:
    """Give the mean of all squares, over all channels, summed in float64."""
    total, count = 0.0, 0
    for block in blocks:
        exact = block.astype(np.float64).ravel()
        total += float(exact @ exact)
        count += block.size
    return total / count


def noisy(samples: Iterable[Floats], noise: Noise, snr_db: float) -> Iterator[Floats]:
    """Add noise of a power relative to that of the sound.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound; gone through twice.
    noise : Noise
        Of the same length and channels.
    snr_db : float
        10 log10 of the power of the sound over that of the noise, both as they are over all
        samples and channels.

    Yields
    ------
    ndarray of float32
        The same samples, however the sound is cut into blocks. A sound of zeros stays as it is.
    """
    drawn = list(noise) if noise.is_held else noise
    own = power(drawn)
    ratio = power(lengths.even(samples)) / own if own else 0.0
    factor = np.sqrt(ratio * 10 ** (-snr_db / 10))
    for block, added in zip(lengths.even(samples), drawn, strict=True):
        yield block + (factor * added).astype(np.float32)
