"""AIFF and AIFC with PCM or float."""

import struct
from typing import BinaryIO

from service.errors import BadSound, CutShort, Unsupported
from service.sources._base import MAX_CHANNELS, Recording
from service.sources._bytes import exactly, size_of
from service.sources._chunks import Chunk, chunks, content, spelt
from service.sources._pcm import ENCODINGS, Encoding, Layout, recording

COMPRESSIONS = {
    b"NONE": ">i",
    b"twos": ">i",
    b"sowt": "<i",
    b"in24": ">i3",
    b"in32": ">i4",
    b"raw ": "u1",
    b"fl32": ">f4",
    b"FL32": ">f4",
    b"fl64": ">f8",
    b"FL64": ">f8",
}
"""How samples are stored, by the compression type of AIFC; the width may come from the header."""

COMM = struct.Struct(">HIHHQ")


def aiff(path: str | int, file: BinaryIO) -> Recording:
    """Read the header of an AIFF or AIFC file.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at ``FORM``.

    Returns
    -------
    Recording
        As many frames as the header says, all of which are there.

    Raises
    ------
    CutShort
        The header claims more than the file holds.
    Unsupported
        The compression is not one of ours.
    BadSound
        The header contradicts itself.
    """
    is_aifc = exactly(file, 12, "its header")[8:] == b"AIFC"
    comm, ssnd = _chunks_of_interest(file)
    head = content(file, comm, 22 if is_aifc else 18, 22)
    channels, frames, bits, exponent, mantissa = COMM.unpack_from(head)
    encoding = _encoding(head[18:22] if is_aifc else b"NONE", bits)
    skipped = int.from_bytes(content(file, ssnd, 8, 4), "big")
    if ssnd.end > size_of(file):
        raise CutShort(
            f"the AIFF header claims {ssnd.size} bytes of sound, but "
            f"{size_of(file) - ssnd.start} follow"
        )
    present = max(0, ssnd.size - 8 - skipped) // max(1, channels * encoding.width)
    if 1 <= channels <= MAX_CHANNELS:
        _compare(frames, present)
    layout = Layout(path, ssnd.start + 8 + skipped, frames, channels, encoding)
    return recording(layout, _rate(exponent, mantissa))


def _chunks_of_interest(file: BinaryIO) -> tuple[Chunk, Chunk]:
    """The common and the sound chunk, which may come in either order."""
    found: dict[bytes, Chunk] = {}
    for chunk in chunks(file, "big"):
        found.setdefault(chunk.name, chunk)
        if b"COMM" in found and b"SSND" in found:
            return found[b"COMM"], found[b"SSND"]
    missing = b"SSND" if b"COMM" in found else b"COMM"
    raise CutShort(f"the AIFF file ends before its {spelt(missing)} chunk")


def _encoding(compression: bytes, bits: int) -> Encoding:
    if compression not in COMPRESSIONS:
        raise Unsupported(
            f"the body is an AIFC file with compression {spelt(compression)}; this service reads "
            "AIFF and AIFC with PCM and float"
        )
    kind = COMPRESSIONS[compression]
    name = kind if kind in ENCODINGS else f"{kind}{-(-bits // 8)}"
    encoding = ENCODINGS.get(name.replace("<i1", "i1").replace(">i1", "i1"))
    if encoding is None:
        raise BadSound(f"the AIFF header says {bits} bits per sample; PCM has 1 to 32")
    return encoding


def _compare(claimed: int, present: int) -> None:
    if claimed > present:
        raise CutShort(f"the AIFF header claims {claimed} frames, but holds {present}")
    if claimed < present:
        raise BadSound(f"the AIFF header says {claimed} frames, but {present} are there")


def _rate(exponent: int, mantissa: int) -> int:
    """Whole part of an 80-bit float that is no sample rate if above 2**64."""
    shift = 16383 + 63 - (exponent & 0x7FFF)
    return mantissa >> min(max(shift, 0), 64)
