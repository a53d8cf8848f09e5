"""The file that a worker writes an answer to: on its tray, in memory, in the spool as it grows."""

import errno
import fcntl
import io
import os
from typing import Any

ON_TRAY = 4 << 20
"""Bytes of an answer that stay on the tray; a longer one moves to a memory file of its own."""
IN_MEMORY = 8 << 20
"""Bytes of an answer that stay in a memory file; a longer one moves to the spool file."""

NOWHERE = -1
SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class AnswerFile(io.RawIOBase):
    """An answer in the making.

    Parameters
    ----------
    spool : int
        Descriptor of the file for an answer that is too large for memory; not closed.
    tray : int, optional
        Descriptor of the memory file for small answers, whatever it holds; not closed.
    """

    def __init__(self, spool: int, tray: int | None = None) -> None:
        self._spool, self._tray = spool, tray
        self._file = _memory_file() if tray is None else tray
        self._at = 0
        self.size = 0

    @property
    def on_tray(self) -> bool:
        """Whether it is on the tray."""
        return self._file == self._tray

    @property
    def spooled(self) -> bool:
        """Whether it is in the spool file."""
        return self._file == self._spool

    def write(self, data: Any, /) -> int:  # noqa: ANN401  # whatever has bytes
        """Write all of the data."""
        view = memoryview(data)
        count = view.nbytes
        if not count:  # an array without elements cannot be cast
            return 0
        rest = view.cast("B")
        if self.on_tray and self._at + count > ON_TRAY:
            self._move(_memory_file())
        if not self.spooled and self._at + count > IN_MEMORY:
            self._move(self._spool)
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
        """Seal the memory file and give it away; give nothing if the answer is in no such file.

        It moves to the spool if the kernel cannot seal just now: it is busy when it still holds one
        of the file's pages, which is rare and none of our doing.
        """
        try:
            if self._owned:
                fcntl.fcntl(self._file, fcntl.F_ADD_SEALS, SEALS)
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
            self._move(self._spool)
        if not self._owned:
            return []
        file, self._file = self._file, NOWHERE
        return [file]

    def close(self) -> None:
        """Free the bytes, unless they were handed over or are on the tray or in the spool."""
        if self._owned:
            os.close(self._file)
            self._file = NOWHERE
        super().close()

    @property
    def _owned(self) -> bool:
        """Whether it is in a memory file of its own."""
        return self._file not in {self._tray, self._spool, NOWHERE}

    def _move(self, file: int) -> None:
        os.ftruncate(file, 0)
        at = 0
        while at < self.size:
            at += os.pwrite(file, os.pread(self._file, self.size - at, at), at)
        if self._owned:
            os.close(self._file)
        self._file = file


def _memory_file() -> int:
    return os.memfd_create("answer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
