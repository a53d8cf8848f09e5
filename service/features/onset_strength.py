"""How likely it is that a note begins."""

from collections.abc import Iterable

from pydantic import Field

from service.domain import Floats
from service.dsp import decibels, onsets
from service.features._base import Feature, Keep, Plan
from service.features._mel import MelBank, MelBankParams, Norm
from service.features._statistics import StatisticsParams

FLOOR, RANGE_DB = 1e-10, 80.0


class OnsetParams(StatisticsParams, MelBankParams):
    """Frames, mel filters, and what is made of their rises."""

    norm: Norm = Field(
        "slaney", description="Divide each mel filter by half its width in Hz, or `none`."
    )
    lag: int = Field(1, ge=1, le=1024, description="Frames that a band is compared over.")
    max_size: int = Field(
        1, ge=1, le=1024, description="Neighbouring bands whose largest it is compared with."
    )
    aggregate: onsets.Aggregate = Field(
        "mean", description="What is taken of the rises of all bands, falls counting as 0."
    )
    detrend: bool = Field(default=False, description="Take out what is constant.")
    shift: bool = Field(
        default=True,
        description="Move the values by `n_fft` // (2 * `hop_length`) frames to later, where a "
        "centred frame lies fully behind the onset: `center` of `librosa.onset.onset_strength`.",
    )

    def scaled(self, values: Floats, exponent: float) -> Floats:  # noqa: ARG002  # as all scales
        """Convert bands to decibels, in place: as powers, whatever they are, as librosa does."""
        return decibels.level(values, exponent=2.0, ref=1.0, amin=FLOOR)


def onset_strength(params: OnsetParams, rate: int) -> Plan:
    """Onset strength: how much the mel bands rise from frame to frame.

    Equal to `librosa.onset.onset_strength`: the mel spectrogram in decibels, at most 80 dB below
    its largest value (of all channels), less its value `lag` frames before, falls counting as 0,
    averaged over the bands.

    Parameters
    ----------
    params : OnsetParams
        Frames, filters, rises.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,): time in s; values in dB.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate.

    References
    ----------
    Boeck and Widmer (2013), Maximum filter vibrato suppression for onset detection, *Proc. DAFx*.
    """
    bank = MelBank(params, params.norm, rate)
    later = params.n_fft // (2 * params.hop_length) if params.shift else 0

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        levels = keep(bank.apply(samples, keep))
        clipped = decibels.related(levels, zero=None, depth=RANGE_DB)
        curve = onsets.rises(clipped, params.lag, params.max_size, params.aggregate)
        moved = onsets.delayed(curve, later)
        return keep(onsets.detrended(moved) if params.detrend else moved)

    plan = Plan(
        unit="dB",
        axes=lambda length: bank.axes(bank.frequency, length)[1:],
        compute=compute,
        resolved={"fmax": bank.fmax},
        remarks=bank.remarks,
    )
    return params.summarised(plan)


FEATURE = Feature("onset_strength", "Onset strength", OnsetParams, onset_strength)
