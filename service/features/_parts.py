"""Groups of parameters that several features share."""

import math
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.domain import Axis, Floats
from service.dsp import decibels, frames
from service.dsp.frames import Framing
from service.dsp.spectra import Analysis, Magnitude
from service.errors import BadParameter
from service.features._base import Advice, Frames
from service.features._wave import EmphasisParams
from service.parameters import Mismatch, NoneWord, Parameters, advanced

ScipyWindow = Literal[
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
Window = Literal[ScipyWindow, "povey"]
PadMode = Literal["constant", "edge", "linear_ramp", "reflect", "symmetric"]


LEAST_WEIGHT = 0.499
"""Of an event between two frames: half, but for the window's rounding."""

Hop = Annotated[int, Field(ge=1, le=1_048_576)]
HOP_MEANING = "Step from one frame to the next, samples."


class FrameParams(EmphasisParams):
    """How the sound is cut into frames, and what precedes their transform."""

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
    window: Window = Field(
        "hann", description="Window function; `povey` is Kaldi's, Hann's to the power of 0.85."
    )
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
    periodic: bool = advanced(
        default=True, group="frames", description="A periodic window; otherwise a symmetric one."
    )
    window_place: Literal["center", "left"] = advanced(
        "center",
        "frames",
        "`center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has "
        "`win_length` samples, and zeros follow up to `n_fft` (Kaldi).",
    )
    padding: Literal["none", "hop", "round", "whole"] = advanced(
        "none",
        "frames",
        "With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2 "
        "at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false, "
        "with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.",
    )
    drop_last: int = advanced(
        0,
        "frames",
        "So many samples at the end of the extended sound make no frame.",
        ge=0,
        le=65_536,
    )
    remove_dc: bool = advanced(
        default=False, group="frames", description="Subtract each frame's mean."
    )
    fft_norm: Literal["backward", "ortho", "forward"] = advanced(
        "backward",
        "frames",
        "Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.",
    )
    magnitude_eps: float = advanced(
        0.0, "frames", "Magnitude is sqrt(re^2 + im^2 + this number).", ge=0, le=1
    )
    component: Literal["magnitude", "real"] = advanced(
        "magnitude", "frames", "`real`: the absolute value of the real part is the magnitude."
    )

    @model_validator(mode="after")
    def _frames_fit(self) -> Self:
        if self.win_length > self.n_fft:
            raise Mismatch("win_length", self.win_length, f"must be at most n_fft={self.n_fft}")
        if not self.center and self.padding == "none" and self.pad_mode != "constant":
            raise Mismatch(
                "pad_mode", self.pad_mode, "has an effect only with center=true or with padding"
            )
        return self

    @model_validator(mode="after")
    def _padding_fits(self) -> Self:
        if self.center and self.padding != "none":
            raise Mismatch("padding", self.padding, "has an effect only with center=false")
        if self.center and self.window_place == "left":
            raise Mismatch("window_place", "left", "is possible only with center=false")
        if self.padding == "hop" and self.hop_length > self.n_fft:
            limit = f"with padding=hop it is at most n_fft={self.n_fft}"
            raise Mismatch("hop_length", self.hop_length, limit)
        if self.padding == "round" and 2 * self.hop_length > self.frame_length:
            limit = f"with padding=round it is at most half a frame of {self.frame_length}"
            raise Mismatch("hop_length", self.hop_length, limit)
        if self.padding == "whole" and self.pad_mode != "constant":
            raise Mismatch("pad_mode", self.pad_mode, "has no effect with padding=whole")
        return self

    @model_validator(mode="after")
    def _the_magnitude_is_one(self) -> Self:
        if self.component == "real" and self.magnitude_eps:
            raise Mismatch("magnitude_eps", self.magnitude_eps, "has no effect with component=real")
        return self

    @property
    def frame_length(self) -> int:
        """Length of a frame, samples."""
        return self.win_length if self.window_place == "left" else self.n_fft

    @property
    def framing(self) -> Framing:
        """The framing itself."""
        padding = "center" if self.center else self.padding
        return Framing(
            self.n_fft, self.hop_length, self.frame_length, padding, self.pad_mode, self.drop_last
        )

    @property
    def analysis(self) -> Analysis:
        """How a frame becomes a spectrum."""
        inside = self.preemphasis if self.preemphasis_on == "frame" else 0.0
        return Analysis(
            self.framing,
            self.window,
            self.win_length,
            self.periodic,
            self.remove_dc,
            inside,
            self.fft_norm,
        )

    def magnitude(self, exponent: float) -> Magnitude:
        """What of a spectrum is meant by its magnitude raised to `exponent`."""
        return Magnitude(exponent, self.component, self.magnitude_eps)

    def frame_count(self, length: int) -> int:
        """Count the frames of a sound of `length` samples."""
        return self.framing.count(self.wave_length(length))

    def remarks(self, length: int) -> tuple[str, ...]:
        """Say what is odd about this framing of a sound of `length` samples.

        Raises
        ------
        BadParameter
            The sound is shorter than a frame that is not centred, or than the mirrored padding.
        """
        length = self.wave_length(length)
        self._refuse_short(length)
        found = []
        if length < self.frame_length:
            found.append(
                f"the sound has {length} samples, less than one frame of {self._frame_words}: "
                "the rest of the frame is padding"
            )
        if self.hop_length > self.win_length:
            found.append(
                f"hop_length={self.hop_length} is longer than win_length={self.win_length}: "
                "samples between the frames are not looked at"
            )
        elif self._weight_between < LEAST_WEIGHT:
            found.append(
                f"hop_length={self.hop_length} is long for win_length={self.win_length}: an event "
                f"midway between two frames has {100 * self._weight_between:.0f} % of its weight, "
                "and what changes from frame to frame is aliased"
            )
        factor = frames.largest_factor(self.n_fft)
        if factor > frames.LARGEST_FACTOR:
            found.append(
                f"n_fft={self.n_fft} has the prime factor {factor}: its transform takes several "
                f"times as long as that of {frames.fast_length(self.n_fft)}"
            )
        return tuple(found)

    def framed(self, length: int) -> Frames:
        """Tell the transforms that a sound of `length` samples needs."""
        bandwidth = frames.noise_bandwidth(self._window_alone)
        counts = self.frame_count(length), self.n_fft, self.win_length, self.hop_length
        return Frames(*counts, bandwidth)

    def advice(self) -> tuple[Advice, ...]:
        """Look for values that `remarks` would not complain about."""
        found = []
        overlapping = self._overlapping_hop
        if self.hop_length > overlapping:
            reason = "the longest step at which no event loses half of its weight"
            found.append(Advice("hop_length", overlapping, reason))
        if frames.largest_factor(self.n_fft) > frames.LARGEST_FACTOR:
            reason = f"the next fast length; win_length={self.win_length} keeps the window"
            found.append(Advice("n_fft", frames.fast_length(self.n_fft), reason))
        return tuple(found)

    @property
    def _window_alone(self) -> Floats:
        length = self.win_length
        return frames.window(self.window, length, length, periodic=self.periodic)

    @property
    def _weight_between(self) -> float:
        """Weight of the sample midway between two frames, in parts of the largest."""
        shape = self._window_alone
        return float(shape[(self.win_length - self.hop_length) // 2] / shape.max())

    @property
    def _overlapping_hop(self) -> int:
        """Longest step that `remarks` would not call long, samples, at least 1."""
        shape = self._window_alone
        rising = shape[: max(1, self.win_length // 2)] / shape.max()
        first = int(np.argmax(rising >= LEAST_WEIGHT))
        return max(1, self.win_length - 2 * first)

    @property
    def _frame_words(self) -> str:
        name = "win_length" if self.window_place == "left" else "n_fft"
        return f"{name}={self.frame_length}"

    def _why_no_frame(self, length: int) -> str:
        if self.padding == "round":
            half = self.hop_length - self.hop_length // 2
            return f"with padding=round a frame needs {half} samples; the sound has {length}"
        cut = f" less drop_last={self.drop_last}" if self.drop_last else ""
        return f"with center=false a frame must fit in the {length} samples{cut}"

    def _refuse_short(self, length: int) -> None:
        framing = self.framing
        if framing.count(length) < 1:
            name, value = self._frame_words.split("=")
            raise BadParameter.of(name, int(value), self._why_no_frame(length))
        if framing.before and self.pad_mode == "reflect" and length <= framing.before:
            name = "n_fft // 2" if self.center else "(n_fft - hop_length) // 2"
            raise BadParameter.of(
                "pad_mode",
                self.pad_mode,
                f"mirroring {name} = {framing.before} samples needs more than the {length} there "
                "are",
            )


def time_axis(params: FrameParams, length: int, rate: int) -> Axis:
    """Make the axis of frames, s from the beginning of the prepared sound."""
    return Axis("time", "s", params.framing.times(params.wave_length(length), rate))


class DecibelParams(Parameters):
    """How a ratio becomes decibels."""

    ref: Annotated[float, Field(gt=0, le=1e30)] | decibels.Extreme = Field(
        1.0,
        description="The value that is 0 dB, or `max` or `min` for the largest or smallest of the "
        "whole answer.",
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
    top_db_scope: Literal["answer", "channel"] = advanced(
        "answer",
        "scale",
        "Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.",
    )
    guard: decibels.Guard = advanced(
        "max",
        "scale",
        "With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for "
        "zeros only.",
    )
    log_range: Annotated[float, Field(ge=0, le=1e6)] | NoneWord = advanced(
        None,
        "scale",
        "With `scale=log` or `log10`: values more than this number below the largest are raised to "
        "there.",
    )

    SCALES: ClassVar[Mapping[str, frozenset[str]]] = {
        "linear": frozenset(),
        "db": frozenset({"ref", "amin", "top_db", "top_db_scope"}),
        "log": frozenset({"amin", "guard", "log_range", "top_db_scope"}),
        "log10": frozenset({"amin", "guard", "log_range", "top_db_scope"}),
    }

    @property
    def kind(self) -> str:
        """Name of the scale."""
        return str(getattr(self, "scale"))  # noqa: B009  # a field of those who inherit

    @model_validator(mode="after")
    def _the_scale_has_it(self) -> Self:
        for name, field in DecibelParams.model_fields.items():
            value = getattr(self, name)
            if name not in self.SCALES[self.kind] and value != field.default:
                scales = [scale for scale, names in self.SCALES.items() if name in names]
                raise Mismatch(name, value, f"has an effect only with scale={' or '.join(scales)}")
        return self

    def floor(self, exponent: float) -> float:
        """Give `amin` for a magnitude raised to `exponent`."""
        return 10.0 ** (-5 * exponent) if self.amin is None else self.amin

    def scaled(self, values: Floats, exponent: float) -> Floats:
        """Convert magnitudes raised to `exponent` to the scale asked for, in place."""
        if self.kind == "linear":
            return values
        if self.kind == "db":
            ref = 1.0 if isinstance(self.ref, str) else self.ref
            return decibels.level(values, exponent=exponent, ref=ref, amin=self.floor(exponent))
        base = math.e if self.kind == "log" else 10.0
        return decibels.logarithm(values, base=base, guard=self.guard, amin=self.floor(exponent))

    def related(self, values: Iterable[Floats]) -> Iterable[Floats]:
        """Relate what `scaled` gave to its extremes, where the scale asks for it."""
        if self.kind == "linear":
            return values
        return decibels.related(
            values,
            zero=self.ref if isinstance(self.ref, str) else None,
            depth=self.top_db if self.kind == "db" else self.log_range,
            each_channel=self.top_db_scope == "channel",
        )

    def unit(self) -> str:
        """Name the unit of the scale."""
        return "dB" if self.kind == "db" else "1"

    def resolved(self, exponent: float) -> dict[str, Any]:
        """Give what the exponent decides."""
        return {} if self.kind == "linear" else {"amin": self.floor(exponent)}


class ScaleParams(DecibelParams):
    """Linear values, decibels or logarithms."""

    scale: Literal["linear", "db", "log", "log10"] = Field(
        "linear", description="Linear values, decibels, natural or decimal logarithms."
    )
