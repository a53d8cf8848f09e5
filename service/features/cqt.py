"""The constant-Q transform."""

import warnings
from functools import cache
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.signal import get_window

from service.domain import Axis, Floats, Steps
from service.errors import BadParameter, TooLarge
from service.features._base import Clip, Feature, Plan
from service.features._parts import HOP_MEANING, Hop, ScaleParams, Window
from service.parameters import NoneWord

LONGEST_S = 600.0
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
    window: Window = Field("hann", description="Window function of the filters.")

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


def cqt(params: CqtParams, clip: Clip) -> Plan:
    """Constant-Q transform: magnitudes at frequencies that rise by equal ratios.

    Equal to the absolute value of `librosa.cqt` with ``tuning=0`` and, in decibels, to
    `librosa.amplitude_to_db` of it. A frame is centred at every `hop_length` samples of the sound.
    At most 600 s of sound: the transform needs all of it at once.

    Parameters
    ----------
    params : CqtParams
        Filters and scale.
    clip : Clip
        The sound's length and rate.

    Returns
    -------
    Plan
        Shape (n_bins, frames): frequency in Hz, time in s.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, or the filters are too long.
    TooLarge
        The clip is longer than 600 s.

    References
    ----------
    Brown (1991), *J. Acoust. Soc. Am.* 89(1); Schoerkhuber and Klapuri (2010), *Proc. SMC*.
    """
    if clip.seconds > LONGEST_S:
        raise TooLarge(f"a cqt takes at most {LONGEST_S:g} s of sound, not {clip.seconds:g} s")
    frequencies = params.frequencies
    longest = params.quality * clip.rate / params.fmin
    _refuse_filters(params, frequencies, longest, clip)
    frames = 1 + clip.length // params.hop_length

    def compute(samples: Floats) -> Floats:
        return params.scaled(_magnitudes(samples, clip.rate, params)[..., :frames], 1.0)

    return Plan(
        axes=(
            Axis("frequency", "Hz", frequencies),
            Axis("time", "s", Steps(frames, params.hop_length, over=clip.rate)),
        ),
        unit=params.unit(),
        compute=compute,
        resolved=params.resolved(1.0),
        warnings=_warnings(longest, clip),
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
    return np.ascontiguousarray(np.abs(values), np.float32)


def _refuse_filters(
    params: CqtParams, frequencies: NDArray[np.float64], longest: float, clip: Clip
) -> None:
    """Refuse filters that reach beyond half the sample rate, or need too much memory."""
    half, fmin = clip.rate / 2, params.fmin
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
def bandwidth(window: Window) -> float:
    """Equivalent noise bandwidth of a window, bins: n sum(w^2) / sum(|w|)^2, as librosa has it."""
    shape = np.abs(get_window(window, BANDWIDTH_SAMPLES, fftbins=False))
    return float(len(shape) * np.sum(shape**2) / np.sum(shape) ** 2)


def _warnings(longest: float, clip: Clip) -> tuple[str, ...]:
    if clip.length >= longest:
        return ()
    warning = (
        f"the sound has {clip.length} samples, the lowest filter {longest:.0f}: its values are "
        "those of a sound that begins and ends in silence"
    )
    return (warning,)


FEATURE = Feature("cqt", "Constant-Q transform", CqtParams, cqt, lane="long_tail")
