"""What features on the mel scale share: the bank's parameters, the bands, the warnings."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.domain import MAX_RATE, MIN_RATE, Axis, Floats
from service.dsp import mel
from service.dsp.spectra import Spectrum, banded, transform
from service.errors import BadParameter
from service.features._base import Advice, Keep
from service.features._parts import FrameParams, time_axis
from service.parameters import Mismatch, NoneWord, advanced

LISTED_FILTERS = 8
LONGEST_FFT = 65_536

Norm = Literal["slaney"] | NoneWord


class MelBankParams(FrameParams):
    """Frames, and the bank of mel filters over their spectrum."""

    power: float = Field(
        2.0, ge=0.01, le=4, description="Exponent of the magnitude before the filters: 2 is power."
    )
    n_mels: int = Field(128, ge=1, le=1024, description="Number of mel bands.")
    fmin: float = Field(0.0, ge=0, description="Lower edge of the lowest band, Hz, below `fmax`.")
    fmax: Annotated[float, Field(gt=0)] | NoneWord = Field(
        None,
        description="Upper edge of the highest band, Hz, at most half the sample rate. "
        "`none`, the default, is half the sample rate.",
    )
    htk: bool = Field(default=False, description="HTK's mel formula instead of Slaney's.")
    triangles: mel.Triangles = advanced(
        "hz",
        "bank",
        "Where filters are triangles: in Hz (librosa), in mel (Kaldi), in Hz with the slope of the "
        "rise on both sides (`left`, SpeechBrain), or between whole bins (`bins`, "
        "python_speech_features).",
    )
    bank_rate: Annotated[int, Field(ge=MIN_RATE, le=MAX_RATE)] | NoneWord = advanced(
        None,
        "bank",
        "Sample rate that the bank is computed for, Hz, whatever the sound has; `fmax` may then "
        "exceed half of it. `none`: the sound's.",
    )
    first_bin: int = advanced(
        0, "bank", "Frequency bins below this one have no weight.", ge=0, le=32_768
    )

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if self.fmax is not None and self.fmin >= self.fmax:
            raise Mismatch("fmin", self.fmin, f"must be below fmax={self.fmax:g}")
        return self

    @property
    def exponent(self) -> float:
        """Exponent of the magnitude before the filters."""
        return self.power

    def scaled(self, values: Floats, exponent: float) -> Floats:  # noqa: ARG002  # for those who have a scale
        """Leave bands of magnitudes raised to `exponent` as they are."""
        return values


class MelBank:
    """The mel bands of sounds of one sample rate.

    Parameters
    ----------
    params : MelBankParams
        Frames and bands.
    norm : {'slaney', None}
        How the triangles are scaled.
    rate : int
        Samples per second, Hz.

    Raises
    ------
    BadParameter
        The range exceeds half the sample rate.
    """

    def __init__(self, params: MelBankParams, norm: Literal["slaney"] | None, rate: int) -> None:
        self._params, self._rate = params, rate
        self._analysis, self._magnitude = params.analysis, params.magnitude(params.exponent)
        self.fmax = _upper_edge(params, rate)
        self._bands = mel.Bands(
            params.n_mels,
            params.fmin,
            self.fmax,
            params.htk,
            norm,
            params.triangles,
            params.first_bin,
        )
        self._bank_rate = params.bank_rate or rate
        self._filters = mel.bank(self._bank_rate, params.n_fft, self._bands)
        self.empty = tuple(map(int, mel.empty(self._filters)))
        self.frequency = Axis("frequency", "Hz", self._bands.corners[1:-1])

    def apply(
        self,
        samples: Iterable[Floats],
        keep: Keep,
        energy: Callable[[Spectrum, Floats], Floats] | None = None,
    ) -> Iterator[Floats]:
        """Compute the bands on their scale, shape (frames, n_mels) or with channels behind.

        Parameters
        ----------
        samples : iterable of ndarray
            Blocks of the sound.
        keep : Keep
            For a wave that is normalised.
        energy : callable, optional
            From spectra and frames, see `service.dsp.spectra.transform`, to one more row, shape
            (frames,).
        """
        params, filters, magnitude = self._params, self._filters, self._magnitude

        def rows(spectra: Spectrum, frames: Floats) -> Floats:
            more = [] if energy is None else [energy(spectra, frames)[np.newaxis]]
            bands = params.scaled(banded(spectra, filters, magnitude), params.exponent)
            return np.concatenate([bands, *more]) if more else bands

        return transform(params.prepared(samples, keep), self._analysis, rows)  # type: ignore[return-value]  # float32 in, float32 out

    def axes(self, row: Axis, length: int) -> tuple[Axis, ...]:
        """Give the axes of rows of a sound of `length` samples."""
        return row, time_axis(self._params, length, self._rate)

    def remarks(self, length: int) -> tuple[str, ...]:
        """Say what is odd about the frames and the bands of a sound of `length` samples.

        Raises
        ------
        BadParameter
            The sound is too short for frames or padding.
        """
        return self._params.remarks(length) + self._remarks()

    def advice(self) -> tuple[Advice, ...]:
        """Look for values that `remarks` would not complain about."""
        if not self.empty:
            return self._params.advice()
        n_fft = self._params.n_fft
        longer = mel.fewest_samples(self._bank_rate, n_fft, self._bands, LONGEST_FFT)
        fewer = mel.most_bands(self._bank_rate, n_fft, self._bands)
        found = []
        if longer is not None:
            reason = "the shortest fast transform that leaves no mel filter empty"
            found.append(Advice("n_fft", longer, reason))
        if fewer is not None:
            reason = f"the most bands of which none is empty with n_fft={n_fft}"
            found.append(Advice("n_mels", fewer, reason))
        return self._params.advice() + tuple(found)

    def _remarks(self) -> tuple[str, ...]:
        found = []
        if self._bank_rate != self._rate:
            found.append(
                f"the mel bank is that of bank_rate={self._bank_rate}, the sound has "
                f"{self._rate} Hz: a tone of 1000 Hz stands where the axis says "
                f"{1000 * self._bank_rate / self._rate:.0f} Hz"
            )
        if self.empty:
            found.append(_empty_filters(self.empty, self._params.n_mels))
        return tuple(found)


def _upper_edge(params: MelBankParams, rate: int) -> float:
    half = rate / 2
    if params.bank_rate is not None:
        return params.bank_rate / 2 if params.fmax is None else params.fmax
    for name, value in (("fmax", params.fmax), ("fmin", params.fmin)):
        if value is not None and value > half:
            raise BadParameter.of(name, value, f"must be at most half the sample rate, {half:g} Hz")
    if params.fmin == half:
        raise BadParameter.of(
            "fmin", params.fmin, f"must be below half the sample rate, {half:g} Hz"
        )
    return half if params.fmax is None else params.fmax


def _empty_filters(rows: tuple[int, ...], of: int) -> str:
    more = ", ..." if len(rows) > LISTED_FILTERS else ""
    listed = ", ".join(map(str, rows[:LISTED_FILTERS])) + more
    return (
        f"{len(rows)} of {of} mel filters are empty (rows {listed}): they lie "
        "between two frequency bins; fewer n_mels, a larger n_fft or a wider range avoids it"
    )
