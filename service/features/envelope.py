"""What the waveform spans, for plots."""

from collections.abc import Iterable

from pydantic import Field

from service.domain import Axis, Floats, Steps
from service.dsp.envelope import envelope as spanned
from service.features._base import Feature, Keep, Plan
from service.features._wave import WaveParams


class EnvelopeParams(WaveParams):
    """Number of columns."""

    columns: int = Field(
        1000, ge=1, le=65_536, description="Number of columns of equal width, e.g. pixels."
    )


def envelope(params: EnvelopeParams, rate: int) -> Plan:
    """Envelope: minimum, maximum and root mean square of the waveform in columns of equal width.

    What a plot of the waveform needs, at any length of the sound. Column k of N has the n samples
    from k n // N to (k + 1) n // N, at least one.

    Parameters
    ----------
    params : EnvelopeParams
        Number of columns.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (3, columns): statistic (0 minimum, 1 maximum, 2 root mean square), middle of the
        column in s.

    References
    ----------
    The outline that `librosa.display.waveshow` draws.
    """
    statistic = Axis("statistic", "1", Steps(3))

    def axes(length: int) -> tuple[Axis, ...]:
        length, over = params.wave_length(length), 2 * params.columns * rate
        return statistic, Axis("time", "s", Steps(params.columns, 2 * length, length, over))

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        return [spanned(keep(params.prepared(samples, keep)), params.columns)]

    return Plan(unit="1", axes=axes, compute=compute)


FEATURE = Feature("envelope", "Waveform envelope", EnvelopeParams, envelope)
