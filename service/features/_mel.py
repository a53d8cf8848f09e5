"""What features on the mel scale share: the bank's parameters, the banded power, the warnings."""

from collections.abc import Callable
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.domain import Floats
from service.dsp import mel
from service.dsp.frames import Spectrum, power, transform
from service.errors import BadParameter
from service.features._base import Clip
from service.features._parts import FrameParams
from service.parameters import Mismatch, NoneWord

LISTED_FILTERS = 8

Norm = Literal["slaney"] | NoneWord


class MelBankParams(FrameParams):
    """Frames, and the bank of mel filters over their spectrum."""

    power: float = Field(
        2.0, ge=0.01, le=4, description="Exponent of the magnitude before the filters: 2 is power."
    )
    n_mels: int = Field(128, ge=1, le=1024, description="Number of mel bands.")
    fmin: float = Field(0.0, ge=0, description="Lower edge of the lowest band, Hz, below `fmax`.")
    fmax: Annotated[float, Field(gt=0)] | NoneWord = Field(
        None,
        description="Upper edge of the highest band, Hz, at most half the sample rate. "
        "`none`, the default, is half the sample rate.",
    )
    htk: bool = Field(default=False, description="HTK's mel formula instead of Slaney's.")

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if self.fmax is not None and self.fmin >= self.fmax:
            raise Mismatch("fmin", self.fmin, f"must be below fmax={self.fmax:g}")
        return self


class MelBank:
    """The mel bands of one clip.

    Parameters
    ----------
    params : MelBankParams
        Frames and bands.
    norm : {'slaney', None}
        How the triangles are scaled.
    clip : Clip
        The sound's length and rate.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate, or the clip is too short for frames or padding.
    """

    def __init__(self, params: MelBankParams, norm: Literal["slaney"] | None, clip: Clip) -> None:
        self.framing = params.framing_for(clip)
        self.power = params.power
        self.fmax = _upper_edge(params, clip.rate)
        scale = (params.n_mels, params.fmin, self.fmax)
        self.centres = mel.edges(*scale, htk=params.htk)[1:-1]
        self.filters = mel.bank(clip.rate, params.n_fft, *scale, htk=params.htk, norm=norm)
        self.warnings = params.warnings_for(clip) + _empty_filters(self.filters)

    def apply(self, samples: Floats) -> Floats:
        """Compute the bands, shape (..., n_mels, frames)."""
        convert = banded(self.filters, self.power)
        return transform(samples, self.framing, self.filters.shape[0], convert)  # type: ignore[return-value]  # float32 in, float32 out


def banded(filters: mel.Bank, exponent: float) -> Callable[[Spectrum], Floats]:
    """Make the step from spectra (frames, bins) to bands (frames, n_mels)."""

    def convert(spectrum: Spectrum) -> Floats:
        raised = power(spectrum) if exponent == 2 else np.abs(spectrum) ** np.float32(exponent)  # noqa: PLR2004  # a square needs no root
        return (filters @ raised.T).T

    return convert


def _upper_edge(params: MelBankParams, rate: int) -> float:
    half = rate / 2
    for name, value in (("fmax", params.fmax), ("fmin", params.fmin)):
        if value is not None and value > half:
            raise BadParameter.of(name, value, f"must be at most half the sample rate, {half:g} Hz")
    if params.fmin == half:
        raise BadParameter.of(
            "fmin", params.fmin, f"must be below half the sample rate, {half:g} Hz"
        )
    return half if params.fmax is None else params.fmax


def _empty_filters(filters: mel.Bank) -> tuple[str, ...]:
    rows = mel.empty(filters)
    if not len(rows):
        return ()
    more = ", ..." if len(rows) > LISTED_FILTERS else ""
    listed = ", ".join(map(str, rows[:LISTED_FILTERS])) + more
    warning = (
        f"{len(rows)} of {filters.shape[0]} mel filters are empty (rows {listed}): they lie "
        "between two frequency bins; fewer n_mels, a larger n_fft or a wider range avoids it"
    )
    return (warning,)
