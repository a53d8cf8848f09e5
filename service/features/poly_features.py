"""A polynomial through the spectrum."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from service.domain import Axis, Floats, Steps
from service.dsp.spectra import Spectrum, transform
from service.errors import BadParameter
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._parts import FrameParams, time_axis


class PolyParams(FinishParams, FrameParams):
    """Frames, and the degree."""

    order: int = Field(
        1, ge=0, le=10, description="Degree of the polynomial, at most `n_fft` // 2."
    )


def poly_features(params: PolyParams, rate: int) -> Plan:
    """Polynomial features: the polynomial in Hz that fits each frame's magnitudes best.

    Equal to `librosa.feature.poly_features`: coefficients of a least-squares fit, of the highest
    power of the frequency first.

    Parameters
    ----------
    params : PolyParams
        Frames, degree.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (order + 1, frames): number of the coefficient, time in s; the coefficient of f^k has
        the unit of a magnitude over Hz^k.

    Raises
    ------
    BadParameter
        There are too few bins for the degree.

    References
    ----------
    The fit is `numpy.polyfit`'s.
    """
    if params.order > params.n_fft // 2:
        limit = f"n_fft={params.n_fft} has {params.n_fft // 2 + 1} bins, it is less than that"
        raise BadParameter.of("order", params.order, limit)
    fit = _fit(rate, params.n_fft, params.order)
    coefficient = Axis("coefficient", "1", Steps(params.order + 1))
    magnitude = params.magnitude(1.0)

    def convert(spectra: Spectrum, _frames: Floats) -> Floats:
        return (fit @ magnitude.of(spectra)).astype(np.float32)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return keep(transform(params.prepared(samples, keep), params.analysis, convert))  # type: ignore[arg-type]  # float32 in, float32 out

    plan = Plan(
        unit="1",
        axes=lambda length: (coefficient, time_axis(params, length, rate)),
        compute=compute,
        remarks=params.remarks,
    )
    return params.finished_plan(plan)


@lru_cache(maxsize=16)
def _fit(rate: int, n_fft: int, order: int) -> NDArray[np.float64]:
    """Make the matrix that turns magnitudes into coefficients, shape (order + 1, bins)."""
    frequencies = np.fft.rfftfreq(n_fft, 1 / rate)
    powers = np.vander(frequencies, order + 1)
    sizes = np.linalg.norm(powers, axis=0)
    tolerance = len(frequencies) * np.finfo(np.float64).eps  # as in numpy.polyfit
    return np.linalg.pinv(powers / sizes, rcond=tolerance) / sizes[:, np.newaxis]  # type: ignore[no-any-return]


FEATURE = Feature("poly_features", "Polynomial features", PolyParams, poly_features)
