"""Sound that FFmpeg decodes, through PyAV: the optional extra `ffmpeg`.

FFmpeg gets one demuxer and decoders by name, one thread, no parsers, no protocols: it reads the
caller's bytes through a Python file, and whatever else it could open stays shut.
"""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from pkgutil import walk_packages
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Literal

import numpy as np

from service.blocks import with_last
from service.domain import Floats
from service.errors import BadSound, CutShort, Unsupported
from service.sources._base import BLOCK_FRAMES, Recording
from service.sources._bytes import Spliced, opened, size_of
from service.sources._stream import part

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

EXTRA = "pip install 'sonograph[ffmpeg]'"
LOSSLESS = "ALAC"

DECODERS = MappingProxyType({"AAC": "aac", "ALAC": "alac", "Opus": "libopus", "Vorbis": "vorbis"})
"""Codecs, and the one decoder of FFmpeg that reads each."""

STRICT = MappingProxyType({"err_detect": "explode", "request_sample_fmt": "flt"})

OPTIONS = MappingProxyType(
    {
        "codec_whitelist": ",".join(DECODERS.values()),
        "protocol_whitelist": "",
        "fflags": "noparse+nofillin",
        "max_streams": "32",
        "probesize": "65536",
    }
)
"""What holds while FFmpeg looks at a container."""

MICROSECONDS = 1_000_000
ROUNDING = Fraction(1, 1000)
"""The step of Matroska's times, s."""

FULL_SCALE = MappingProxyType({"s16": 2.0**15, "s32": 2.0**31, "flt": 1.0})


@dataclass(frozen=True, slots=True)
class Container:
    """What FFmpeg may find in a kind of file.

    Attributes
    ----------
    name : str
        For "the body is ...".
    demuxer : str
        FFmpeg's.
    codecs : mapping of str to str
        Codecs by FFmpeg's names, in the words of `DECODERS`.
    claims : {'samples', 'time', 'nothing'}
        How long a track says that it is: to the sample, and the reader cuts what an encoder added
        to the last packet; or to about a packet; or not at all.
    """

    name: str
    demuxer: str
    codecs: Mapping[str, str]
    claims: Literal["samples", "time", "nothing"]


@dataclass(frozen=True, slots=True)
class _Sound:
    """What is decoded, from which file, and what each of its frames must be like."""

    container: Container
    path: str | int
    codec: str
    rate: int = 0
    channels: int = 0


@cache
def loaded() -> ModuleType | None:
    """Give PyAV, or None where the extra is not installed; imported no sooner than here."""
    with suppress(ImportError):
        import av  # noqa: PLC0415  # 75 MB of libraries, which the service itself never needs

        for module in walk_packages(av.__path__, "av."):  # it imports half of itself when needed
            if not module.name.endswith("__main__"):
                import_module(module.name)
        for decoder in DECODERS.values():
            av.CodecContext.create(decoder, "r")
        return av
    return None


def recording(container: Container, path: str | int) -> Recording:
    """Find the one sound track of a file.

    Parameters
    ----------
    container : Container
        What the file is.
    path : str or int
        The file, whose outer structure has been checked.

    Returns
    -------
    Recording
        Rate and channels are those of the first samples that are decoded. The blocks begin where
        the container says that the sound begins (edit list, codec delay) and are decoded from
        there even for a late start, since a lossy packet depends on those before it.

    Raises
    ------
    Unsupported
        PyAV is not installed, or there is another codec, no sound track or more than one.
    BadSound
        Nothing can be decoded.
    """
    if not loaded():
        raise Unsupported(
            f"the body is {container.name}; this service reads it only with the extra 'ffmpeg': "
            f"{EXTRA}"
        )
    sound = _Sound(container, path, "")
    with _tracked(sound) as (inside, track):
        sound = _Sound(container, path, _codec(container, track))
        first = next(_frames(sound, inside, track), None)
        if first is None:
            raise BadSound(f"the {sound.codec} track has no samples")
    sound = _Sound(container, path, sound.codec, first.sample_rate, first.layout.nb_channels)
    lossy = None if sound.codec == LOSSLESS else sound.codec
    return Recording(sound.rate, sound.channels, partial(_blocks, sound), lossy=lossy)


@contextmanager
def _tracked(sound: _Sound) -> "Iterator[tuple[InputContainer, AudioStream]]":
    """Open the container; what FFmpeg says against it is put into our words."""
    av = loaded()
    assert av  # noqa: S101  # nobody comes here without it
    with opened(sound.path) as whole:
        file = Spliced(b"", whole, 0, size_of(whole))
        try:
            with av.open(file, format=sound.container.demuxer, options=dict(OPTIONS)) as inside:
                yield inside, _track(sound.container, inside)
        except av.FFmpegError as error:
            if error.errno == errno.ENOMEM:
                raise MemoryError from error
            what = f"{sound.codec} track" if sound.codec else "file's header"
            raise BadSound(f"the {what} is broken: {error.strerror}") from error


