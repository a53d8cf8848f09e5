"""Mel-frequency cepstral coefficients."""

from collections.abc import Iterable
from typing import Literal, Self, cast

import numpy as np
from pydantic import Field, model_validator

from service.blocks import Derived
from service.domain import Axis, Floats, Steps
from service.dsp import cepstrum
from service.dsp.spectra import Spectrum, power
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._mel import MelBank, MelBankParams, Norm
from service.features._parts import DecibelParams
from service.parameters import Mismatch, NoneWord, advanced

SHORTEST_LIFTER = 1e-6


class MfccParams(FinishParams, DecibelParams, MelBankParams):
    """Frames, mel filters, logarithms, and the cosine transform over the bands."""

    scale: Literal["db", "log", "log10"] = Field(
        "db", description="Decibels of the bands, or natural or decimal logarithms."
    )
    n_mfcc: int = Field(20, ge=1, le=1024, description="Number of coefficients, at most `n_mels`.")
    dct_type: int = Field(2, ge=1, le=3, description="Type of the discrete cosine transform.")
    norm: cepstrum.DctNorm | NoneWord = Field(
        "ortho",
        description="Orthonormal cosine transform; `htk`: sqrt(2 / `n_mels`) times the sum for "
        "each coefficient; or `none`.",
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
    lifter_from: int = advanced(
        1,
        "cepstrum",
        "Number that stands for the 1 in `lifter`: 1 in librosa, 0 in Kaldi and HTK.",
        ge=0,
        le=1,
    )
    energy: Literal["raw", "spectrum"] | NoneWord = advanced(
        None,
        "cepstrum",
        "Replace coefficient 0 by the natural logarithm of the frame's energy: the sum of its "
        "squared samples before pre-emphasis and window, or of its power spectrum.",
    )
    energy_floor: float = advanced(
        float(np.finfo(np.float32).eps),
        "cepstrum",
        "Least energy, in squared samples.",
        ge=1e-37,
        le=1e6,
    )

    @model_validator(mode="after")
    def _coefficients_exist(self) -> Self:
        if self.n_mfcc > self.n_mels:
            raise Mismatch("n_mfcc", self.n_mfcc, f"must be at most n_mels={self.n_mels}")
        if self.dct_type == 1 and self.n_mels == 1:
            raise Mismatch("dct_type", self.dct_type, "needs n_mels of at least 2")
        if self.norm == "htk" and self.dct_type != 2:  # noqa: PLR2004  # the type
            raise Mismatch("norm", self.norm, "is possible only with dct_type=2")
        return self

    @model_validator(mode="after")
    def _the_lifter_lifts(self) -> Self:
        if 0 < self.lifter < SHORTEST_LIFTER:
            raise Mismatch("lifter", self.lifter, f"must be 0 or at least {SHORTEST_LIFTER:g}")
        if not self.lifter and self.lifter_from != 1:
            raise Mismatch("lifter_from", self.lifter_from, "has an effect only with lifter")
        return self

    @model_validator(mode="after")
    def _energy_stands_alone(self) -> Self:
        depth = self.top_db if self.scale == "db" else self.log_range
        if self.energy and (depth is not None or isinstance(self.ref, str)):
            limit = "is possible only with top_db=none, log_range=none and a number as ref"
            raise Mismatch("energy", self.energy, limit)
        if not self.energy and self.energy_floor != MfccParams.model_fields["energy_floor"].default:
            raise Mismatch("energy_floor", self.energy_floor, "has an effect only with energy")
        return self

    @property
    def cepstrum(self) -> cepstrum.Cepstrum:
        """The transform over the bands."""
        return cepstrum.Cepstrum(
            self.n_mels,
            self.n_mfcc,
            cast("Literal[1, 2, 3]", self.dct_type),
            self.norm,
            self.lifter,
            self.lifter_from,
        )

    def scaled(self, values: Floats, exponent: float) -> Floats:  # noqa: ARG002  # as all scales
        """Convert bands to the scale, in place: as powers, whatever they are, as librosa does."""
        return super().scaled(values, 2.0)

    def log_energy(self, spectra: Spectrum, frames: Floats) -> Floats:
        """Compute the logarithm of each frame's energy, shape (frames,)."""
        if self.energy == "raw":
            sums = np.einsum("fn,fn->f", frames, frames)
        else:
            sums = power(spectra).sum(axis=0)
        return cast("Floats", np.log(np.maximum(sums, np.float32(self.energy_floor))))


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
    bank, transform = MelBank(params, params.mel_norm, rate), params.cepstrum
    coefficient = Axis("coefficient", "1", Steps(params.n_mfcc))
    energy = params.log_energy if params.energy else None

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        levels = params.related(keep(bank.apply(samples, keep, energy)))
        return Derived(levels, lambda blocks: map(transform.of, blocks))

    plan = Plan(
        unit="1",
        axes=lambda length: bank.axes(coefficient, length),
        compute=compute,
        resolved={"fmax": bank.fmax, **params.resolved(2.0)},
        remarks=bank.remarks,
        frames=params.framed,
        advice=bank.advice,
    )
    return params.finished_plan(plan)


FEATURE = Feature("mfcc", "Mel-frequency cepstral coefficients", MfccParams, mfcc)
