"""The file that a worker writes an answer to: in memory, or in the spool when it grows."""

import errno
import fcntl
import io
import os
from typing import Any

IN_MEMORY = 8 << 20
"""Bytes of an answer that stay in a memory file; a longer one moves to the spool file."""

SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class AnswerFile(io.RawIOBase):
    """An answer in the making.

    Parameters
    ----------
    spool : int
        Descriptor of the file for an answer that is too large for memory; not closed.
    """

    def __init__(self, spool: int) -> None:
        self._spool = spool
        self._file = os.memfd_create("answer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self._at = 0
        self.size = 0

    @property
    def spooled(self) -> bool:
        """Whether it is in the spool file."""
        return self._file == self._spool

    def write(self, data: Any, /) -> int:  # noqa: ANN401  # whatever has bytes
        """Write all of the data."""
        rest = memoryview(data).cast("B")
        count = len(rest)
        if not self.spooled and self._at + count > IN_MEMORY:
            self._move()
        while rest:
            written = os.pwrite(self._file, rest, self._at)
            rest, self._at = rest[written:], self._at + written
        self.size = max(self.size, self._at)
        return count

    def seekable(self) -> bool:
        """Say yes: an archive goes back to its entries' heads."""
        return True

    def writable(self) -> bool:
        """Say yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to another byte."""
        self._at = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence] + offset
        return self._at

    def handed_over(self) -> list[int]:
        """Seal the memory file and give it away; give nothing if the answer is in the spool.

        It moves there if the kernel cannot seal just now: it is busy when it still holds one of the
        file's pages, which is rare and none of our doing.
        """
        try:
            if not self.spooled:
                fcntl.fcntl(self._file, fcntl.F_ADD_SEALS, SEALS)
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
            self._move()
        if self.spooled:
            return []
        file, self._file = self._file, self._spool
        return [file]

    def close(self) -> None:
        """Free the bytes, unless they were handed over or are in the spool."""
        if not self.spooled:
            os.close(self._file)
            self._file = self._spool
        super().close()

    def _move(self) -> None:
        os.ftruncate(self._spool, 0)
        at = 0
        while chunk := os.pread(self._file, IN_MEMORY, at):
            at += os.pwrite(self._spool, chunk, at)
        os.close(self._file)
        self._file = self._spool
