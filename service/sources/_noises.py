"""Tones without a pitch: silence and noise."""

from typing import Literal

import numpy as np
import scipy.fft
from pydantic import ConfigDict, Field

from service.sources._tone import Samples, Tone, Whole

Color = Literal["white", "pink", "brown", "blue", "violet"]

EXPONENTS: dict[Color, int] = {"white": 0, "pink": 1, "brown": 2, "blue": -1, "violet": -2}
"""b of the power density 1 / f^b."""

MAX_COLOURED = 50_000_000
"""Samples; coloured noise is one Fourier transform, in memory as a whole."""


class Silence(Tone):
    """Nothing but zeros."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "silence", "duration": 0.5}]}
    )

    type: Literal["silence"]

    def add_to(self, out: Samples, rate: int) -> None:
        """Leave `out` as it is."""


class Noise(Tone):
    """Gaussian noise whose power density is proportional to 1 / f^b.

    b is 0 for white, 1 for pink, 2 for brown, -1 for blue and -2 for violet. The same seed gives
    the same noise, always; noises that are to be independent of each other need different seeds.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"type": "noise", "color": "pink", "seed": 7}]}
    )

    type: Literal["noise"]
    color: Color = Field("white", description="Slope of the spectrum.")
    amplitude: float = Field(
        0.1,
        gt=0,
        le=1,
        description="Root mean square of the noise, above 0 to 1; single samples reach some four "
        "times as much.",
    )
    seed: Whole = Field(
        0, ge=0, le=2**32 - 1, description="Start of the random numbers, 0 to 4294967295."
    )

    @property
    def max_length(self) -> float:
        """Most samples; white noise needs no transform."""
        return np.inf if self.color == "white" else MAX_COLOURED

    def add_to(self, out: Samples, rate: int) -> None:  # noqa: ARG002  # noise has no pitch
        """Add the noise, scaled to its root mean square."""
        noise = gaussian(len(out), EXPONENTS[self.color], self.seed)
        noise *= self.amplitude / np.sqrt(np.einsum("i,i", noise, noise) / len(noise))
        out += noise


def gaussian(n: int, b: int, seed: int) -> Samples:
    """Gaussian noise of power density 1 / f^b.

    Parameters
    ----------
    n : int
        Number of samples, at least 1.
    b : int
        Exponent; 0 is white.
    seed : int
        0 to 2^32 - 1.

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
    noise: Samples = scipy.fft.irfft(spectrum, length, overwrite_x=True)[:n]
    return noise
