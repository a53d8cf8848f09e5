"""How far peaks and valleys of the spectrum are apart."""

from collections.abc import Iterable
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from service.blocks import Derived
from service.domain import Axis, Floats
from service.dsp import contrast, decibels
from service.dsp.spectra import Spectrum, transform
from service.errors import BadParameter
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._parts import FrameParams, time_axis
from service.parameters import Mismatch, NoneWord

FLOOR = 1e-10


class ContrastParams(FinishParams, FrameParams):
    """Frames and bands."""

    fmin: float = Field(
        200.0,
        ge=1e-3,
        description="Upper edge of the lowest band, Hz; the bands above are octaves, and the "
        "highest begins below half the sample rate.",
    )
    n_bands: int = Field(6, ge=1, le=16, description="Number of octaves above `fmin`.")
    quantile: float = Field(
        0.02, gt=0, lt=1, description="Share of a band's bins that is its peak and its valley."
    )
    linear: bool = Field(
        default=False,
        description="The difference of the magnitudes instead of the difference of decibels.",
    )
    top_db: Annotated[float, Field(ge=0, le=1e6)] | NoneWord = Field(
        80.0,
        description="Range of the peaks, and of the valleys, below the largest of the whole "
        "answer, dB; lower ones are raised to it. `none` for no limit.",
    )

    @model_validator(mode="after")
    def _only_decibels_have_a_range(self) -> Self:
        if self.linear and self.top_db != type(self).model_fields["top_db"].default:
            raise Mismatch("top_db", self.top_db, "has an effect only with linear=false")
        return self


def spectral_contrast(params: ContrastParams, rate: int) -> Plan:
    """Spectral contrast: the level of the peaks above that of the valleys in bands of an octave.

    Equal to `librosa.feature.spectral_contrast`: peaks and valleys are means of the largest and
    the smallest magnitudes of a band, 10 log10 of them is subtracted. With `channel=each`,
    `top_db` spans the whole answer (librosa 0.11's meaning, also under 1.x).

    Parameters
    ----------
    params : ContrastParams
        Frames and bands.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_bands + 1, frames): lower edge of each band in Hz, time in s.

    Raises
    ------
    BadParameter
        A band begins at half the sample rate or above, or holds no bin.

    References
    ----------
    Jiang et al. (2002), *Proc. ICME*.
    """
    bands = _bands(params, rate)
    edges = Axis("frequency", "Hz", contrast.edges(params.fmin, params.n_bands))
    magnitude = params.magnitude(1.0)

    def convert(spectra: Spectrum, _frames: Floats) -> Floats:
        found = contrast.extremes(magnitude.of(spectra), bands)
        if params.linear:
            return found
        return decibels.level(found, exponent=2.0, ref=1.0, amin=FLOOR)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        ends: Iterable[Floats] = keep(
            transform(params.prepared(samples, keep), params.analysis, convert)  # type: ignore[arg-type]  # float32 in, float32 out
        )
        depth, count = None if params.linear else params.top_db, len(bands)
        peaks = Derived(ends, lambda blocks: (block[:, :count] for block in blocks))
        valleys = Derived(ends, lambda blocks: (block[:, count:] for block in blocks))
        both = [decibels.related(half, zero=None, depth=depth) for half in (peaks, valleys)]
        return Derived(both, lambda halves: map(np.subtract, *halves))  # type: ignore[arg-type]  # two become one

    plan = Plan(
        unit="1" if params.linear else "dB",
        axes=lambda length: (edges, time_axis(params, length, rate)),
        compute=compute,
        remarks=params.remarks,
    )
    return params.finished_plan(plan)


def _bands(params: ContrastParams, rate: int) -> list[contrast.Octave]:
    """Choose the bins of the bands, and refuse bands that cannot be."""
    half, highest = rate / 2, params.fmin * 2.0 ** (params.n_bands - 1)
    if highest >= half:
        raise BadParameter.of(
            "fmin",
            params.fmin,
            f"the highest of n_bands={params.n_bands} begins at {highest:g} Hz; the limit is half "
            f"the sample rate, {half:g} Hz: a lower fmin, or fewer n_bands",
        )
    frequencies: np.ndarray = params.framing.frequencies(rate).values()
    bands = contrast.octaves(frequencies, params.fmin, params.n_bands, params.quantile)
    for edge, band in zip(contrast.edges(params.fmin, params.n_bands), bands, strict=True):
        if band.last <= band.first:
            raise BadParameter.of(
                "fmin",
                params.fmin,
                f"the band from {edge:g} Hz holds no bin of n_fft={params.n_fft}, they are "
                f"{rate / params.n_fft:g} Hz apart: a higher fmin, or a larger n_fft",
            )
    return bands


FEATURE = Feature("spectral_contrast", "Spectral contrast", ContrastParams, spectral_contrast)