def _track(container: Container, inside: "InputContainer") -> "AudioStream":
    """Give the only sound track, and have pictures and all else passed over."""
    from av.stream import Discard  # noqa: PLC0415  # see loaded()

    tracks = inside.streams.audio
    if not tracks:
        raise Unsupported(f"the body is {container.name} without a sound track")
    if len(tracks) > 1:
        raise Unsupported(
            f"the body is {container.name} with {len(tracks)} sound tracks; this service reads one"
        )
    for stream in inside.streams:
        if stream is not tracks[0]:
            stream.discard = Discard.all
    return tracks[0]


def _codec(container: Container, track: "AudioStream") -> str:
    known = getattr(track.codec_context, "codec", None)  # a codec without decoder has no context
    name = known.canonical_name if known else "an unknown codec"
    if name not in container.codecs:
        raise Unsupported(
            f"the body is {container.name} with {name}; this service reads it with "
            f"{', '.join(container.codecs.values())}"
        )
    return container.codecs[name]


def _blocks(sound: _Sound, start: int, stop: int | None) -> Iterator[Floats]:
    with _tracked(sound) as (inside, track):
        yield from part(_gathered(_whole(sound, inside, track)), 0, start, stop)


def _gathered(pieces: Iterator[Floats]) -> Iterator[Floats]:
    """Join packets, of which each is short, and cut what is longer than a block."""
    kept: list[Floats] = []
    for piece, last in with_last(pieces):
        kept.append(piece)
        if last or sum(map(len, kept)) >= BLOCK_FRAMES:
            joined = np.concatenate(kept)
            yield from (
                joined[at : at + BLOCK_FRAMES] for at in range(0, len(joined), BLOCK_FRAMES)
            )
            kept = []


def _whole(sound: _Sound, inside: "InputContainer", track: "AudioStream") -> Iterator[Floats]:
    """Decode to the end, and make sure that it is the end that the container claims."""
    frames = _frames(sound, inside, track)
    if sound.container.claims == "samples":
        yield from _trimmed(sound, track, map(partial(_samples, sound), frames))
        return
    reached = longest = Fraction(0)
    for frame in frames:
        yield _samples(sound, frame)
        reached = (frame.pts or 0) * (track.time_base or Fraction(0))
        longest = max(longest, Fraction(frame.samples, sound.rate))
    if sound.container.claims == "time":
        _refuse_early_end(sound, reached + longest, _lasting(inside))


def _trimmed(sound: _Sound, track: "AudioStream", pieces: Iterator[Floats]) -> Iterator[Floats]:
    """Cut the last packet where the track ends by its own words."""
    count = 0
    for piece, last in with_last(pieces):
        count += len(piece)
        claimed = _claimed(sound, track) if last else 0
        if count < claimed:
            raise CutShort(
                f"the {sound.codec} track claims {claimed} samples per channel, but ends after "
                f"{count}"
            )
        excess = count - claimed if claimed else 0
        if excess > len(piece):
            raise BadSound(f"the {sound.codec} track goes on after the {claimed} samples it claims")
        yield piece[: len(piece) - excess]


def _claimed(sound: _Sound, track: "AudioStream") -> int:
    """Say how many samples per channel the edit list and the sample table promise."""
    return round((track.duration or 0) * (track.time_base or 0) * sound.rate)


def _lasting(inside: "InputContainer") -> Fraction:
    """Say how long the container claims to be, s; 0 if it does not or has more than this track."""
    alone = len(inside.streams) == 1
    return Fraction(inside.duration or 0, MICROSECONDS) if alone else Fraction(0)


def _refuse_early_end(sound: _Sound, reached: Fraction, claimed: Fraction) -> None:
    if claimed > reached + ROUNDING:
        raise CutShort(
            f"the {sound.codec} track claims {float(claimed):g} s, but ends before "
            f"{float(reached):g} s"
        )


def _frames(
    sound: _Sound, inside: "InputContainer", track: "AudioStream"
) -> "Iterator[AudioFrame]":
    """Decode packet after packet, each whole."""
    decoder = _decoder(sound, track)
    for packet in inside.demux(track):
        if packet.is_corrupt:
            raise CutShort(f"the {sound.codec} track ends in the middle of a packet")
        yield from decoder.decode(packet if packet.size else None)


def _decoder(sound: _Sound, track: "AudioStream") -> "AudioCodecContext":
    av = loaded()
    assert av  # noqa: S101  # nobody comes here without it
    decoder: AudioCodecContext = av.CodecContext.create(DECODERS[sound.codec], "r")
    decoder.extradata = track.codec_context.extradata
    decoder.options = dict(STRICT)
    decoder.thread_count = 1
    return decoder


def _samples(sound: _Sound, frame: "AudioFrame") -> Floats:
    """Samples of shape (frames, channels), full scale 1."""
    rate, channels = frame.sample_rate, frame.layout.nb_channels
    if (rate, channels) != (sound.rate, sound.channels):
        raise BadSound(
            f"the {sound.codec} track changes from {sound.channels} channels at {sound.rate} Hz to "
            f"{channels} at {rate} Hz"
        )
    values = frame.to_ndarray()
    planes = values if frame.format.is_planar else values.reshape(-1, channels).T
    scale = FULL_SCALE[frame.format.packed.name]
    return np.ascontiguousarray(planes.T, np.float32) / np.float32(scale)
