"""The mel spectrogram."""

from pydantic import Field

from service.domain import Axis, Floats
from service.features._base import Clip, Feature, Plan
from service.features._mel import MelBank, MelBankParams, Norm
from service.features._parts import ScaleParams, time_axis


class MelParams(ScaleParams, MelBankParams):
    """Frames, mel filters and scale."""

    norm: Norm = Field(
        "slaney", description="Divide each filter by half its width in Hz, or `none`."
    )


def mel(params: MelParams, clip: Clip) -> Plan:
    """Mel spectrogram: power in bands that are equally wide to the ear.

    Equal to `librosa.feature.melspectrogram` and, in decibels, to `librosa.power_to_db` of it
    (to `librosa.amplitude_to_db` for `power=1`).

    Parameters
    ----------
    params : MelParams
        Frames, filters and scale.
    clip : Clip
        The sound's length and rate.

    Returns
    -------
    Plan
        Shape (n_mels, frames): centre of each band in Hz, time in s.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate, or the clip is too short for frames or padding.

    References
    ----------
    Davis and Mermelstein (1980), *IEEE Trans. ASSP* 28(4); Slaney (1998), Interval Research
    TR 1998-010.
    """
    bank = MelBank(params, params.norm, clip)

    def compute(samples: Floats) -> Floats:
        return params.scaled(bank.apply(samples), params.power)

    return Plan(
        axes=(Axis("frequency", "Hz", bank.centres), time_axis(bank.framing, clip)),
        unit=params.unit(),
        compute=compute,
        resolved={"fmax": bank.fmax, **params.resolved(params.power)},
        warnings=bank.warnings,
    )


FEATURE = Feature("mel", "Mel spectrogram", MelParams, mel)
