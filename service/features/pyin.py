"""The fundamental frequency, by probabilistic YIN."""

import math
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Steps
from service.errors import BadParameter, TooLarge
from service.features._base import Feature, Plan
from service.features._librosa import EACH, ONE_FRAME, Librosa, Whole, lines, refuse_cells
from service.features._pitch import PitchParams
from service.parameters import Mismatch, NoneWord

LONGEST_S = 60.0
MOST_BINS = 2048
MOST_STEPS = 3 << 30
"""Some 12 s of computing, measured at 3.7 ns each."""
STEPS_PER_FRAME = 1 << 16
"""What a frame takes, however little is asked of it."""
PARTS = ("f0", "voiced_flag", "voiced_prob")


class PyinParams(PitchParams):
    """Range, frames, probabilities, part and statistics."""

    n_thresholds: int = Field(100, ge=2, le=1000, description="Number of thresholds.")
    beta_a: float = Field(2.0, gt=0, le=1000, description="First of librosa's `beta_parameters`.")
    beta_b: float = Field(18.0, gt=0, le=1000, description="Second of librosa's `beta_parameters`.")
    boltzmann_parameter: float = Field(
        2.0, gt=0, le=100, description="Larger values prefer shorter periods more."
    )
    resolution: float = Field(
        0.1, ge=0.01, le=1, description="Distance of the frequencies that are tried, semitones."
    )
    max_transition_rate: float = Field(
        35.92, ge=0, le=10_000, description="Fastest change of the frequency, octaves per second."
    )
    switch_prob: float = Field(
        0.01,
        ge=0,
        le=1,
        description="Probability that a voiced frame follows an unvoiced one, or the reverse.",
    )
    no_trough_prob: float = Field(
        0.01,
        ge=0,
        le=1,
        description="Probability of the best period where no difference is below the threshold.",
    )
    fill_na: Annotated[float, Field(ge=-1e6, le=1e6)] | NoneWord = Field(
        0.0,
        description="The frequency of unvoiced frames, Hz, which is NaN in librosa; `none` for the "
        "best guess.",
    )
    part: Literal["f0", "voiced_flag", "voiced_prob", "all"] = Field(
        "f0",
        description="The frequency in Hz; whether the frame is voiced, 1 or 0; how probable that "
        "is; or all three as rows, in this order.",
    )

    @model_validator(mode="after")
    def _only_frequencies_are_filled(self) -> Self:
        if self.part.startswith("voiced") and self.fill_na != 0:
            raise Mismatch("fill_na", self.fill_na, "has an effect only with part=f0 or part=all")
        return self

    def bins(self, rate: int) -> int:
        """Count the frequencies that are tried, as librosa does."""
        octaves = np.log2(self.top(rate) / self.fmin)
        return int(np.floor(12 * self.bins_per_semitone * octaves)) + 1

    @property
    def bins_per_semitone(self) -> int:
        """How many there are in a semitone."""
        return math.ceil(1.0 / self.resolution)

    def reach(self, rate: int) -> int:
        """Count the bins that can follow one, as librosa does."""
        semitones = round(self.max_transition_rate * 12 * self.hop_length / rate)
        return semitones * self.bins_per_semitone + 1


def pyin(params: PyinParams, rate: int) -> Plan:
    """Fundamental frequency by probabilistic YIN: one value for each frame, if it is voiced.

    Equal to `librosa.pyin`, but for unvoiced frames, which are `fill_na` instead of NaN: 0 Hz. At
    most 60 s of sound, and 3,221,225,472 steps: each frame takes 65,536, the square of twice the
    number of frequencies that are tried, and `frame_length` times `n_thresholds` over 4; with the
    defaults, at most 2062 frames.

    Parameters
    ----------
    params : PyinParams
        Range, frames, probabilities, part and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (frames,), or (3, frames): time in s.

    Raises
    ------
    BadParameter
        The sample rate or the frames cannot hold the range, or it holds too few or too many
        frequencies.

    References
    ----------
    Mauch and Dixon (2014), *Proc. ICASSP*.
    """
    params.refuse_range(rate)
    _refuse_bins(params, rate)
    names = {"n_thresholds", "boltzmann_parameter", "resolution", "max_transition_rate"}
    names |= {"switch_prob", "no_trough_prob", "fill_na"}
    chosen = params.handed(rate, *names)
    beta = params.beta_a, params.beta_b

    def estimate(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        found = librosa.pyin(samples, sr=rate, beta_parameters=beta, **chosen)
        if params.part == "all":
            return np.stack(found, axis=-2)
        part: NDArray[Any] = found[PARTS.index(params.part)]
        return part

    def limits(length: int) -> None:
        params.refuse_frames(length)
        _refuse_steps(params, params.bins(rate), params.framing.count(length))

    unit = "Hz" if params.part == "f0" else "1"
    row = Axis("part", "1", Steps(len(PARTS))) if params.part == "all" else None
    whole = Whole("pyin", rate, estimate, limits=limits, longest_s=LONGEST_S)
    plan = lines(whole, lambda length: params.framing.times(length, rate), row, unit)

    def remarks(length: int) -> tuple[str, ...]:
        return (*plan.remarks(length), *params.remarks(rate))

    told = replace(plan, remarks=remarks, resolved={"fmax": params.top(rate)})
    return params.summarised(told)


def _refuse_bins(params: PyinParams, rate: int) -> None:
    bins, reach = params.bins(rate), params.reach(rate)
    if not 1 < bins <= MOST_BINS:
        limit = f"{bins} frequencies lie between fmin and fmax; the limits are 2 and {MOST_BINS}"
        raise BadParameter.of("resolution", params.resolution, limit)
    if reach > bins:
        slower = (bins - 1) // params.bins_per_semitone * rate / (12 * params.hop_length)
        raise BadParameter.of(
            "max_transition_rate",
            params.max_transition_rate,
            f"reaches {reach} frequencies in one hop of {params.hop_length} samples; there are "
            f"only {bins}: max_transition_rate at most {slower:.3g}, or a shorter hop_length",
        )


def _refuse_steps(params: PyinParams, bins: int, frames: int) -> None:
    states, compared = 2 * bins, params.frame_length * params.n_thresholds
    steps = frames * (STEPS_PER_FRAME + states**2 + compared // 4)
    if steps > MOST_STEPS:
        raise TooLarge(
            f"{frames} frames of {bins} frequencies take {steps} steps; the limit is "
            f"{MOST_STEPS}: a longer hop_length, a coarser resolution or less duration"
        )
    cure = "a longer hop_length, or a coarser resolution"
    refuse_cells(states, frames, "hop_length", params.hop_length, cure)


FEATURE = Feature(
    "pyin",
    "Fundamental frequency (probabilistic YIN)",
    PyinParams,
    pyin,
    "long_tail",
    (EACH, {"part": "all"}, ONE_FRAME, EACH | ONE_FRAME),
)
