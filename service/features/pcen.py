"""Per-channel energy normalisation of the mel spectrogram."""

import math
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from service.domain import Floats
from service.dsp.pcen import Pcen
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._mel import MelBank, MelBankParams, Norm
from service.parameters import Mismatch, NoneWord, advanced


class PcenParams(FinishParams, MelBankParams):
    """Frames, mel filters, and the normalisation."""

    input_scale: float = advanced(
        2.0**31,
        "wave",
        "Multiplies the samples; the default is librosa's advice, the scale of 32-bit integers.",
        gt=0,
        le=1e10,
    )
    mel_power: float = Field(
        1.0, ge=0.01, le=4, description="Exponent of the magnitude before the filters."
    )
    norm: Norm = Field(
        "slaney", description="Divide each mel filter by half its width in Hz, or `none`."
    )
    gain: float = Field(
        0.98, ge=0, le=10, description="Exponent of the smoothed bands that a band is divided by."
    )
    bias: float = Field(2.0, ge=0, le=1e6, description="Number added before the root.")
    power: float = Field(
        0.5, ge=0, le=4, description="Exponent of the compression; 0 for log(1 + x), without bias."
    )
    time_constant: float = Field(
        0.4, ge=1e-4, le=1e4, description="Time constant of the smoothing, s."
    )
    eps: float = Field(
        1e-6, ge=1e-30, le=1e6, description="Small number added to the smoothed bands."
    )
    b: Annotated[float, Field(gt=0, le=1)] | NoneWord = Field(
        None,
        description="Share of the new frame in the smoothed bands. `none`, the default: as "
        "`time_constant` has it.",
    )
    max_size: int = Field(
        1, ge=1, le=1024, description="Neighbouring bands whose largest is smoothed."
    )

    @model_validator(mode="after")
    def _the_time_is_used(self) -> Self:
        default = type(self).model_fields["time_constant"].default
        if self.b is not None and self.time_constant != default:
            raise Mismatch("time_constant", self.time_constant, "has an effect only with b=none")
        return self

    @property
    def exponent(self) -> float:
        """Exponent of the magnitude before the filters."""
        return self.mel_power

    def normalisation(self, rate: int) -> Pcen:
        """The normalisation itself."""
        frames = self.time_constant * rate / self.hop_length
        share = (math.sqrt(1 + 4 * frames**2) - 1) / (2 * frames**2) if self.b is None else self.b
        return Pcen(self.gain, self.bias, self.power, self.eps, share, self.max_size)

    def _moved(self, values: Iterable[Floats]) -> Iterable[Floats]:
        return values  # bias and gain are the normalisation's here


def pcen(params: PcenParams, rate: int) -> Plan:
    """Per-channel energy normalisation: mel bands in proportion to what they were lately.

    Equal to `librosa.pcen` of `librosa.feature.melspectrogram` with ``power=1`` times 2**31, as
    librosa's documentation uses it: stationary noise is taken out, onsets stand out, and the level
    hardly matters. `input_scale=1` leaves the scale as it is. `power`, `gain`, `bias` are those of
    the normalisation; the exponent of the magnitude is `mel_power`.

    Parameters
    ----------
    params : PcenParams
        Frames, filters, normalisation.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_mels, frames): centre of each band in Hz, time in s.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate.

    References
    ----------
    Wang et al. (2017), Trainable frontend for robust and far-field keyword spotting, *Proc.
    ICASSP*.
    """
    bank, normalisation = MelBank(params, params.norm, rate), params.normalisation(rate)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return keep(normalisation.of(bank.apply(samples, keep)))

    plan = Plan(
        unit="1",
        axes=lambda length: bank.axes(bank.frequency, length),
        compute=compute,
        resolved={"fmax": bank.fmax, "b": normalisation.b},
        remarks=bank.remarks,
    )
    return params.finished_plan(plan)


FEATURE = Feature("pcen", "Per-channel energy normalisation", PcenParams, pcen)
