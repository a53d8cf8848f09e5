"""The Fourier tempogram."""

from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from service.domain import Axis, Floats, Steps
from service.features._base import Feature, Plan
from service.features._librosa import EACH, Librosa, Whole, every, handed, lines
from service.features._parts import ScipyWindow
from service.features._rhythm import HopParams, refuse_much
from service.features._statistics import StatisticsParams
from service.parameters import Mismatch


class FourierTempogramParams(StatisticsParams, HopParams):
    """Step, window, which part of the complex values, and statistics."""

    win_length: int = Field(384, ge=2, le=16_384, description="Length of the window, frames.")
    window: ScipyWindow = Field("hann", description="Window function.")
    part: Literal["magnitude", "complex"] = Field(
        "magnitude",
        description="Magnitude, or the complex values (complex64; in JSON a last axis of real and "
        "imaginary part; not as a picture).",
    )

    @model_validator(mode="after")
    def _complex_values_are_left_alone(self) -> Self:
        if self.statistics and self.part == "complex":
            raise Mismatch("statistics", self.statistics, "has no meaning for part=complex")
        return self


def fourier_tempogram(params: FourierTempogramParams, rate: int) -> Plan:
    """Fourier tempogram: the spectrum of the strength of onsets around each frame.

    Equal to `librosa.feature.fourier_tempogram`, or to its absolute value; the windows are centred.
    At most 600 s of sound, and 33,554,432 values.

    Parameters
    ----------
    params : FourierTempogramParams
        Step, window, part and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (win_length // 2 + 1, frames): tempo in BPM, time in s. There is a frame more than of
        onsets if `win_length` is even.

    References
    ----------
    Grosche, Mueller and Kurth (2010), *Proc. ICASSP*; `librosa.feature.fourier_tempogram`.
    """
    hop, bins = params.hop_length, params.win_length // 2 + 1
    chosen = handed(params, "hop_length", "win_length", "window")
    is_complex = params.part == "complex"

    def spectra(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        values: NDArray[Any] = librosa.feature.fourier_tempogram(y=samples, sr=rate, **chosen)
        return values if is_complex else np.abs(values)

    dtype = np.complex64 if is_complex else np.float32
    whole = Whole(
        "fourier_tempogram",
        rate,
        spectra,
        limits=lambda length: refuse_much(params.win_length, length, hop),
        dtype=dtype,
    )
    tempo = Axis("tempo", "BPM", Steps(bins, 60 * rate, over=hop * params.win_length))
    times = every(hop, rate, more=1 - params.win_length % 2)
    return params.summarised(lines(whole, times, tempo))


FEATURE = Feature(
    "fourier_tempogram",
    "Fourier tempogram",
    FourierTempogramParams,
    fourier_tempogram,
    "long_tail",
    (EACH,),
)
