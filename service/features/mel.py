"""The mel spectrogram."""

from collections.abc import Iterable

from pydantic import Field

from service.domain import Floats
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._mel import MelBank, MelBankParams, Norm
from service.features._parts import ScaleParams


class MelParams(FinishParams, ScaleParams, MelBankParams):
    """Frames, mel filters and scale."""

    norm: Norm = Field(
        "slaney", description="Divide each filter by half its width in Hz, or `none`."
    )


def mel(params: MelParams, rate: int) -> Plan:
    """Mel spectrogram: power in bands that are equally wide to the ear.

    Equal to `librosa.feature.melspectrogram` and, in decibels, to `librosa.power_to_db` of it
    (to `librosa.amplitude_to_db` for `power=1`).

    Parameters
    ----------
    params : MelParams
        Frames, filters and scale.
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
    Davis and Mermelstein (1980), *IEEE Trans. ASSP* 28(4); Slaney (1998), Interval Research
    TR 1998-010.
    """
    bank = MelBank(params, params.norm, rate)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return params.related(keep(bank.apply(samples, keep)))

    plan = Plan(
        unit=params.unit(),
        axes=lambda length: bank.axes(bank.frequency, length),
        compute=compute,
        resolved={"fmax": bank.fmax, **params.resolved(params.power)},
        remarks=bank.remarks,
        frames=params.framed,
        empty=bank.empty,
        advice=bank.advice,
    )
    return params.finished_plan(plan)


FEATURE = Feature("mel", "Mel spectrogram", MelParams, mel)
