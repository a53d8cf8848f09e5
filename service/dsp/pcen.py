"""Per-channel energy normalisation."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from service.domain import Floats

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pcen:
    """How bands are normalised by what they were lately.

    Attributes
    ----------
    gain : float
        Exponent of the smoothed bands that a band is divided by.
    bias : float
        Added before the root.
    power : float
        Exponent of the root; 0 for a logarithm.
    eps : float
        Added to the smoothed bands, > 0.
    b : float
        Share of the new frame in the smoothed bands, above 0, at most 1.
    max_size : int
        Bands whose largest is smoothed; 1 for the band alone.
    """

    gain: float
    bias: float
    power: float
    eps: float
    b: float
    max_size: int = 1

    def of(self, rows: Iterable[Floats]) -> Iterator[Floats]:
        """Normalise bands.

        Parameters
        ----------
        rows : iterable of ndarray of float32, shape (frames, bands) or (frames, bands, channels)
            Magnitudes, >= 0.

        Yields
        ------
        ndarray of float32
            (S / (eps + M)^gain + bias)^power - bias^power, where M[t] = (1 - b) M[t - 1] + b S[t],
            and M[-1] = 1: `librosa.pcen`.

        References
        ----------
        Wang et al. (2017), *Proc. ICASSP*; Lostanlen et al. (2019), *IEEE Signal Processing
        Letters* 26(1).
        """
        state: Doubles | None = None
        for block in rows:
            bands = block.astype(np.float64)
            if state is None:
                state = np.full((1, *bands.shape[1:]), 1 - self.b)
            smooth, state = scipy.signal.lfilter(
                [self.b], [1, self.b - 1], self._widest(bands), axis=0, zi=state
            )
            yield self._compressed(bands, smooth).astype(np.float32)

    def _widest(self, bands: Doubles) -> Doubles:
        if self.max_size == 1:
            return bands
        return scipy.ndimage.maximum_filter1d(bands, self.max_size, axis=1)

    def _compressed(self, bands: Doubles, smooth: Doubles) -> Doubles:
        ratio = bands * np.exp(-self.gain * (math.log(self.eps) + np.log1p(smooth / self.eps)))
        if self.power == 0:
            return np.log1p(ratio)
        if self.bias == 0:
            return ratio**self.power
        root = self.power * np.log1p(ratio / self.bias)
        return np.asarray(self.bias**self.power * np.expm1(root))
