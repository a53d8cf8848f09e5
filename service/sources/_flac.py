"""FLAC, of which the decoder sees STREAMINFO and the frames, and none of the other metadata."""

from typing import BinaryIO

from service.errors import BadSound, Unsupported
from service.sources import _stream
from service.sources._base import Recording
from service.sources._bytes import exactly
from service.sources._tags import before_tag

STREAMINFO_BYTES = 34
LAST_BLOCK = 0x80
MOST_BLOCKS = 4096
MOST_SAMPLES = (1 << 36) - 1
SAMPLE_BITS = {8, 16, 24}


def flac(path: str | int, file: BinaryIO) -> Recording:
    """Read the header of a FLAC file.

    The decoder is told of one sample more than the header claims, so that a stream that goes on
    after its claimed end is noticed; a claim of 0 means unknown and decodes to the end.

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at ``fLaC``.

    Returns
    -------
    Recording
        Its blocks raise when the stream holds fewer or more samples than claimed.

    Raises
    ------
    CutShort
        The file ends inside the metadata.
    Unsupported
        The samples have a number of bits that libsndfile does not decode.
    BadSound
        The metadata is broken.
    """
    file.seek(4, 1)
    info = _stream_info(file)
    fields = int.from_bytes(info[10:18], "big")
    rate, channels = fields >> 44, (fields >> 41 & 7) + 1
    bits, total = (fields >> 36 & 31) + 1, fields & MOST_SAMPLES
    if bits not in SAMPLE_BITS:
        raise Unsupported(
            f"the body is a FLAC file of {bits} bits per sample; this service reads 8, 16 and 24"
        )
    told = (fields - total) | (min(total + 1, MOST_SAMPLES) if total else 0)
    head = b"fLaC" + _block_header(STREAMINFO_BYTES) + info[:10] + told.to_bytes(8, "big")
    return _stream.recording(
        _stream.Stream(
            name=_stream.LOSSLESS,
            path=path,
            start=file.tell(),
            stop=before_tag(file),
            rate=rate,
            channels=channels,
            head=head + info[18:],
            frames=total,
            seekable=total,
        )
    )


def _stream_info(file: BinaryIO) -> bytes:
    """Read the first block of metadata and pass over the others."""
    kind, size, last = _next_block(file)
    if (kind, size) != (0, STREAMINFO_BYTES):
        raise BadSound("the FLAC file does not begin with its STREAMINFO block")
    info = exactly(file, STREAMINFO_BYTES, "its STREAMINFO block")
    for _ in range(MOST_BLOCKS):
        if last:
            return info
        kind, size, last = _next_block(file)
        file.seek(size, 1)
    raise BadSound(f"the FLAC file has more than {MOST_BLOCKS} blocks of metadata")


def _next_block(file: BinaryIO) -> tuple[int, int, bool]:
    """Kind and size of a block of metadata, and whether it is the last."""
    head = exactly(file, 4, "its metadata")
    return head[0] & ~LAST_BLOCK, int.from_bytes(head[1:], "big"), bool(head[0] & LAST_BLOCK)


def _block_header(size: int) -> bytes:
    return bytes([LAST_BLOCK]) + size.to_bytes(3, "big")
