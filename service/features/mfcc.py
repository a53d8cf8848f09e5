"""Mel-frequency cepstral coefficients."""

from collections.abc import Iterable
from typing import Literal, Self, cast

from pydantic import Field, model_validator

from service.blocks import Derived
from service.domain import Axis, Floats, Steps
from service.dsp.cepstrum import cepstrum
from service.features._base import Feature, Keep, Plan
from service.features._mel import MelBank, MelBankParams, Norm
from service.features._parts import DecibelParams, time_axis
from service.parameters import Mismatch, NoneWord

SHORTEST_LIFTER = 1e-6


class MfccParams(DecibelParams, MelBankParams):
    """Frames, mel filters, decibels, and the cosine transform over the bands."""

    n_mfcc: int = Field(20, ge=1, le=1024, description="Number of coefficients, at most `n_mels`.")
    dct_type: int = Field(2, ge=1, le=3, description="Type of the discrete cosine transform.")
    norm: Literal["ortho"] | NoneWord = Field(
        "ortho", description="Orthonormal cosine transform, or `none`."
    )
    mel_norm: Norm = Field(
        "slaney", description="Divide each mel filter by half its width in Hz, or `none`."
    )
    lifter: float = Field(
        0.0,
        ge=0,
        le=1e6,
        description="Coefficient k (from 0) is multiplied by 1 + lifter / 2 * "
        "sin(pi * (k + 1) / lifter); 0 for no liftering, otherwise at least 1e-6.",
    )

    @model_validator(mode="after")
    def _coefficients_exist(self) -> Self:
        if self.n_mfcc > self.n_mels:
            raise Mismatch("n_mfcc", self.n_mfcc, f"must be at most n_mels={self.n_mels}")
        if self.dct_type == 1 and self.n_mels == 1:
            raise Mismatch("dct_type", self.dct_type, "needs n_mels of at least 2")
        if 0 < self.lifter < SHORTEST_LIFTER:
            raise Mismatch("lifter", self.lifter, f"must be 0 or at least {SHORTEST_LIFTER:g}")
        return self


def mfcc(params: MfccParams, rate: int) -> Plan:
    """Mel-frequency cepstral coefficients: the shape of the spectrum in a few numbers.

    Equal to `librosa.feature.mfcc`: the mel bands always go through `librosa.power_to_db`, then
    through a cosine transform over the bands.

    Parameters
    ----------
    params : MfccParams
        Frames, filters, decibels and transform.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_mfcc, frames): number of the coefficient, time in s.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate.

    References
    ----------
    Davis and Mermelstein (1980), *IEEE Trans. ASSP* 28(4); liftering as in Juang, Rabiner and
    Wilpon (1987), *IEEE Trans. ASSP* 35(7).
    """
    bank = MelBank(params, params.mel_norm, rate)
    coefficient = Axis("coefficient", "1", Steps(params.n_mfcc))
    dct_type = cast("Literal[1, 2, 3]", params.dct_type)

    def coefficients(bands: Floats) -> Floats:
        return cepstrum(bands, params.n_mfcc, dct_type, params.norm, params.lifter)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        levels = keep(bank.apply(samples, lambda bands, _power: params.level(bands, 2.0)))
        return Derived(params.related(levels), lambda blocks: map(coefficients, blocks))

    return Plan(
        unit="1",
        axes=lambda length: (coefficient, time_axis(params.framing, length, rate)),
        compute=compute,
        resolved={"fmax": bank.fmax, "amin": params.floor(2.0)},
        remarks=bank.remarks,
    )


FEATURE = Feature("mfcc", "Mel-frequency cepstral coefficients", MfccParams, mfcc)
