"""Filters whose bandwidth grows with their frequency: what `cqt`, `vqt` and the chroma share."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal

import numpy as np
import scipy
from numpy.typing import NDArray
from pydantic import Field

from service.domain import Axis, Floats, Values
from service.errors import BadParameter, Fault
from service.features._base import Keep, Plan
from service.features._librosa import Call, Librosa, Whole, every, given, lines
from service.features._parts import HOP_MEANING, Hop, ScaleParams, ScipyWindow
from service.features._statistics import StatisticsParams
from service.parameters import NoneWord

MOST_FILTER_SAMPLES = 1 << 24
"""Of the filters of one octave together: 128 MiB."""
BANDWIDTH_SAMPLES = 8192
C1 = 440 * 2 ** (-45 / 12)
HEARING = 24.7 / 0.108
"""What hearing adds to the bandwidth of filters, Hz per unit of their relative bandwidth."""

TOO_SHORT = (
    "leaves filters shorter than 2 samples at the rate at which they are applied: a larger one, or "
    "less gamma"
)

Norm = Annotated[float, Field(ge=0.5, le=16)] | Literal["inf"] | NoneWord
FMIN_MEANING = "Lowest frequency, Hz, at most half the sample rate."


@cache
def bandwidth(window: ScipyWindow) -> float:
    """Equivalent noise bandwidth of a window, bins: n sum(w^2) / sum(|w|)^2, as librosa has it."""
    shape = np.abs(scipy.signal.get_window(window, BANDWIDTH_SAMPLES, fftbins=False))
    return float(len(shape) * np.sum(shape**2) / np.sum(shape) ** 2)


@dataclass(frozen=True, slots=True)
class Filters:
    """Frequencies that rise by equal ratios.

    Attributes
    ----------
    fmin : float
        The lowest, Hz.
    count, per_octave : int
        How many there are.
    scale : float
        Factor on the lengths of the filters.
    window : str
        Of the filters.
    gamma : float or None
        What is added to the bandwidths, Hz; None for as much as hearing has.
    counted_by : str
        Name of the parameter that makes them fewer.
    """

    fmin: float
    count: int
    per_octave: int
    scale: float = 1.0
    window: ScipyWindow = "hann"
    gamma: float | None = 0.0
    counted_by: str = "n_bins"

    @property
    def frequencies(self) -> NDArray[np.float64]:
        """Centre of each filter, Hz, shape (count,)."""
        steps = np.arange(self.count) / self.per_octave
        return np.asarray(self.fmin * 2.0**steps, np.float64)

    @property
    def relative(self) -> float:
        """Ratio of a filter's bandwidth to its frequency."""
        square: float = 2.0 ** (2 / self.per_octave)
        return (square - 1) / (square + 1)

    @property
    def added(self) -> float:
        """What is added to the bandwidths, Hz."""
        return HEARING * self.relative if self.gamma is None else self.gamma

    def longest(self, rate: int) -> float:
        """Length of the lowest filter, samples."""
        return self.scale / self.relative * rate / (self.fmin + self.added / self.relative)

    @property
    def edge(self) -> float:
        """Where the highest filter ends, Hz."""
        widest = self.relative * bandwidth(self.window) / self.scale
        return float(self.frequencies[-1] * (1 + widest / 2) + self.added / 2)

    def refuse(self, rate: int, asked: int) -> None:
        """Refuse filters that reach beyond half the sample rate, or need too much memory.

        Raises
        ------
        BadParameter
            They do; `asked` is the value of `counted_by`.
        """
        half = rate / 2
        if self.fmin > half:
            limit = f"must be at most half the sample rate, {half:g} Hz"
            raise BadParameter.of("fmin", self.fmin, limit)
        if self.edge > half:
            raise BadParameter.of(
                self.counted_by,
                asked,
                f"the highest filter, at {self.frequencies[-1]:g} Hz, reaches {self.edge:g} Hz; "
                f"the limit is half the sample rate, {half:g} Hz: fewer {self.counted_by}, or a "
                "lower fmin",
            )
        taken = min(self.per_octave, self.count) * self.longest(rate)
        if taken > MOST_FILTER_SAMPLES:
            raise BadParameter.of(
                "fmin",
                self.fmin,
                f"the lowest octave's filters would take {taken:.0f} samples; the limit is "
                f"{MOST_FILTER_SAMPLES}: a higher fmin, or less bins_per_octave or filter_scale",
            )

    def fault(self, length: int, asked: int) -> Fault:
        """Say why librosa refuses a sound of `length` samples although the filters fit the rate."""
        octaves = -(-self.count // self.per_octave)
        detail = f"a sound of {length} samples is too short for {octaves} octaves"
        return Fault(self.counted_by, asked, f"{detail} at this sample rate: fewer of them")

    def remarks(self, length: int, rate: int) -> tuple[str, ...]:
        """Tell of filters that are longer than the sound."""
        longest = self.longest(rate)
        if length >= longest:
            return ()
        warning = (
            f"the sound has {length} samples, the lowest filter {longest:.0f}: its values are "
            "those of a sound that begins and ends in silence"
        )
        return (warning,)


class FilterParams(StatisticsParams, ScaleParams):
    """Filters of the constant-Q and the variable-Q transform."""

    hop_length: Hop = Field(512, description=HOP_MEANING)
    fmin: float = Field(C1, ge=1, description=FMIN_MEANING)
    n_bins: int = Field(84, ge=1, le=2048, description="Number of frequencies.")
    bins_per_octave: int = Field(12, ge=1, le=512, description="Number of frequencies per octave.")
    filter_scale: float = Field(
        1.0, ge=0.01, le=100, description="Factor on the lengths of the filters: below 1 shorter."
    )
    norm: Norm = Field(
        1.0, description="Order of the norm that makes the filters alike, `inf`, or `none`."
    )
    sparsity: float = Field(
        0.01, ge=0, le=0.99, description="Share of each filter's magnitude that is left out."
    )
    window: ScipyWindow = Field("hann", description="Window function of the filters.")

    def filters(self, gamma: float | None = 0.0) -> Filters:
        """Give the filters themselves."""
        size = self.n_bins, self.bins_per_octave
        return Filters(self.fmin, *size, self.filter_scale, self.window, gamma)


GIVEN = given(FilterParams, StatisticsParams, ScaleParams)
"""The fields of `FilterParams` that librosa knows."""


def transform(name: str, params: FilterParams, filters: Filters, rate: int, call: Call) -> Plan:
    """Plan the magnitudes of a transform.

    Parameters
    ----------
    name : str
        Of the feature.
    params : FilterParams
        Scale and step.
    filters : Filters
        The filters.
    rate : int
        Samples per second, Hz.
    call : callable
        Gives the complex transform.

    Returns
    -------
    Plan
        Shape (n_bins, frames), without a frame that is centred beyond the end, or statistics.
    """
    filters.refuse(rate, params.n_bins)
    hop = params.hop_length

    def magnitudes(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        frames = 1 + samples.shape[-1] // hop
        values: NDArray[Any] = np.abs(call(librosa, samples))[..., :frames]
        if values.shape[-1] < frames:
            raise BadParameter.of("filter_scale", params.filter_scale, TOO_SHORT)
        return values

    whole = Whole(name, rate, magnitudes, lambda length: filters.fault(length, params.n_bins))
    frequency = Axis("frequency", "Hz", filters.frequencies)
    plan = lines(whole, every(hop, rate), frequency, params.unit())

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        return params.related(keep([params.scaled(whole.values(samples), 1.0)]))

    def remarks(length: int) -> tuple[str, ...]:
        return (*plan.remarks(length), *filters.remarks(length, rate))

    told = replace(plan, compute=compute, remarks=remarks, resolved=params.resolved(1.0))
    return params.summarised(told)


class ChromaParams(StatisticsParams):
    """Octaves of filters that are folded into one, and statistics."""

    hop_length: Hop = Field(512, description=HOP_MEANING)
    fmin: float = Field(C1, ge=1, description=FMIN_MEANING)
    tuning: Annotated[float, Field(ge=-0.5, le=0.5)] | NoneWord = Field(
        None,
        description="Deviation from A4 = 440 Hz, as a fraction of one of `bins_per_octave`; "
        "`none`, the default, estimates it from the sound.",
    )
    n_chroma: int = Field(12, ge=1, le=120, description="Number of pitch classes.")
    n_octaves: int = Field(7, ge=1, le=16, description="Number of octaves from `fmin` on.")
    bins_per_octave: int = Field(
        36, ge=1, le=480, description="Number of filters per octave, a multiple of `n_chroma`."
    )
    cqt_mode: Literal["full", "hybrid"] = Field(
        "full",
        description="The constant-Q transform itself, or a faster approximation where filters are "
        "short.",
    )

    @property
    def filters(self) -> Filters:
        """The filters, in tune."""
        count = self.n_octaves * self.bins_per_octave
        return Filters(self.fmin, count, self.bins_per_octave, counted_by="n_octaves")


CHROMA_GIVEN = given(ChromaParams, StatisticsParams)


def chroma(name: str, params: ChromaParams, row: Axis, rate: int, call: Call) -> Plan:
    """Plan what is made of a chromagram.

    Parameters
    ----------
    name : str
        Of the feature.
    params : ChromaParams
        Filters and step.
    row : Axis
        The rows.
    rate : int
        Samples per second, Hz.
    call : callable
        Gives the values.

    Returns
    -------
    Plan
        Shape (rows, frames), without a frame that is centred beyond the end, or statistics.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, filters are too long, or `n_chroma` does not
        divide `bins_per_octave`.
    """
    filters, hop = params.filters, params.hop_length
    filters.refuse(rate, params.n_octaves)
    if params.bins_per_octave % params.n_chroma:
        limit = f"must be a multiple of n_chroma={params.n_chroma}"
        raise BadParameter.of("bins_per_octave", params.bins_per_octave, limit)

    def frames(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        values: NDArray[Any] = call(librosa, samples)
        return values[..., : 1 + samples.shape[-1] // hop]

    def fault(length: int) -> Fault:
        found = filters.fault(length, params.n_octaves)
        return replace(found, detail=f"{found.detail}, or an estimated tuning is too high for it")

    plan = lines(Whole(name, rate, frames, fault), every(hop, rate), row)

    def remarks(length: int) -> tuple[str, ...]:
        return (*plan.remarks(length), *filters.remarks(length, rate))

    return params.summarised(replace(plan, remarks=remarks))
