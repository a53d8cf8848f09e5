"""Parameters of what is done to the wave before it is cut into frames."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.domain import Floats
from service.dsp import waves
from service.errors import BadParameter
from service.features._base import Keep
from service.parameters import Mismatch, NoneWord, Parameters, advanced

LONGEST = 1 << 30


class WaveParams(Parameters):
    """Scale, normalisation, length."""

    input_scale: float = advanced(
        1.0,
        "wave",
        "Multiplies the samples; 32768 gives the scale of 16-bit integers.",
        gt=0,
        le=1e6,
    )
    wave_norm: waves.WaveNorm | NoneWord = advanced(
        None,
        "wave",
        "Normalise each channel of the whole wave: without its mean; `standard`, also divided by "
        "the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or "
        "`rms`, divided by that.",
    )
    wave_norm_eps: float = advanced(
        1e-7, "wave", "Small number that guards the divisor of `wave_norm`.", ge=0, le=1
    )
    fit: waves.Fit | NoneWord = advanced(
        None,
        "wave",
        "Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`), with "
        "itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.",
    )
    fit_length: Annotated[int, Field(ge=1, le=LONGEST)] | NoneWord = advanced(
        None, "wave", "Length for `fit`, samples."
    )
    fit_step: Annotated[int, Field(ge=1, le=LONGEST)] | NoneWord = advanced(
        None,
        "wave",
        "With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples, "
        "that hold the wave, which is then never cut.",
    )
    dither: float = advanced(
        0.0,
        "wave",
        "Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.",
        ge=0,
        le=1e6,
    )
    seed: int = advanced(0, "wave", "Seed of `dither`.", ge=0, lt=2**32)

    @model_validator(mode="after")
    def _the_length_is_known(self) -> Self:
        if (self.fit is None) != (self.fit_length is None):
            detail = "is needed with fit" if self.fit else "has an effect only with fit"
            raise Mismatch("fit_length", self.fit_length, detail)
        if self.fit_step is not None and self.fit != "zeros":
            raise Mismatch("fit_step", self.fit_step, "has an effect only with fit=zeros")
        if self.seed and not self.dither:
            raise Mismatch("seed", self.seed, "has an effect only with dither")
        return self

    @model_validator(mode="after")
    def _the_divisor_is_used(self) -> Self:
        default = type(self).model_fields["wave_norm_eps"].default
        if self.wave_norm in {None, "mean"} and self.wave_norm_eps != default:
            raise Mismatch("wave_norm_eps", self.wave_norm_eps, "guards no divisor of wave_norm")
        return self

    def wave_length(self, length: int) -> int:
        """Tell the length that a wave of `length` samples gets."""
        if self.fit is None or self.fit_length is None:
            return length
        if self.fit == "cut":
            return min(length, self.fit_length)
        return waves.fitting(length, self.fit_length, self.fit_step)

    def prepared(self, samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        """Do to the wave what is asked for."""
        if self.input_scale != 1:
            samples = (block * self.input_scale for block in samples)
        if self.dither:
            samples = waves.dithered(samples, self.dither, self.seed)
        if self.wave_norm is not None:
            samples = waves.normalised(keep(samples), self.wave_norm, self.wave_norm_eps)
        if self.fit is not None and self.fit_length is not None:
            samples = waves.fitted(samples, self.fit, self.fit_length, self.fit_step)
        return samples


class EmphasisParams(WaveParams):
    """Pre-emphasis, on the wave or in each frame."""

    preemphasis: float = advanced(
        0.0, "wave", "a in x[n] - a x[n - 1], usually 0.97; 0 for none.", ge=0, le=1
    )
    preemphasis_on: Literal["wave", "wave_valid", "frame"] = advanced(
        "wave",
        "wave",
        "`wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each "
        "frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).",
    )

    @model_validator(mode="after")
    def _there_is_emphasis(self) -> Self:
        if self.preemphasis_on != "wave" and not self.preemphasis:
            raise Mismatch(
                "preemphasis_on", self.preemphasis_on, "has an effect only with preemphasis"
            )
        return self

    def wave_length(self, length: int) -> int:
        """Tell the length that a wave of `length` samples gets."""
        fitted = super().wave_length(length)
        if not self._drops_first:
            return fitted
        return max(0, fitted - 1)

    @property
    def _drops_first(self) -> bool:
        return bool(self.preemphasis) and self.preemphasis_on == "wave_valid"

    def prepared(self, samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
        """Do to the wave what is asked for."""
        samples = super().prepared(samples, keep)
        if self.preemphasis and self.preemphasis_on != "frame":
            emphasised = waves.emphasised(samples, self.preemphasis, whole=not self._drops_first)
            return _something(emphasised)
        return samples


def _something(blocks: Iterable[Floats]) -> Iterator[Floats]:
    """Give blocks on, and refuse the sound at their end if there was nothing in them."""
    length = 0
    for block in blocks:
        length += len(block)
        yield block
    if not length:
        limit = "drops the first sample of the sound, which has no other"
        raise BadParameter.of("preemphasis_on", "wave_valid", limit)
