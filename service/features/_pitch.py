"""What `yin` and `pyin` share: frames, and the range of the fundamental frequency."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from service.dsp.frames import Framing
from service.errors import BadParameter
from service.features._librosa import given, handed, refuse_cells
from service.features._parts import HOP_MEANING, Hop, PadMode
from service.features._statistics import StatisticsParams
from service.parameters import Mismatch, NoneWord

C2, C7 = 440 * 2 ** (-33 / 12), 440 * 2 ** (27 / 12)


class PitchParams(StatisticsParams):
    """Range of the fundamental frequency, and frames of plain samples."""

    fmin: float = Field(
        C2,
        gt=0,
        le=192_000,
        description="Lowest fundamental frequency, Hz: more than the sample rate divided by "
        "`frame_length` - 1. librosa has no default; this one is the note C2.",
    )
    fmax: Annotated[float, Field(gt=0, le=192_000)] | NoneWord = Field(
        None,
        description="Highest fundamental frequency, Hz, at most half the sample rate. librosa has "
        "no default; `none`, this one, is the note C7, 2093 Hz, or half the sample rate if that "
        "is less.",
    )
    frame_length: int = Field(2048, ge=4, le=65_536, description="Length of a frame, samples.")
    hop_length: Hop = Field(
        default_factory=lambda given: max(1, given["frame_length"] // 4),
        description=f"{HOP_MEANING} Default: `frame_length` // 4.",
    )
    center: bool = Field(
        default=True,
        description="Frame t is centred at sample t * `hop_length`, the sound being extended by "
        "`frame_length` // 2 at both ends; otherwise frame t begins there.",
    )
    pad_mode: PadMode = Field(
        "constant",
        description="How the sound is extended: with zeros, its edge value, a ramp to zero, "
        "its mirror image without (`reflect`) or with (`symmetric`) the edge sample.",
    )

    @model_validator(mode="after")
    def _there_is_padding(self) -> Self:
        if not self.center and self.pad_mode != "constant":
            raise Mismatch("pad_mode", self.pad_mode, "has an effect only with center=true")
        return self

    @property
    def framing(self) -> Framing:
        """The framing itself."""
        padding = "center" if self.center else "none"
        size = self.frame_length
        return Framing(size, self.hop_length, size, padding, self.pad_mode)  # type: ignore[arg-type]  # one of two words

    def top(self, rate: int) -> float:
        """Give the highest frequency, Hz."""
        return min(C7, rate / 2) if self.fmax is None else self.fmax

    def handed(self, rate: int, *names: str) -> dict[str, Any]:
        """Give range and frames, and parameters of these names, as librosa has them."""
        return handed(self, *PITCH_GIVEN, *names) | {"fmax": self.top(rate)}

    def refuse_range(self, rate: int) -> None:
        """Refuse frequencies that the sample rate or the frames cannot hold.

        Raises
        ------
        BadParameter
            They cannot.
        """
        top = self.top(rate)
        if top > rate / 2:
            limit = f"must be at most half the sample rate, {rate / 2:g} Hz"
            raise BadParameter.of("fmax", self.fmax, limit)
        if self.fmin >= top:
            raise BadParameter.of("fmin", self.fmin, f"must be below fmax={top:g}")
        least = rate / (self.frame_length - 1)
        if self.fmin <= least:
            raise BadParameter.of(
                "fmin",
                self.fmin,
                f"must be more than {least:g} Hz, the sample rate divided by frame_length - 1 "
                f"with frame_length={self.frame_length}: a higher fmin, a longer frame_length or a "
                "lower sample_rate",
            )

    def refuse_frames(self, length: int) -> None:
        """Refuse a sound of `length` samples that has no frames, or too many.

        Raises
        ------
        BadParameter
            It is shorter than a frame that is not centred.
        TooLarge
            The frames would take too much memory.
        """
        frames = self.framing.count(length)
        if frames < 1:
            limit = f"with center=false a frame must fit in the {length} samples"
            raise BadParameter.of("frame_length", self.frame_length, limit)
        cure = "a longer hop_length, or a lower sample_rate"
        refuse_cells(self.frame_length, frames, "hop_length", self.hop_length, cure)

    def remarks(self, rate: int) -> tuple[str, ...]:
        """Say what is odd about the frames."""
        if rate / self.fmin < self.frame_length // 2:
            return ()
        warning = (
            f"fewer than two periods of fmin={self.fmin:g} Hz fit into "
            f"frame_length={self.frame_length}: low frequencies may be wrong"
        )
        return (warning,)


PITCH_GIVEN = given(PitchParams, StatisticsParams)
