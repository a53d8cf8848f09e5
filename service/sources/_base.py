"""What a source is, and the parameters that every source obeys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from service.domain import MAX_RATE, MIN_RATE, Floats
from service.parameters import NoneWord
from service.sources._augmentations import Augmentations
from service.sources._preparations import Preparations

MAX_CHANNELS = 8

BLOCK_FRAMES = 131_072
"""Frames that a source delivers at a time."""

Kind = Literal["file", "npy", "l16", "tones"]

HEAD_BYTES = 64


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes that a caller sent, and what they claim to be: plain data.

    Attributes
    ----------
    path : str or int
        A file with the bytes, or an open descriptor of one.
    kind : {'file', 'npy', 'l16', 'tones'}
        A sound file of any container, an array of samples, big-endian 16-bit samples, or a tone
        spec in JSON.
    rate, channels : int
        What the media type says of ``l16``; Hz and a count.
    content : bytearray or None
        In the service, which reads no sound: the bytes themselves, if they are in no file yet.
        `path` is then none.
    """

    path: str | int
    kind: Kind
    rate: int = 0
    channels: int = 1
    content: bytearray | None = None


def kind_of(head: bytes) -> Kind:
    """Tell an array of samples and a tone spec from a sound file, by its first `HEAD_BYTES`."""
    if head.startswith(b"\x93NUMPY"):
        return "npy"
    return "tones" if head.lstrip().startswith(b"{") else "file"


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound as its source delivers it, before any preparation.

    Attributes
    ----------
    rate : int
        Samples per second, Hz.
    channels : int
        Number of channels.
    blocks : callable
        ``blocks(start, stop)`` yields the frames from number `start` up to `stop` (None: to the
        end) as float32 arrays of shape (frames, channels), full scale [-1, 1], each of at most
        `BLOCK_FRAMES` frames. It raises `CutShort` where the source ends before its own header
        says, and `BadSound` where it is broken.
    warnings : tuple of str
        What the caller should know.
    lossy : str or None
        The coding that lost something of the sound, e.g. ``"MP3"``.
    """

    rate: int
    channels: int
    blocks: Callable[[int, int | None], Iterator[Floats]]
    warnings: tuple[str, ...] = ()
    lossy: str | None = None


class SourceParams(Augmentations, Preparations):
    """Which part of the sound is used, at which rate, and what is done to it."""

    sample_rate: Annotated[int, Field(ge=MIN_RATE, le=MAX_RATE)] | NoneWord = Field(
        None,
        description="Resample to this rate, Hz. `none`, the default, keeps the recording's own. "
        "For `application/x-npy` it says the rate of the samples and is required.",
    )
    channel: Literal["mean", "first", "each"] | Annotated[int, Field(ge=0, lt=MAX_CHANNELS)] = (
        Field(
            "mean",
            description="Mean of the channels, the first, each of them (adds a leading axis), or "
            "one by its number from 0.",
        )
    )
    offset: float = Field(0.0, ge=0, le=1e6, description="Skip this much at the beginning, s.")
    duration: Annotated[float, Field(gt=0, le=1e6)] | NoneWord = Field(
        None, description="Use at most this much from `offset` on, s. `none`: to the end."
    )
