"""From bands to cepstral coefficients."""

from typing import Literal

import numpy as np
import scipy.fft

from service.domain import Floats


def cepstrum(
    bands: Floats,
    count: int,
    dct_type: Literal[1, 2, 3],
    norm: Literal["ortho"] | None,
    lifter: float,
) -> Floats:
    """Transform bands by a cosine transform, keep the first coefficients and lifter them.

    Parameters
    ----------
    bands : ndarray of float32, shape (frames, bands) or (frames, bands, channels)
        Usually in dB.
    count : int
        Coefficients to keep, at most the number of bands.
    dct_type : {1, 2, 3}
        See `scipy.fft.dct`.
    norm : {'ortho', None}
        See `scipy.fft.dct`.
    lifter : float
        0, or L in c[k] *= 1 + L / 2 sin(pi (k + 1) / L), k from 0.

    Returns
    -------
    ndarray of float32, shape (frames, count) or (frames, count, channels)
        The coefficients, as in `librosa.feature.mfcc`.
    """
    kept: Floats = scipy.fft.dct(bands, type=dct_type, axis=1, norm=norm)[:, :count]
    if lifter:
        order = np.arange(1, 1 + count)
        weights = 1 + lifter / 2 * np.sin(np.pi * order / lifter)
        kept *= weights.astype(np.float32).reshape(-1, *[1] * (bands.ndim - 2))
    return kept
