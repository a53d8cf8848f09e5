"""MPEG-4 files (m4a, mp4, mov): every box is measured before FFmpeg sees the first."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO

from service.errors import BadSound, CutShort, Unsupported
from service.sources import _ffmpeg
from service.sources._base import Recording
from service.sources._bytes import exactly, size_of

MPEG4 = _ffmpeg.Container(
    "an MPEG-4 file (m4a, mp4, mov)",
    "mov",
    MappingProxyType({"aac": "AAC", "alac": "ALAC", "opus": "Opus"}),
    claims="samples",
)

HEADER_BYTES = 8
TO_THE_END, LARGE = 0, 1
MOST_BOXES = 1 << 18
INTO = {b"": b"moov", b"moov": b"trak", b"trak": b"mdia", b"mdia": b"minf"}
INTO |= {b"minf": b"stbl", b"stbl": b"stsd"}
"""Which box is opened within which: the way to the names of the codecs."""

NOT_BOXES = {b"stsd": 8}
"""Bytes that a box has before the first box in it."""

ENCRYPTED = {b"enca", b"drms", b"aavd"}


def mpeg4(path: str | int, file: BinaryIO) -> Recording:
    """Check the boxes of an MPEG-4 file.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at its first box.

    Returns
    -------
    Recording
        As long as the edit list says. A file in fragments names no length: it is as long as its
        fragments, the encoder's padding of the last packet included.

    Raises
    ------
    CutShort
        A box ends beyond the end of the file, or the ``moov`` box is missing.
    Unsupported
        The sound is encrypted, or as `service.sources._ffmpeg.recording`.
    BadSound
        The boxes contradict one another.
    """
    if not _ffmpeg.loaded():
        return _ffmpeg.recording(MPEG4, path)
    kinds = set()
    for number, kind in enumerate(_boxes(file, file.tell(), size_of(file))):
        if number >= MOST_BOXES:
            raise BadSound(f"the MPEG-4 file has more than {MOST_BOXES} boxes")
        kinds.add(kind)
    if b"moov" not in kinds:
        raise CutShort("the MPEG-4 file ends before its 'moov' box")
    if kinds & ENCRYPTED:
        raise Unsupported(f"the body is {MPEG4.name} whose sound is encrypted")
    container = replace(MPEG4, claims="nothing") if b"moof" in kinds else MPEG4
    return _ffmpeg.recording(container, path)


def _boxes(file: BinaryIO, start: int, stop: int, parent: bytes = b"") -> Iterator[bytes]:
    """Names of the boxes in a part of the file, and of those inside that lead to the codecs."""
    while stop - start >= HEADER_BYTES or (start < stop and not parent):
        file.seek(start)
        kind, inside, end = _box(file, start, stop)
        if end > stop:
            name = kind.decode("latin-1")
            raise CutShort(
                f"the MPEG-4 file's {name!r} box claims {end - start} bytes, but "
                f"{stop - start} follow"
            )
        yield kind
        if kind == INTO.get(parent):
            yield from _boxes(file, inside + NOT_BOXES.get(kind, 0), end, kind)
        start = end


def _box(file: BinaryIO, start: int, stop: int) -> tuple[bytes, int, int]:
    """Name of a box, where its content begins, and where it ends."""
    head = exactly(file, HEADER_BYTES, "the header of a box")
    size, inside = int.from_bytes(head[:4], "big"), start + HEADER_BYTES
    if size == TO_THE_END:
        return head[4:], inside, stop
    if size == LARGE:
        size, inside = int.from_bytes(exactly(file, 8, "the header of a box"), "big"), inside + 8
    if start + size < inside:
        raise BadSound(f"the MPEG-4 file has a box of {size} bytes")
    return head[4:], inside, start + size
