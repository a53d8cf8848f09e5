"""Harmonic and percussive parts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Values
from service.dsp.frames import Framing
from service.errors import BadParameter, TooLarge
from service.features._base import Feature, Keep, Plan
from service.features._librosa import EACH, Librosa, Whole, handed, lines
from service.features._parts import HOP_MEANING, Hop, PadMode, ScaleParams, ScipyWindow
from service.features._statistics import StatisticsParams
from service.parameters import Mismatch

LONGEST_S = 120.0
MOST_STEPS = 3 << 28
"""Some 13 s of computing, measured at 17 ns each."""
STEPS_PER_VALUE = 32
"""Beside one for each value that a median is taken of."""


class HpssParams(StatisticsParams, ScaleParams):
    """Frames, filters, masks, scale and statistics."""

    n_fft: int = Field(
        2048,
        ge=2,
        le=65_536,
        description="Length of a frame and of its Fourier transform, samples.",
    )
    win_length: int = Field(
        default_factory=lambda given: given["n_fft"],
        ge=1,
        description="Length of the window, samples, at most `n_fft`; it is centred in the frame. "
        "Default: `n_fft`.",
    )
    hop_length: Hop = Field(
        default_factory=lambda given: max(1, given["win_length"] // 4),
        description=f"{HOP_MEANING} Default: `win_length` // 4.",
    )
    window: ScipyWindow = Field("hann", description="Window function.")
    center: bool = Field(
        default=True,
        description="Frame t is centred at sample t * `hop_length`, the sound being extended by "
        "`n_fft` // 2 at both ends; otherwise frame t begins there.",
    )
    pad_mode: PadMode = Field(
        "constant",
        description="How the sound is extended: with zeros, its edge value, a ramp to zero, "
        "its mirror image without (`reflect`) or with (`symmetric`) the edge sample.",
    )
    part: Literal["harmonic", "percussive"] = Field(
        "harmonic", description="What stays the same over time, or over frequency."
    )
    win_harm: int = Field(
        31,
        ge=1,
        le=301,
        description="Length of the median filter over time, frames: first of librosa's "
        "`kernel_size`.",
    )
    win_perc: int = Field(
        31,
        ge=1,
        le=301,
        description="Length of the median filter over frequency, bins: second of librosa's "
        "`kernel_size`.",
    )
    power: float = Field(2.0, ge=0.01, le=100, description="Exponent of the masks.")
    mask: bool = Field(
        default=False, description="The mask, 0 to 1, that the magnitudes are multiplied by."
    )
    margin_harm: float = Field(
        1.0,
        ge=1,
        le=1e6,
        description="By how much the harmonic part must exceed the other: first of librosa's "
        "`margin`.",
    )
    margin_perc: float = Field(
        1.0,
        ge=1,
        le=1e6,
        description="By how much the percussive part must exceed the other: second of librosa's "
        "`margin`.",
    )

    @model_validator(mode="after")
    def _frames_fit(self) -> Self:
        if self.win_length > self.n_fft:
            raise Mismatch("win_length", self.win_length, f"must be at most n_fft={self.n_fft}")
        if not self.center and self.pad_mode != "constant":
            raise Mismatch("pad_mode", self.pad_mode, "has an effect only with center=true")
        if self.mask and self.scale != "linear":
            raise Mismatch("scale", self.scale, "a mask has no decibels or logarithms")
        return self

    @property
    def framing(self) -> Framing:
        """The framing itself."""
        padding: Literal["center", "none"] = "center" if self.center else "none"
        return Framing(self.n_fft, self.hop_length, self.n_fft, padding, self.pad_mode)


def hpss(params: HpssParams, rate: int) -> Plan:
    """Harmonic or percussive part: the magnitudes that last, or those that span many frequencies.

    Equal to `librosa.decompose.hpss` of the absolute value of `librosa.stft`. At most 120 s of
    sound, and 805,306,368 steps: each value takes 32, `win_harm` and `win_perc`; with the defaults,
    at most 8358 frames.

    Parameters
    ----------
    params : HpssParams
        Frames, filters, masks, scale and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_fft // 2 + 1, frames): frequency in Hz, time in s.

    References
    ----------
    Fitzgerald (2010), *Proc. DAFx*; Driedger, Mueller and Disch (2014), *Proc. ISMIR*.
    """
    framing = params.framing
    whole = Whole(
        "hpss",
        rate,
        lambda librosa, samples: _part(librosa, samples, params),
        limits=lambda length: _refuse_frames(params, length),
        longest_s=LONGEST_S,
    )
    frequency = Axis("frequency", "Hz", framing.frequencies(rate))
    plan = lines(whole, lambda length: framing.times(length, rate), frequency, params.unit())

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        return params.related(keep([params.scaled(whole.values(samples), 1.0)]))

    plan = replace(plan, compute=compute, resolved=params.resolved(1.0))
    return params.summarised(plan)


def _part(librosa: Librosa, samples: Floats, params: HpssParams) -> NDArray[Any]:
    frames = ("n_fft", "win_length", "hop_length", "window", "center", "pad_mode")
    magnitude = np.abs(librosa.stft(samples, **handed(params, *frames)))
    sizes = params.win_perc, params.win_harm
    more = [_margin(size, n) for size, n in zip(sizes, magnitude.shape[-2:], strict=True)]
    room = [(0, 0)] * (magnitude.ndim - 2) + [(n, n) for n in more]
    parts = librosa.decompose.hpss(
        np.pad(magnitude, room, mode="symmetric"),
        kernel_size=(params.win_harm, params.win_perc),
        margin=(params.margin_harm, params.margin_perc),
        **handed(params, "power", "mask"),
    )
    found: NDArray[Any] = parts[params.part == "percussive"]
    low, left = more
    return found[..., low : found.shape[-2] - low, left : found.shape[-1] - left]


def _margin(size: int, count: int) -> int:
    """Give the mirrored values that a filter needs at both ends of `count` values.

    scipy mirrors by itself, but (1.17, 1.18) reads beyond its memory where the filter has some
    eight times as many values as there are.
    """
    return size if size >= 4 * count else 0


def _refuse_frames(params: HpssParams, length: int) -> None:
    before, frames = params.framing.before, params.framing.count(length)
    if frames < 1:
        limit = f"with center=false a frame must fit in the {length} samples"
        raise BadParameter.of("n_fft", params.n_fft, limit)
    if params.center and params.pad_mode == "reflect" and length <= before:
        limit = f"mirroring n_fft // 2 = {before} samples needs more than the {length} there are"
        raise BadParameter.of("pad_mode", params.pad_mode, limit)
    _refuse_steps(params, frames)


def _refuse_steps(params: HpssParams, frames: int) -> None:
    rows, filters = params.n_fft // 2 + 1, params.win_harm + params.win_perc
    steps = rows * frames * (filters + STEPS_PER_VALUE)
    if steps > MOST_STEPS:
        raise TooLarge(
            f"{rows} x {frames} values with medians of {params.win_harm} and {params.win_perc} "
            f"take {steps} steps; the limit is {MOST_STEPS}: a longer hop_length, a shorter n_fft, "
            "shorter medians or less duration"
        )


FEATURE = Feature("hpss", "Harmonic or percussive part", HpssParams, hpss, "long_tail", (EACH,))
