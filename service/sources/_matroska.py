"""Matroska and WebM: every element is measured before FFmpeg sees the first."""

from types import MappingProxyType
from typing import BinaryIO

from service.errors import BadSound, CutShort, Unsupported
from service.sources import _ffmpeg
from service.sources._base import Recording
from service.sources._bytes import exactly, size_of

MATROSKA = _ffmpeg.Container(
    "a Matroska or WebM file",
    "matroska",
    MappingProxyType({"opus": "Opus", "vorbis": "Vorbis"}),
    claims="time",
)

EBML, SEGMENT, CLUSTER = b"\x1aE\xdf\xa3", b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
TRACKS = b"\x16\x54\xae\x6b"
LONGEST_ID, LONGEST_SIZE = 4, 8
UNKNOWN = -1
MOST_ELEMENTS = 1 << 23
INTO = {SEGMENT, CLUSTER}


def matroska(path: str | int, file: BinaryIO) -> Recording:
    """Check the elements of a Matroska file.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at its EBML header.

    Returns
    -------
    Recording
        Opus is decoded at 48 kHz. A file from a live recorder names no length.

    Raises
    ------
    CutShort
        An element ends beyond the end of the file, or there are no tracks.
    Unsupported
        As `service.sources._ffmpeg.recording`.
    BadSound
        The elements contradict one another.
    """
    if _ffmpeg.loaded():
        _check(file, file.tell(), size_of(file))
    return _ffmpeg.recording(MATROSKA, path)


def _check(file: BinaryIO, start: int, stop: int) -> None:
    """Go from element to element, into the segment and its clusters, to the end of the file."""
    ends = [stop]
    found: set[bytes] = set()
    for _ in range(MOST_ELEMENTS):
        while start == ends[-1] != stop:
            ends.pop()
        if start == stop:
            break
        file.seek(start)
        kind, size = _id(file), _size(file)
        if kind in found & {EBML, SEGMENT}:
            raise Unsupported("the body is a Matroska file with more than one segment")
        found.add(kind)
        start, end = file.tell(), _end(file, kind, size, ends[-1])
        if kind not in INTO:
            start = end
        elif size != UNKNOWN:
            ends.append(end)
    else:
        raise BadSound(f"the Matroska file has more than {MOST_ELEMENTS} elements")
    if TRACKS not in found:
        raise CutShort("the Matroska file ends before its tracks")


def _end(file: BinaryIO, kind: bytes, size: int, stop: int) -> int:
    """Say where an element ends whose content begins here, which must be before `stop`."""
    if size == UNKNOWN and kind not in INTO:
        raise BadSound("an element of the Matroska file has no size")
    left = stop - file.tell()
    if size > left:
        raise CutShort(f"an element of the Matroska file claims {size} bytes, but {left} follow")
    return stop if size == UNKNOWN else file.tell() + size


def _id(file: BinaryIO) -> bytes:
    """Read what an element is: as many bytes as the first has zeros before its first one, and 1."""
    first = exactly(file, 1, "an element")
    length = 9 - first[0].bit_length()
    if length > LONGEST_ID:
        raise BadSound("the Matroska file has bytes between or after its elements")
    return first + exactly(file, length - 1, "an element")


def _size(file: BinaryIO) -> int:
    """Read how long the content is; all bits set say that nobody knew."""
    first = exactly(file, 1, "an element")[0]
    length = 9 - first.bit_length()
    if length > LONGEST_SIZE:
        raise BadSound("an element of the Matroska file has a size of more than 8 bytes")
    rest = exactly(file, length - 1, "an element")
    value = int.from_bytes(bytes([first & 0xFF >> length]) + rest, "big")
    return UNKNOWN if value == (1 << 7 * length) - 1 else value
