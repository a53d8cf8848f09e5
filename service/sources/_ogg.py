"""Ogg Vorbis and Ogg Opus: every page is checked before the decoder sees the first."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from service.errors import BadSound, CutShort, Unsupported
from service.sources import _stream
from service.sources._base import Recording
from service.sources._bytes import exactly, size_of

HEADER = struct.Struct("<4sxBqII4sB")
CHECKSUM = slice(22, 26)
END_OF_STREAM = 4
NO_POSITION = -1

FOREIGN_CODECS = {
    b"Speex   ": "Speex",
    b"\x80theora": "Theora video",
    b"\x7fFLAC": "FLAC",
    b"fishead\0": "a Skeleton track",
    b"BBCD": "Dirac video",
    b"OVP80": "VP8 video",
    b"\x80kate": "Kate subtitles",
    b"CELT    ": "CELT",
    b"PCM     ": "PCM",
    b"OggMIDI\0": "MIDI",
}

VORBIS = struct.Struct("<11xBI")
OPUS = struct.Struct("<9xB2xI")
OPUS_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)

MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Each byte with its bits in reverse order."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its flags, the position in samples where it ends, stream, number and bytes."""

    flags: int
    position: int
    stream: int
    number: int
    raw: bytes

    @property
    def packets(self) -> bytes:
        """What it carries."""
        return self.raw[HEADER.size + self.raw[HEADER.size - 1] :]


def ogg(path: str | int, file: BinaryIO) -> Recording:
    """Check the pages of an Ogg file.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at ``OggS``.

    Returns
    -------
    Recording
        Opus has the rate that its header names, or the next above that Opus knows (8, 12, 16, 24,
        48 kHz), or 48 kHz if it names none.

    Raises
    ------
    CutShort
        A page is missing or incomplete, or the last does not carry the end of the stream.
    Unsupported
        There is another codec, or more than one stream.
    BadSound
        A page is damaged.
    """
    pages = _pages(file)
    first = next(pages)
    name, rate, channels, packet = _identity(first.packets)
    start = file.tell()
    _check(first, pages)
    head = _with_checksum(first.raw[: len(first.raw) - len(packet)] + packet)
    stream = _stream.Stream(name, path, start, size_of(file), rate, channels, head)
    return _stream.recording(stream)


def _pages(file: BinaryIO) -> Iterator[Page]:
    """Read page after page, each whole and with a true checksum."""
    while head := file.read(HEADER.size):
        if head[:4] != b"OggS"[: len(head)]:
            raise BadSound("the Ogg file has bytes between or after its pages")
        head += exactly(file, HEADER.size - len(head), "an Ogg page")
        _, flags, position, stream, number, checksum, segments = HEADER.unpack(head)
        lacing = exactly(file, segments, "an Ogg page")
        raw = head + lacing + exactly(file, sum(lacing), "an Ogg page")
        if _checksum(raw) != checksum:
            raise BadSound(f"page {number} of the Ogg file is damaged")
        yield Page(flags, position, stream, number, raw)


def _check(first: Page, rest: Iterator[Page]) -> None:
    """Make sure that the pages are one stream without a gap, to its end."""
    page, reached = first, 0
    for following in rest:
        if page.flags & END_OF_STREAM or following.stream != first.stream:
            raise Unsupported("the body is an Ogg file with more than one stream")
        if following.number != page.number + 1:
            raise CutShort(f"page {page.number + 1} of the Ogg file is missing")
        page = following
        if page.position != NO_POSITION:
            if page.position < reached:
                raise BadSound(f"page {page.number} of the Ogg file goes back in time")
            reached = page.position
    if not page.flags & END_OF_STREAM:
        raise CutShort("the Ogg file ends before the page that ends its stream")


def _identity(packet: bytes) -> tuple[str, int, int, bytes]:
    """Name, rate and channels of the stream, and the packet to show to the decoder."""
    if packet.startswith(b"\x01vorbis"):
        channels, rate = _fields(VORBIS, packet)
        return "Vorbis", rate, channels, packet
    if packet.startswith(b"OpusHead"):
        channels, named = _fields(OPUS, packet)
        rate = next((rate for rate in OPUS_RATES if 0 < named <= rate), OPUS_RATES[-1])
        return "Opus", rate, channels, packet[:12] + rate.to_bytes(4, "little") + packet[16:]
    known = (name for magic, name in FOREIGN_CODECS.items() if packet.startswith(magic))
    raise Unsupported(
        f"the body is an Ogg file with {next(known, 'an unknown codec')}; this service reads Ogg "
        "with Vorbis and Opus"
    )


def _fields(layout: struct.Struct, packet: bytes) -> tuple[int, int]:
    if len(packet) < layout.size:
        raise BadSound("the first packet of the Ogg file is too short")
    channels, rate = layout.unpack_from(packet)
    return channels, rate


def _with_checksum(page: bytes) -> bytes:
    return page[: CHECKSUM.start] + _checksum(page) + page[CHECKSUM.stop :]


def _checksum(page: bytes) -> bytes:
    """Ogg's CRC-32, which is zlib's with all bits mirrored and without its inversions."""
    blank = page[: CHECKSUM.start] + bytes(4) + page[CHECKSUM.stop :]
    mirrored = zlib.crc32(blank.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return mirrored.to_bytes(4, "big").translate(MIRRORED)
