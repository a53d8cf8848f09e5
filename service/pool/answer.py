"""An answer as the service holds it: a file that no worker can change any more."""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass

from service.pool.wire import BrokenPeerError

CHUNK = 256 * 1024
SEALED = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


@dataclass(slots=True)
class Answer:
    """The bytes of an answer, read but never mapped.

    Attributes
    ----------
    file : int
        Descriptor, owned.
    size : int
        Bytes.
    receipt : str or None
        For the header of formats that have no place for it.
    """

    file: int
    size: int
    receipt: str | None

    def read(self) -> bytes:
        """Give all bytes."""
        return os.pread(self.file, self.size, 0)

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes in parts of at most 256 KiB, then close."""
        try:
            for at in range(0, self.size, CHUNK):
                yield os.pread(self.file, min(CHUNK, self.size - at), at)
        finally:
            self.close()

    def __del__(self) -> None:
        """Free the bytes of an answer that nobody came to fetch."""
        self.close()

    def close(self) -> None:
        """Free the bytes."""
        if self.file >= 0:
            os.close(self.file)
            self.file = -1


def checked(file: int, size: int, receipt: str | None, *, sealed: bool) -> Answer:
    """Take over the file of an answer.

    Raises
    ------
    BrokenPeerError
        The file is not as long as the header says, or a memory file is not sealed.
    """
    answer = Answer(file, size, receipt)
    real = os.fstat(file).st_size
    if real != size:
        answer.close()
        raise BrokenPeerError(f"an answer of {size} bytes in a file of {real}")
    if sealed and not _is_sealed(file):
        answer.close()
        raise BrokenPeerError("an answer in a file that can still change")
    return answer


def _is_sealed(file: int) -> bool:
    try:
        return fcntl.fcntl(file, fcntl.F_GET_SEALS) & SEALED == SEALED
    except OSError:
        return False
