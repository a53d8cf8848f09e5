"""From bands to cepstral coefficients."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import scipy.fft

from service.domain import Floats

DctNorm = Literal["ortho", "htk"]


@dataclass(frozen=True)
class Cepstrum:
    """A cosine transform over bands, of which the first coefficients are kept and liftered.

    Attributes
    ----------
    n_bands : int
        Number of bands.
    count : int
        Coefficients to keep, at most the number of bands.
    dct_type : {1, 2, 3}
        See `scipy.fft.dct`.
    norm : {'ortho', 'htk', None}
        See `scipy.fft.dct`; ``'htk'`` is sqrt(2 / n_bands) sum for type 2, for every coefficient.
    lifter : float
        0, or L in c[k] *= 1 + L / 2 sin(pi (k + lifter_from) / L), k from 0.
    lifter_from : {0, 1}
        1 in librosa, 0 in Kaldi and HTK.

    References
    ----------
    Young et al. (2006), *The HTK Book*, section 5.6.
    """

    n_bands: int
    count: int
    dct_type: Literal[1, 2, 3] = 2
    norm: DctNorm | None = "ortho"
    lifter: float = 0.0
    lifter_from: int = 1

    def of(self, bands: Floats) -> Floats:
        """Transform bands.

        Parameters
        ----------
        bands : ndarray of float32, shape (frames, n_bands) or (frames, n_bands, channels)
            Usually in dB. A row more than the bands becomes the first coefficient as it is.

        Returns
        -------
        ndarray of float32, shape (frames, count) or (frames, count, channels)
            The coefficients, as in `librosa.feature.mfcc`.
        """
        norm: Literal["ortho"] | None = "ortho" if self.norm == "ortho" else None
        only: Any = bands[:, : self.n_bands]
        whole = scipy.fft.dct(only, type=self.dct_type, axis=1, norm=norm)
        kept: Floats = whole[:, : self.count]
        if self.lifter or self.norm == "htk":
            kept *= self._weights.reshape(-1, *[1] * (bands.ndim - 2))
        if bands.shape[1] > self.n_bands:
            kept[:, 0] = bands[:, self.n_bands]
        return kept

    @cached_property
    def _weights(self) -> Floats:
        weights = np.full(self.count, 1.0)
        if self.norm == "htk":
            weights *= np.sqrt(0.5 / self.n_bands)  # scipy's sum is twice the definition's
        if self.lifter:
            order = np.arange(self.count) + self.lifter_from
            weights *= 1 + self.lifter / 2 * np.sin(np.pi * order / self.lifter)
        return weights.astype(np.float32)
