"""WAV: RIFF and RF64 with PCM, float, A-law or mu-law."""

import struct
from typing import BinaryIO

from service.errors import BadSound, CutShort, Unsupported
from service.sources._base import MAX_CHANNELS, Recording
from service.sources._bytes import exactly, size_of
from service.sources._chunks import Chunk, chunks, content, spelt
from service.sources._pcm import ENCODINGS, Encoding, Layout, recording

PCM, FLOAT, ALAW, ULAW, EXTENSIBLE = 0x0001, 0x0003, 0x0006, 0x0007, 0xFFFE

FOREIGN_CODECS = {
    0x0002: "Microsoft ADPCM",
    0x0010: "OKI ADPCM",
    0x0011: "IMA ADPCM",
    0x0016: "G.723 ADPCM",
    0x0031: "GSM 6.10",
    0x0040: "G.721 ADPCM",
    0x0050: "MPEG layer I or II",
    0x0055: "MP3",
    0x0064: "G.726 ADPCM",
    0x00FF: "AAC",
    0x0160: "Windows Media Audio",
    0x0161: "Windows Media Audio",
    0x1610: "AAC",
    0x2000: "AC-3",
    0xF1AC: "FLAC",
}

GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
"""What follows the codec's number in a WAVE_FORMAT_EXTENSIBLE sub-format."""

UNKNOWN = 0xFFFFFFFF
TO_THE_END = {0, UNKNOWN, 0xFFFFFFFFFFFFFFFF}
"""Sizes that a writer leaves behind when it cannot go back to the header, as in a pipe."""

FMT = struct.Struct("<HHIIHH")


def wav(path: str | int, file: BinaryIO) -> Recording:
    """Read the header of a WAV file.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at ``RIFF`` or ``RF64``.

    Returns
    -------
    Recording
        The data chunk as it is there; where its size is one that pipes write (0, 2**32 - 1), all
        bytes to the end of the file.

    Raises
    ------
    CutShort
        The data chunk claims more than the file holds, or is missing.
    Unsupported
        The codec is not one of ours.
    BadSound
        The header contradicts itself.
    """
    exactly(file, 12, "its header")
    fmt, data, long_size = _chunks_of_interest(file)
    tag, channels, rate, block, bits = _format(file, fmt)
    encoding = _encoding(tag, bits)
    frame = channels * encoding.width
    if 1 <= channels <= MAX_CHANNELS and block != frame:
        raise BadSound(
            f"the WAV header says {block} bytes per frame, but {channels} channels of {bits} bits "
            f"take {frame}"
        )
    length = _length(file, data, long_size, frame)
    layout = Layout(path, data.start, length // max(1, frame), channels, encoding)
    return recording(layout, rate, _left_over(file, data.start + length))


def _chunks_of_interest(file: BinaryIO) -> tuple[Chunk, Chunk, int | None]:
    """Walk up to the data chunk."""
    fmt = long_size = None
    for chunk in chunks(file, "little"):
        if chunk.name == b"ds64":
            long_size = struct.unpack("<8xQ", content(file, chunk, 16, 16))[0]
        elif chunk.name == b"fmt " and fmt is None:
            fmt = chunk
        elif chunk.name == b"data":
            if fmt is None:
                raise BadSound("the WAV file has no 'fmt ' chunk before its data")
            return fmt, chunk, long_size
    raise CutShort("the WAV file ends before its 'data' chunk")


def _format(file: BinaryIO, fmt: Chunk) -> tuple[int, int, int, int, int]:
    """Codec, channels, rate, bytes per frame and bits per sample."""
    head = content(file, fmt, FMT.size, 40)
    tag, channels, rate, _, block, bits = FMT.unpack_from(head)
    if tag == EXTENSIBLE:
        tag = _sub_format(head)
    return tag, channels, rate, block, bits


def _sub_format(head: bytes) -> int:
    if len(head) < 40:  # noqa: PLR2004  # with valid bits, speakers and sub-format
        raise BadSound("the WAV header announces a sub-format but has none")
    if head[26:40] != GUID_TAIL:
        raise Unsupported(f"the body is a WAV file with the unknown sub-format {head[24:40].hex()}")
    return int.from_bytes(head[24:26], "little")


def _encoding(tag: int, bits: int) -> Encoding:
    width = -(-bits // 8)
    names = {PCM: "u1" if width == 1 else f"<i{width}", FLOAT: f"<f{width}"}
    names |= {ALAW: "alaw", ULAW: "ulaw"}
    if tag not in names:
        codec = FOREIGN_CODECS.get(tag, f"codec 0x{tag:04x}")
        raise Unsupported(
            f"the body is a WAV file with {codec}; this service reads WAV with PCM, float, A-law "
            "and mu-law"
        )
    encoding = ENCODINGS.get(names[tag])
    if encoding is None or (tag != PCM and bits != 8 * encoding.width):
        raise BadSound(
            f"the WAV header says {bits} bits per sample; PCM has 1 to 32, float 32 or 64, A-law "
            "and mu-law 8"
        )
    return encoding


def _length(file: BinaryIO, data: Chunk, long_size: int | None, frame: int) -> int:
    """Bytes of sound that are claimed and there."""
    claimed = data.size if data.size != UNKNOWN or long_size is None else long_size
    present = size_of(file) - data.start
    if claimed in TO_THE_END and not (claimed == 0 and _is_chunk(file, data.start)):
        if present % max(1, frame):
            raise CutShort("the WAV file ends inside a frame")
        return present
    if claimed > present:
        raise CutShort(f"the WAV header claims {claimed} bytes of sound, but {present} follow")
    return claimed


def _left_over(file: BinaryIO, end: int) -> tuple[str, ...]:
    """Say so when what follows the sound is no chunk: it may be sound that was not announced."""
    if _is_chunk(file, end) or _is_chunk(file, end + 1):
        return ()
    return (f"{size_of(file) - end} bytes after the WAV file's data are no chunk and were ignored",)


def _is_chunk(file: BinaryIO, at: int) -> bool:
    """Whether a chunk stands there, or nothing at all."""
    file.seek(at)
    head = file.read(8)
    end = at + 8 + int.from_bytes(head[4:], "little")
    return at >= size_of(file) or (spelt(head[:4]).startswith("'") and end <= size_of(file))
