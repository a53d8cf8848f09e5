"""Compressed sound, decoded by libsndfile, which sees nothing that was not checked before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import soundfile

from service.domain import Floats
from service.errors import BadSound, CutShort
from service.sources._base import BLOCK_FRAMES, Recording
from service.sources._bytes import Spliced, opened

LOSSLESS = "FLAC"
DECODER_ERRORS = (RuntimeError, ValueError, AssertionError)


@dataclass(frozen=True, slots=True)
class Stream:
    """What is handed to the decoder, and what it must make of it.

    Attributes
    ----------
    name : str
        The kind of stream, for sentences.
    path : str or int
        The file.
    start, stop : int
        The part of the file that the decoder sees, bytes.
    rate : int
        Samples per second, Hz.
    channels : int
        Their number.
    head : bytes
        What the decoder sees before that part.
    zeros : int
        How many zeros it sees after that part.
    frames : int or None
        How many frames there must be, neither fewer nor more; 0 when nobody knows, None when the
        decoder knows from what was checked.
    seekable : int
        Up to which frame decoding from the middle gives the same samples as decoding from the
        beginning. libsndfile's Vorbis, Opus and MP3 never do: a part would differ from the whole.
    """

    name: str
    path: str | int
    start: int
    stop: int
    rate: int
    channels: int
    head: bytes = b""
    zeros: int = 0
    frames: int | None = None
    seekable: int = 0


def recording(stream: Stream) -> Recording:
    """Make a stream a recording.

    Parameters
    ----------
    stream : Stream
        What to decode.

    Returns
    -------
    Recording
        It is decoded when its blocks are asked for.
    """
    lossy = None if stream.name == LOSSLESS else stream.name
    return Recording(stream.rate, stream.channels, partial(_blocks, stream), lossy=lossy)


class _Sound(soundfile.SoundFile):  # type: ignore[misc]  # soundfile has no types
    """A sound file that is read onwards: a seek after each block fails where a header lies."""

    def seekable(self) -> bool:
        return False


def _blocks(stream: Stream, start: int, stop: int | None) -> Iterator[Floats]:
    with opened(stream.path) as whole:
        file = Spliced(stream.head, whole, stream.start, stream.stop, stream.zeros)
        with _sentences(stream, file), _Sound(file) as sound:
            if (sound.samplerate, sound.channels) != (stream.rate, stream.channels):
                raise BadSound(f"the {stream.name} stream is not what its header says")
            position = sound.seek(start) if 0 < start < stream.seekable else 0
            yield from part(_decoded(stream, sound, position), position, start, stop)


def part(blocks: Iterator[Floats], position: int, start: int, stop: int | None) -> Iterator[Floats]:
    """Pass over what comes before a frame, and leave at another.

    Parameters
    ----------
    blocks : iterator of ndarray
        Frames from number `position` on.
    position, start, stop : int
        Numbers of frames; `stop` may be None: to the end.

    Yields
    ------
    ndarray
        The frames from `start` up to `stop`.
    """
    for block in blocks:
        part = block[max(0, start - position) : None if stop is None else stop - position]
        position += len(block)
        if len(part):
            yield part
        if stop is not None and position >= stop:
            return


def _decoded(stream: Stream, sound: _Sound, position: int) -> Iterator[Floats]:
    """Decode to the end, and make sure that it is the end."""
    total = sound.frames if stream.frames is None else stream.frames
    while not total or position < total:
        count = min(BLOCK_FRAMES, total - position) if total else BLOCK_FRAMES
        block = sound.read(count, "float32", always_2d=True)
        if not len(block):
            break
        position += len(block)
        yield block
    if position < total:
        raise CutShort(
            f"the {stream.name} stream claims {total} samples per channel, but ends after "
            f"{position}"
        )
    if stream.frames and not stream.zeros:
        _refuse_more(stream, sound)


def _refuse_more(stream: Stream, sound: _Sound) -> None:
    """Make sure that no frame follows, nor anything else that the decoder takes for one."""
    try:
        more = len(sound.read(1))
    except DECODER_ERRORS:
        more = 1
    if more:
        raise BadSound(
            f"the {stream.name} stream goes on after the {stream.frames} samples it claims"
        )


@contextmanager
def _sentences(stream: Stream, file: Spliced) -> Iterator[None]:
    """Put the decoder's errors into our words."""
    try:
        yield
    except DECODER_ERRORS as error:
        if file.at_end:
            raise CutShort(f"the {stream.name} stream ends in the middle") from error
        reason = getattr(error, "error_string", "it contradicts itself")
        raise BadSound(f"the {stream.name} stream is broken: {reason}") from error
