"""Frames of samples that are not transformed."""

from pydantic import Field

from service.domain import Axis
from service.dsp.frames import Framing, Padding
from service.errors import BadParameter
from service.features._parts import HOP_MEANING, Hop
from service.features._statistics import StatisticsParams
from service.features._wave import WaveParams


class SpanParams(StatisticsParams, WaveParams):
    """How the sound is cut into frames of plain samples."""

    frame_length: int = Field(2048, ge=1, le=65_536, description="Length of a frame, samples.")
    hop_length: Hop = Field(512, description=HOP_MEANING)
    center: bool = Field(
        default=True,
        description="Frame t is centred at sample t * `hop_length`, the sound being extended by "
        "`frame_length` // 2 at both ends; otherwise frame t begins there.",
    )

    @property
    def extension(self) -> str:
        """How the sound is extended, see `numpy.pad`."""
        return "edge"

    @property
    def framing(self) -> Framing:
        """The framing itself."""
        padding: Padding = "center" if self.center else "none"
        return Framing(
            self.frame_length, self.hop_length, self.frame_length, padding, self.extension
        )

    def time(self, length: int, rate: int) -> Axis:
        """Make the axis of frames, s from the beginning of the prepared sound."""
        return Axis("time", "s", self.framing.times(self.wave_length(length), rate))

    def remarks(self, length: int) -> tuple[str, ...]:
        """Say what is odd about this framing of a sound of `length` samples.

        Raises
        ------
        BadParameter
            The sound is shorter than a frame that is not centred, or than the mirrored padding.
        """
        length, framing = self.wave_length(length), self.framing
        if framing.count(length) < 1:
            limit = f"with center=false a frame must fit in the {length} samples"
            raise BadParameter.of("frame_length", self.frame_length, limit)
        if self.extension == "reflect" and length <= framing.before:
            limit = f"mirroring frame_length // 2 = {framing.before} samples needs more than the "
            raise BadParameter.of("pad_mode", "reflect", f"{limit}{length} there are")
        if length >= self.frame_length:
            return ()
        warning = (
            f"the sound has {length} samples, less than one frame of "
            f"frame_length={self.frame_length}: the rest of the frame is padding"
        )
        return (warning,)
