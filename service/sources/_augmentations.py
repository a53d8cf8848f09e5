"""Parameters that make other sounds of one, as training wants them, in the order of their doing."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.dsp.noises import Color
from service.parameters import Mismatch, NoneWord, Parameters, advanced

DEPENDENT = {"time_shift": "time_shift_with", "noise": "noise_snr_db", "cut_out": "cut_outs"}
"""Parameters that have an effect only with another."""

MOST_CUT_OUTS = 8

MOST_COLOURED = 1 << 24
"""Samples over all channels: coloured noise is one Fourier transform, in memory as a whole."""


class Augmentations(Parameters):
    """Speed, shift, noise and gaps: other sounds made of one, for training.

    `speed` comes with the rate, before the other preparations; the others come after them, once for
    each of the sounds that `silence=split` or `segment` made. `pitch_shift` and `gain_db` are
    preparations. Chance is ``numpy.random.RandomState([augment_seed, i, p])``, whose stream never
    changes, with i the number of the sound, from 0. For `time_shift` p is 0, and ``randint(n)`` of
    n samples is drawn. For `cut_out` p is 1, and ``randint(n - length + 1)`` is drawn `cut_outs`
    times. For `noise` p is 2, and the number of the channel follows as a fourth.
    """

    speed: float = advanced(
        1.0,
        "augment",
        "Factor on the speed, by resampling: pitch and length change together, as with SoX's "
        "`speed`. `pitch_shift` changes the pitch alone.",
        ge=0.25,
        le=4,
    )
    time_shift: Annotated[float, Field(ge=-1e6, le=1e6)] | Literal["random"] = advanced(
        0.0,
        "augment",
        "Move the sound this much later, s; a negative number moves it earlier. `random`: by any "
        "number of samples, with `time_shift_with=roll`.",
    )
    time_shift_with: Literal["roll", "zeros"] = advanced(
        "roll",
        "augment",
        "What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.",
    )
    noise: Color | NoneWord = advanced(
        None,
        "augment",
        "Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1 "
        "for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that "
        f"is not white takes at most {MOST_COLOURED} samples over all channels.",
    )
    noise_snr_db: float = advanced(
        20.0,
        "augment",
        "Power of the sound over that of the noise, dB, both measured over all samples and "
        "channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.",
        ge=-60,
        le=120,
    )
    cut_out: Annotated[float, Field(gt=0, le=1e6)] | NoneWord = advanced(
        None,
        "augment",
        "Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.",
    )
    cut_outs: int = advanced(
        1,
        "augment",
        "Number of places for `cut_out`, which may overlap.",
        ge=1,
        le=MOST_CUT_OUTS,
    )
    augment_seed: int = advanced(
        0,
        "augment",
        "Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is "
        "in the receipt.",
        ge=0,
        lt=2**32,
    )

    @property
    def remade(self) -> bool:
        """Whether anything is done that needs the length of the sound."""
        return bool(self.time_shift) or self.noise is not None or self.cut_out is not None

    @model_validator(mode="after")
    def _each_is_used(self) -> Self:
        for name, dependent in DEPENDENT.items():
            if not getattr(self, name):
                self.refuse_idle(dependent, name)
        if self.time_shift != "random" and self.noise is None and self.cut_out is None:
            self.refuse_idle("augment_seed", "time_shift=random, noise or cut_out")
        if self.time_shift == "random" and self.time_shift_with == "zeros":
            raise Mismatch("time_shift_with", "zeros", "is not possible with time_shift=random")
        return self
