"""Groups of parameters that several features share."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from service.domain import Axis, Floats
from service.dsp.decibels import level, related
from service.dsp.frames import Framing
from service.errors import BadParameter
from service.parameters import Mismatch, NoneWord, Parameters

Window = Literal[
    "hann",
    "hamming",
    "blackman",
    "blackmanharris",
    "bartlett",
    "bohman",
    "boxcar",
    "cosine",
    "flattop",
    "nuttall",
    "parzen",
    "triang",
]
PadMode = Literal["constant", "edge", "linear_ramp", "reflect", "symmetric"]


Hop = Annotated[int, Field(ge=1, le=1_048_576)]
HOP_MEANING = "Step from one frame to the next, samples."


class FrameParams(Parameters):
    """How the sound is cut into frames."""

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
    hop_length: Hop = Field(512, description=HOP_MEANING)
    window: Window = Field("hann", description="Window function, periodic.")
    center: bool = Field(
        default=True,
        description="Frame t is centred at sample t * `hop_length`, the sound being extended by "
        "`n_fft` // 2 at both ends; otherwise frame t begins there.",
    )
    pad_mode: PadMode = Field(
        "constant",
        description="How a centred sound is extended: with zeros, its edge value, a ramp to zero, "
        "its mirror image without (`reflect`) or with (`symmetric`) the edge sample.",
    )

    @model_validator(mode="after")
    def _frames_fit(self) -> Self:
        if self.win_length > self.n_fft:
            raise Mismatch("win_length", self.win_length, f"must be at most n_fft={self.n_fft}")
        if not self.center and self.pad_mode != "constant":
            raise Mismatch("pad_mode", self.pad_mode, "has an effect only with center=true")
        return self

    @property
    def framing(self) -> Framing:
        """The framing itself."""
        return Framing(
            self.n_fft, self.hop_length, self.win_length, self.window, self.center, self.pad_mode
        )

    def remarks(self, length: int) -> tuple[str, ...]:
        """Say what is odd about this framing of a sound of `length` samples.

        Raises
        ------
        BadParameter
            The sound is shorter than a frame that is not centred, or than the mirrored padding.
        """
        self._refuse_short(length)
        found = []
        if length < self.n_fft:
            found.append(
                f"the sound has {length} samples, less than one frame of n_fft={self.n_fft}: "
                "the rest of the frame is padding"
            )
        if self.hop_length > self.win_length:
            found.append(
                f"hop_length={self.hop_length} is longer than win_length={self.win_length}: "
                "samples between the frames are not looked at"
            )
        return tuple(found)

    def _refuse_short(self, length: int) -> None:
        padding = self.framing.padding
        if not self.center and length < self.n_fft:
            raise BadParameter.of(
                "n_fft", self.n_fft, f"with center=false a frame must fit in the {length} samples"
            )
        if self.pad_mode == "reflect" and length <= padding:
            raise BadParameter.of(
                "pad_mode",
                self.pad_mode,
                f"mirroring n_fft // 2 = {padding} samples needs more than the {length} there are",
            )


def time_axis(framing: Framing, length: int, rate: int) -> Axis:
    """Make the axis of frames, s from the beginning of the prepared sound."""
    return Axis("time", "s", framing.times(length, rate))


class DecibelParams(Parameters):
    """How a ratio becomes decibels."""

    ref: Annotated[float, Field(gt=0, le=1e30)] | Literal["max"] = Field(
        1.0, description="The value that is 0 dB, or `max` for the largest of the whole answer."
    )
    amin: Annotated[float, Field(ge=1e-37, le=1)] | NoneWord = Field(
        None,
        description="Values and `ref` below this count as this. `none`, the default, is librosa's: "
        "1e-5 for magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).",
    )
    top_db: Annotated[float, Field(ge=0, le=1e6)] | NoneWord = Field(
        80.0,
        description="Range below the largest value of the whole answer, dB; lower values are "
        "raised to it. `none` for no limit.",
    )

    def floor(self, exponent: float) -> float:
        """Give `amin` for a magnitude raised to `exponent`."""
        return 10.0 ** (-5 * exponent) if self.amin is None else self.amin

    def level(self, values: Floats, exponent: float) -> Floats:
        """Convert magnitudes raised to `exponent` to decibels, in place, value by value."""
        ref = 1.0 if self.ref == "max" else self.ref
        return level(values, exponent=exponent, ref=ref, amin=self.floor(exponent))

    def related(self, levels: Iterable[Floats]) -> Iterable[Floats]:
        """Relate decibels to the largest of the whole answer."""
        return related(levels, to_max=self.ref == "max", top_db=self.top_db)


class _Scale(Parameters):
    scale: Literal["linear", "db"] = Field("linear", description="Linear values, or decibels.")


class ScaleParams(DecibelParams, _Scale):
    """Linear values or decibels."""

    @model_validator(mode="after")
    def _decibels_are_meant(self) -> Self:
        for name, field in DecibelParams.model_fields.items():
            value = getattr(self, name)
            if self.scale == "linear" and value != field.default:
                raise Mismatch(name, value, "has an effect only with scale=db")
        return self

    def scaled(self, values: Floats, exponent: float) -> Floats:
        """Convert magnitudes raised to `exponent` to the scale asked for, in place."""
        return self.level(values, exponent) if self.scale == "db" else values

    def finished(self, values: Iterable[Floats]) -> Iterable[Floats]:
        """Relate what `scaled` gave to the largest of the whole answer, if it is decibels."""
        return self.related(values) if self.scale == "db" else values

    def unit(self) -> str:
        """Name the unit of the scale."""
        return "dB" if self.scale == "db" else "1"

    def resolved(self, exponent: float) -> dict[str, Any]:
        """Give what the exponent decides."""
        return {"amin": self.floor(exponent)} if self.scale == "db" else {}
