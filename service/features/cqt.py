"""The constant-Q transform."""

import warnings
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Literal, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.signal import get_window

from service.domain import Axis, Floats, Steps
from service.errors import BadParameter
from service.features._base import Feature, Keep, Plan
from service.features._parts import HOP_MEANING, Hop, ScaleParams, ScipyWindow
from service.features._whole import refuse_long, whole
from service.parameters import NoneWord

MOST_FILTER_SAMPLES = 1 << 24
"""Of the filters of one octave together: 128 MiB."""
BANDWIDTH_SAMPLES = 8192
C1 = 440 * 2 ** (-45 / 12)


class CqtParams(ScaleParams):
    """Filters, and scale."""

    hop_length: Hop = Field(512, description=HOP_MEANING)
    fmin: float = Field(C1, ge=1, description="Lowest frequency, Hz, at most half the sample rate.")
    n_bins: int = Field(84, ge=1, le=2048, description="Number of frequencies.")
    bins_per_octave: int = Field(12, ge=1, le=512, description="Number of frequencies per octave.")
    filter_scale: float = Field(
        1.0, ge=0.01, le=100, description="Factor on the lengths of the filters: below 1 shorter."
    )
    norm: Annotated[float, Field(ge=0.5, le=16)] | Literal["inf"] | NoneWord = Field(
        1.0, description="Order of the norm that makes the filters alike, `inf`, or `none`."
    )
    sparsity: float = Field(
        0.01, ge=0, le=0.99, description="Share of each filter's magnitude that is left out."
    )
    window: ScipyWindow = Field("hann", description="Window function of the filters.")

    @property
    def frequencies(self) -> NDArray[np.float64]:
        """Centre of each filter, Hz, shape (n_bins,)."""
        steps = np.arange(self.n_bins) / self.bins_per_octave
        return np.asarray(self.fmin * 2.0**steps, np.float64)

    @property
    def quality(self) -> float:
        """Ratio of a filter's frequency to its bandwidth, times `filter_scale`."""
        square: float = 2.0 ** (2 / self.bins_per_octave)
        return self.filter_scale * (square + 1) / (square - 1)


def cqt(params: CqtParams, rate: int) -> Plan:
    """Constant-Q transform: magnitudes at frequencies that rise by equal ratios.

    Equal to the absolute value of `librosa.cqt` with ``tuning=0`` and, in decibels, to
    `librosa.amplitude_to_db` of it. A frame is centred at every `hop_length` samples of the sound.
    At most 600 s of sound: the transform needs all of it at once.

    Parameters
    ----------
    params : CqtParams
        Filters and scale.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_bins, frames): frequency in Hz, time in s.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, or the filters are too long.

    References
    ----------
    Brown (1991), *J. Acoust. Soc. Am.* 89(1); Schoerkhuber and Klapuri (2010), *Proc. SMC*.
    """
    longest = params.quality * rate / params.fmin
    _refuse_filters(params, longest, rate)
    frequency = Axis("frequency", "Hz", params.frequencies)

    def axes(length: int) -> tuple[Axis, ...]:
        frames = 1 + length // params.hop_length
        return frequency, Axis("time", "s", Steps(frames, params.hop_length, over=rate))

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        sound = whole("cqt", samples, rate)
        frames = 1 + len(sound) // params.hop_length
        magnitude = _magnitudes(sound.T, rate, params)[..., :frames]
        return params.related(keep([params.scaled(np.ascontiguousarray(magnitude.T), 1.0)]))

    def remarks(length: int) -> tuple[str, ...]:
        refuse_long("cqt", length, rate)
        return _remarks(longest, length)

    return Plan(
        unit=params.unit(),
        axes=axes,
        compute=compute,
        resolved=params.resolved(1.0),
        remarks=remarks,
    )


def _magnitudes(samples: Floats, rate: int, params: CqtParams) -> Floats:
    """Have librosa compute; it is imported here alone, in the workers of the long tail."""
    import librosa  # noqa: PLC0415

    chosen = params.model_dump(
        include={"hop_length", "fmin", "n_bins", "bins_per_octave"}
        | {"filter_scale", "sparsity", "window"}
    )
    norm = np.inf if params.norm == "inf" else params.norm
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a frame is longer than the sound: the plan says so
        try:
            values = librosa.cqt(samples, sr=rate, norm=norm, tuning=0.0, **chosen)
        except librosa.ParameterError as error:
            raise BadParameter.of("n_bins", params.n_bins, str(error)) from error
    return cast("Floats", np.abs(values).astype(np.float32))


def _refuse_filters(params: CqtParams, longest: float, rate: int) -> None:
    """Refuse filters that reach beyond half the sample rate, or need too much memory."""
    half, fmin, frequencies = rate / 2, params.fmin, params.frequencies
    if fmin > half:
        raise BadParameter.of("fmin", fmin, f"must be at most half the sample rate, {half:g} Hz")
    edge = frequencies[-1] * (1 + bandwidth(params.window) / (2 * params.quality))
    if edge > half:
        raise BadParameter.of(
            "n_bins",
            params.n_bins,
            f"the highest filter, at {frequencies[-1]:g} Hz, reaches {edge:g} Hz; the limit is "
            f"half the sample rate, {half:g} Hz: fewer n_bins, or a lower fmin",
        )
    taken = min(params.bins_per_octave, params.n_bins) * longest
    if taken > MOST_FILTER_SAMPLES:
        raise BadParameter.of(
            "fmin",
            fmin,
            f"the lowest octave's filters would take {taken:.0f} samples; the limit is "
            f"{MOST_FILTER_SAMPLES}: a higher fmin, or less bins_per_octave or filter_scale",
        )


@cache
def bandwidth(window: ScipyWindow) -> float:
    """Equivalent noise bandwidth of a window, bins: n sum(w^2) / sum(|w|)^2, as librosa has it."""
    shape = np.abs(get_window(window, BANDWIDTH_SAMPLES, fftbins=False))
    return float(len(shape) * np.sum(shape**2) / np.sum(shape) ** 2)


def _remarks(longest: float, length: int) -> tuple[str, ...]:
    if length >= longest:
        return ()
    warning = (
        f"the sound has {length} samples, the lowest filter {longest:.0f}: its values are "
        "those of a sound that begins and ends in silence"
    )
    return (warning,)


FEATURE = Feature("cqt", "Constant-Q transform", CqtParams, cqt, lane="long_tail")
