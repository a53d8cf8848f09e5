"""The tone spec: what `application/json` bodies say."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue
from typing_extensions import TypeAliasType

from service.domain import MAX_RATE, MIN_RATE
from service.parameters import Parameters
from service.sources._noises import Impulse, Noise, Silence
from service.sources._tone import Part, Samples, Tone, Whole
from service.sources._waves import Chirp, RandomTones, Sawtooth, Sine, Square, Triangle

CHORD: list[JsonValue] = [{"type": "sine", "frequency": f} for f in (3529, 6636, 2441)]
THEN: list[JsonValue] = [{"type": "sine", "frequency": f} for f in (500, 1000)]


class _Group(Part):
    of: list["Sound"] = Field(
        min_length=1, description="The parts, at least one; each may be a mix or sequence itself."
    )

    @property
    def depth(self) -> int:
        """One more than the deepest part."""
        return 1 + max(part.depth for part in self.of)

    def tones(self, path: str) -> Iterator[tuple[str, Tone]]:
        """List the tones of all parts."""
        for number, part in enumerate(self.of):
            yield from part.tones(f"{path}.of.{number}")


class Mix(_Group):
    """Sounds at the same time: the sum of the parts, not normalised; shorter ones end earlier."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"type": "mix", "of": CHORD}]})

    type: Literal["mix"]

    def length(self, rate: int) -> int:
        """Give the length of the longest part."""
        return max(part.length(rate) for part in self.of)

    def add_to(self, out: Samples, rate: int) -> None:
        """Add every part from the beginning."""
        for part in self.of:
            part.add_to(out[: part.length(rate)], rate)


class Sequence(_Group):
    """Sounds one after the other."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"type": "sequence", "of": THEN}]})

    type: Literal["sequence"]

    def length(self, rate: int) -> int:
        """Add up the lengths of the parts."""
        return sum(part.length(rate) for part in self.of)

    def add_to(self, out: Samples, rate: int) -> None:
        """Add every part where the one before it ends."""
        start = 0
        for part in self.of:
            stop = start + part.length(rate)
            part.add_to(out[start:stop], rate)
            start = stop


Sound = TypeAliasType(
    "Sound",
    Annotated[
        Sine
        | Square
        | Sawtooth
        | Triangle
        | Chirp
        | Noise
        | Silence
        | Impulse
        | RandomTones
        | Mix
        | Sequence,
        Field(discriminator="type"),
    ],
)
"""Every kind of sound. `TypeAliasType` gives the union its own place in the OpenAPI document."""


class ToneSpec(Parameters):
    """A sound to be synthesised; one channel."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "examples": [
                {"sound": {"type": "sine", "frequency": 440}},
                {"sample_rate": 16000, "sound": {"type": "mix", "of": CHORD}},
                {"sample_rate": 16000, "sound": {"type": "sequence", "of": THEN}},
            ]
        },
    )

    sample_rate: Whole = Field(
        16000, ge=MIN_RATE, le=MAX_RATE, description="Samples per second, Hz, 1000 to 384000."
    )
    sound: Sound = Field(description="A tone, or a `mix` or `sequence` of sounds.")


NAMES = frozenset().union(
    *(kind.model_fields for kind in (ToneSpec, Sine, Impulse, Noise, Chirp, RandomTones, Mix))
)
"""Every name that stands somewhere in a tone spec."""
