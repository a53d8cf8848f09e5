"""Tags before and after the sound: ID3, APE."""

from typing import BinaryIO

from service.sources._bytes import size_of

ID3_BEFORE = (b"ID3\2", b"ID3\3", b"ID3\4")
ID3_AFTER = b"TAG"
APE = b"APETAGEX"

ID3_AFTER_BYTES = 128
LONGEST_HEADER = 20
MOST_TAGS = 16


def after_tags(file: BinaryIO, kinds: tuple[bytes, ...]) -> int:
    """Pass over tags.

    Parameters
    ----------
    file : BinaryIO
        Stands where a tag may begin.
    kinds : tuple of bytes
        What the tags to pass over begin with.

    Returns
    -------
    int
        Where the file stands now, which may lie beyond its end if a tag claims so.
    """
    position = file.tell()
    for _ in range(MOST_TAGS):
        head = file.read(LONGEST_HEADER)
        if not head.startswith(kinds):
            break
        position += _length(head)
        file.seek(position)
    file.seek(position)
    return position


def before_tag(file: BinaryIO) -> int:
    """Where the file ends if the tag of 128 bytes that may stand there does not count, bytes."""
    size = size_of(file)
    file.seek(max(0, size - ID3_AFTER_BYTES))
    return size - ID3_AFTER_BYTES if file.read(ID3_AFTER_BYTES).startswith(ID3_AFTER) else size


def _length(head: bytes) -> int:
    """Length of the tag that begins so, bytes."""
    head = head.ljust(LONGEST_HEADER, b"\0")
    if head.startswith(ID3_AFTER):
        return ID3_AFTER_BYTES
    if head.startswith(APE):
        return 32 + int.from_bytes(head[12:16], "little")
    footer = 10 if head[5] & 0x10 else 0
    size = sum((byte & 127) << 7 * (3 - i) for i, byte in enumerate(head[6:10]))
    return 10 + size + footer
