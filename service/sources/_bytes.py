"""Reading what must be there, and handing on no more than was checked."""

import os
from typing import BinaryIO

from service.errors import CutShort


def opened(path: str | int) -> BinaryIO:
    """Open a file from its beginning.

    Parameters
    ----------
    path : str or int
        Its path, or an open descriptor of it, which stays open when the file is closed.

    Returns
    -------
    BinaryIO
        The caller closes it.
    """
    file = open(path, "rb", closefd=isinstance(path, str))  # noqa: SIM115  # the caller closes it
    file.seek(0)
    return file


def size_of(file: BinaryIO) -> int:
    """Size of an open file, bytes."""
    return os.fstat(file.fileno()).st_size


def exactly(file: BinaryIO, count: int, what: str) -> bytes:
    """Bytes that must be there.

    Parameters
    ----------
    file : BinaryIO
        Read from where it stands.
    count : int
        How many; from our own code, never from a header.
    what : str
        Where they are missing, for the sentence.

    Returns
    -------
    bytes
        `count` of them.

    Raises
    ------
    CutShort
        The file ends before.
    """
    data = file.read(count)
    if len(data) < count:
        raise CutShort(f"the file ends inside {what}")
    return data


class Spliced:
    """A file that a library may read: bytes of our own, a part of the caller's file, zeros.

    Parameters
    ----------
    head : bytes
        What comes first.
    file : BinaryIO
        The caller's file.
    start, stop : int
        The part of `file` that follows, bytes.
    zeros : int
        Number of zeros that come last; they take no memory.
    """

    def __init__(self, head: bytes, file: BinaryIO, start: int, stop: int, zeros: int = 0) -> None:
        self._head, self._file, self._start = head, file, start
        self._end = len(head) + max(0, stop - start)
        self._size = self._end + zeros
        self._position = 0

    @property
    def at_end(self) -> bool:
        """Whether all but the zeros has been read."""
        return self._position >= self._end

    def tell(self) -> int:
        """Position of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to another byte."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, count: int) -> bytes:
        """Read up to `count` bytes, fewer only at the end."""
        count = max(0, min(count, self._size - self._position))
        data = self._head[self._position : self._position + count]
        beyond = self._position + len(data) - len(self._head)
        if len(data) < count and self._position + len(data) < self._end:
            self._file.seek(self._start + beyond)
            data += self._file.read(min(count, self._end - self._position) - len(data))
        self._position += count
        return data.ljust(count, b"\0")
