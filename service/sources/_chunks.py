"""The chunks of RIFF and IFF files: four letters, a size, and as many bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from service.errors import BadSound, CutShort
from service.sources._bytes import exactly, size_of

MOST_CHUNKS = 4096


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk, of which only the head has been read.

    Attributes
    ----------
    name : bytes
        Its four letters.
    start : int
        Where its content begins, bytes.
    size : int
        What it claims to hold, bytes.
    """

    name: bytes
    start: int
    size: int

    @property
    def end(self) -> int:
        """Where its content ends if the claim is true, bytes."""
        return self.start + self.size


def chunks(file: BinaryIO, order: Literal["little", "big"]) -> Iterator[Chunk]:
    """Walk over chunks.

    Parameters
    ----------
    file : BinaryIO
        Stands where the first chunk begins.
    order : {'little', 'big'}
        Byte order of the sizes.

    Yields
    ------
    Chunk
        One after the other, to the end of the file; the file stands where its content begins.

    Raises
    ------
    CutShort
        The file ends inside a chunk that is passed over.
    BadSound
        There are more chunks than any recording has.
    """
    size = size_of(file)
    position = file.tell()
    for _ in range(MOST_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:  # noqa: PLR2004  # four letters and a size
            return
        chunk = Chunk(head[:4], position + 8, int.from_bytes(head[4:], order))
        yield chunk
        position = chunk.end + chunk.size % 2
        if chunk.end > size:
            raise CutShort(f"the file ends inside its {spelt(chunk.name)} chunk")
    raise BadSound(f"the file has more than {MOST_CHUNKS} chunks")


def content(file: BinaryIO, chunk: Chunk, least: int, most: int) -> bytes:
    """Read the beginning of a chunk.

    Parameters
    ----------
    file : BinaryIO
        The file.
    chunk : Chunk
        Which.
    least, most : int
        Bytes that it must hold, and that are of use.

    Returns
    -------
    bytes
        Between `least` and `most`.

    Raises
    ------
    BadSound
        The chunk is too small.
    CutShort
        The file ends inside it.
    """
    if chunk.size < least:
        raise BadSound(
            f"the {spelt(chunk.name)} chunk has {chunk.size} bytes; it needs at least {least}"
        )
    file.seek(chunk.start)
    return exactly(file, min(chunk.size, most), f"its {spelt(chunk.name)} chunk")


def spelt(name: bytes) -> str:
    """Four letters as text, or as hexadecimal digits when they are none."""
    text = name.decode("latin-1")
    return repr(text) if text.isascii() and text.isprintable() else f"0x{name.hex()}"
