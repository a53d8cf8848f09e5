"""What features on the mel scale share: the bank's parameters, the banded power, the warnings."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.domain import Axis, Floats
from service.dsp import mel
from service.dsp.spectra import banded, transform
from service.errors import BadParameter
from service.features._parts import FrameParams
from service.parameters import Mismatch, NoneWord

LISTED_FILTERS = 8

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

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if self.fmax is not None and self.fmin >= self.fmax:
            raise Mismatch("fmin", self.fmin, f"must be below fmax={self.fmax:g}")
        return self


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
        self._params, self._framing = params, params.framing
        self.fmax = _upper_edge(params, rate)
        scale = (params.n_mels, params.fmin, self.fmax)
        self._filters = mel.bank(rate, params.n_fft, *scale, htk=params.htk, norm=norm)
        self._empty = _empty_filters(self._filters)
        centres = mel.edges(*scale, htk=params.htk)[1:-1]
        self.frequency = Axis("frequency", "Hz", centres)

    def apply(
        self, samples: Iterable[Floats], scaled: Callable[[Floats, float], Floats]
    ) -> Iterator[Floats]:
        """Compute the bands, blocks of shape (frames, n_mels) or (frames, n_mels, channels).

        Parameters
        ----------
        samples : iterable of ndarray
            Blocks of the sound.
        scaled : callable
            What is done to bands, which it may overwrite, given the exponent of their magnitudes.
        """
        power = self._params.power
        return transform(  # type: ignore[return-value]  # float32 in, float32 out
            samples, self._framing, lambda s: scaled(banded(s, self._filters, power), power)
        )

    def remarks(self, length: int) -> tuple[str, ...]:
        """Say what is odd about the frames and the bands of a sound of `length` samples.

        Raises
        ------
        BadParameter
            The sound is too short for frames or padding.
        """
        return self._params.remarks(length) + self._empty


def _upper_edge(params: MelBankParams, rate: int) -> float:
    half = rate / 2
    for name, value in (("fmax", params.fmax), ("fmin", params.fmin)):
        if value is not None and value > half:
            raise BadParameter.of(name, value, f"must be at most half the sample rate, {half:g} Hz")
    if params.fmin == half:
        raise BadParameter.of(
            "fmin", params.fmin, f"must be below half the sample rate, {half:g} Hz"
        )
    return half if params.fmax is None else params.fmax


def _empty_filters(filters: mel.Bank) -> tuple[str, ...]:
    rows = mel.empty(filters)
    if not len(rows):
        return ()
    more = ", ..." if len(rows) > LISTED_FILTERS else ""
    listed = ", ".join(map(str, rows[:LISTED_FILTERS])) + more
    warning = (
        f"{len(rows)} of {filters.shape[0]} mel filters are empty (rows {listed}): they lie "
        "between two frequency bins; fewer n_mels, a larger n_fft or a wider range avoids it"
    )
    return (warning,)
