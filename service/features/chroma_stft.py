"""Pitch classes from the short-time Fourier transform."""

import math
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from service.domain import Axis, Floats, Steps
from service.dsp import chroma
from service.dsp.spectra import Spectrum, transform
from service.features._base import Feature, Keep, Plan
from service.features._finish import FinishParams
from service.features._parts import FrameParams, time_axis
from service.parameters import NoneWord


class ChromaParams(FinishParams, FrameParams):
    """Frames, and the bank of pitch classes over their spectrum."""

    norm: Annotated[float, Field(ge=1, le=16)] | Literal["inf"] | NoneWord = Field(
        "inf",
        description="Divide each frame by its norm of this order, `inf` for its largest value, or "
        "`none`.",
    )
    tuning: Annotated[float, Field(ge=-0.5, le=0.5)] | NoneWord = Field(
        None,
        description="Deviation from A440, parts of a class. `none`, the default, estimates it from "
        "the peaks of all of the sound between 150 and 4000 Hz.",
    )
    n_chroma: int = Field(12, ge=1, le=120, description="Number of pitch classes.")
    ctroct: float = Field(
        5.0,
        ge=-10,
        le=20,
        description="Where bins weigh most, octaves above 27.5 Hz.",
    )
    octwidth: Annotated[float, Field(ge=0.1, le=100)] | NoneWord = Field(
        2.0, description="Standard deviation of that weight, octaves; `none`: all bins alike."
    )
    base_c: bool = Field(default=True, description="Class 0 is C; otherwise A.")

    @property
    def classes(self) -> chroma.Classes:
        """The classes of the bank."""
        return chroma.Classes(self.n_chroma, self.ctroct, self.octwidth, self.base_c)

    @property
    def order(self) -> float | None:
        """Order of the norm."""
        return math.inf if self.norm == "inf" else self.norm


def chroma_stft(params: ChromaParams, rate: int) -> Plan:
    """Chroma: the power in each pitch class, whatever the octave.

    Equal to `librosa.feature.chroma_stft`. Its tuning is estimated as `librosa.estimate_tuning`
    does, once for all channels, unless it is given.

    Parameters
    ----------
    params : ChromaParams
        Frames, classes, tuning.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_chroma, frames): pitch class, 0 for C, time in s.

    References
    ----------
    Ellis (2007), *Chroma feature analysis and synthesis*; Fujishima (1999), *Proc. ICMC*.
    """
    pitch_class = Axis("chroma", "1", Steps(params.n_chroma))
    magnitude = params.magnitude(2.0)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        wave, tuning = params.prepared(samples, keep), params.tuning
        if tuning is None:
            wave = keep(wave)
            tuning = chroma.tuning(keep(_peaks(wave, params, rate)), params.n_chroma)
        filters = chroma.bank(rate, params.n_fft, params.classes, tuning)

        def classes(spectra: Spectrum, _frames: Floats) -> Floats:
            raw = filters @ magnitude.of(spectra)
            return chroma.normalised(raw, params.order).astype(np.float32)

        return keep(transform(wave, params.analysis, classes))  # type: ignore[arg-type]  # float32 in, float32 out

    plan = Plan(
        unit="1",
        axes=lambda length: (pitch_class, time_axis(params, length, rate)),
        compute=compute,
        remarks=params.remarks,
    )
    return params.finished_plan(plan)


def _peaks(wave: Iterable[Floats], params: ChromaParams, rate: int) -> Iterator[Floats]:
    """Find the peaks of all frames, whatever their channel."""
    found: list[Floats] = []
    magnitude = params.magnitude(2.0)

    def collected(spectra: Spectrum, _frames: Floats) -> Floats:
        found.append(chroma.peaks(magnitude.of(spectra), rate))
        return np.empty((0, spectra.shape[1]), np.float32)

    for _ in transform(wave, params.analysis, collected):
        yield from found
        found.clear()


FEATURE = Feature("chroma_stft", "Chroma", ChromaParams, chroma_stft)
