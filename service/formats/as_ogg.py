"""Ogg Vorbis: small, and not the same samples."""

import struct
import zlib
from collections.abc import Mapping
from typing import Any, BinaryIO

import soundfile

from service.domain import Features
from service.errors import BadParameter
from service.formats import _sound
from service.formats._base import Format

HIGHEST_RATE = 200_000
"""Of libvorbis, Hz."""
AT_ONCE = 1024
"""Frames; libvorbis keeps what it is given on the stack."""

SERIAL = 0
HEADER_BYTES, CHECKSUM_AT = 27, 22

REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class OggParams(_sound.PlaybackParams):
    """The rate."""


def ogg(features: Features, params: OggParams, out: BinaryIO) -> Mapping[str, str]:
    """Write a sound as an Ogg Vorbis file.

    Parameters
    ----------
    features : Features
        The sound.
    params : OggParams
        The rate.
    out : BinaryIO
        The file.

    Returns
    -------
    mapping
        The receipt, as with an npy.

    Raises
    ------
    BadParameter
        Vorbis has no such rate.
    """
    rate = params.rate(features)
    if rate > HIGHEST_RATE:
        limit = f"Ogg Vorbis has rates of at most {HIGHEST_RATE} Hz; choose wav or flac"
        raise BadParameter.of("playback_rate", rate, limit)
    kind = {"format": "OGG", "subtype": "VORBIS"}
    pages = Pages(out)
    beyond = 0
    with soundfile.SoundFile(pages, "w", rate, _sound.width(features), **kind) as file:
        for block in features.blocks:
            held = block.real.clip(-1, 1)
            beyond += int((held != block).sum())
            for at in range(0, len(held), AT_ONCE):
                file.write(held[at : at + AT_ONCE])
    return _sound.headers(_sound.clipped(features, beyond))


class Pages:
    """A file whose Ogg pages get the same serial number every time: libsndfile's is random.

    Parameters
    ----------
    out : BinaryIO
        Takes the pages.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._held, self._at = out, b"", 0

    def write(self, data: Any) -> int:  # noqa: ANN401  # whatever has bytes
        """Take bytes, and hand on the pages that they complete."""
        self._held += bytes(data)
        self._at += len(data)
        while size := self._size():
            self._out.write(numbered(self._held[:size]))
            self._held = self._held[size:]
        return len(data)

    def _size(self) -> int:
        """Give the length of the first page, or 0 while it is not whole."""
        held = self._held
        if len(held) < HEADER_BYTES or len(held) < HEADER_BYTES + held[26]:
            return 0
        head = HEADER_BYTES + held[26]
        size = head + sum(held[HEADER_BYTES:head])
        return size if len(held) >= size else 0

    def seek(self, _offset: int, _whence: int = 0) -> int:
        """Stay at the end: an Ogg file is written from the beginning to the end."""
        return self._at

    def tell(self) -> int:
        """Count the bytes that were taken."""
        return self._at


def numbered(page: bytes) -> bytes:
    """Give a page `SERIAL` as its serial number, and the checksum that belongs to it.

    References
    ----------
    Pfeiffer (2003), The Ogg Encapsulation Format, RFC 3533.
    """
    before, after = page[:14] + struct.pack("<I", SERIAL) + page[18:22], page[26:]
    return before + struct.pack("<I", checksum(before + bytes(4) + after)) + after


def checksum(page: bytes) -> int:
    """Compute Ogg's CRC-32: zlib's polynomial, but bits in the other order and no inversion."""
    mirrored = zlib.crc32(page.translate(REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


FORMAT = Format("ogg", "audio/ogg", "Ogg Vorbis", OggParams, 4, 0, ogg, of="sound")
