"""An answer as the service holds it: bytes or a file that no worker can change any more."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from service.pool.bytes import Held
from service.pool.wire import BrokenPeerError
from service.stages import Stage

CHUNK = 256 * 1024
SEALED = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


@dataclass(slots=True)
class Answer:
    """The bytes of an answer, read but never mapped.

    Attributes
    ----------
    file : int
        Descriptor, owned; -1 for none.
    size : int
        Bytes.
    receipt : str or None
        For the header of formats that have no place for it.
    content : bytes or None
        The bytes themselves, if they are in no file.
    spent : mapping
        Time of each stage in the worker, s.
    waited : float
        Time in the queue, s.
    held : Held or None
        Where its bytes count until it is closed.
    """

    file: int
    size: int
    receipt: str | None
    content: bytes | None = None
    spent: Mapping[Stage, float] = field(default_factory=dict)
    waited: float = 0.0
    held: Held | None = None

    def held_by(self, held: Held) -> Self:
        """Count the bytes, whatever the limit: they are there."""
        self.held = held
        held.take(self.size)
        return self

    def read(self) -> bytes:
        """Give all bytes."""
        return os.pread(self.file, self.size, 0) if self.content is None else self.content

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
        if self.held:
            self.held.give(self.size)
            self.held = None


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
