"""What the service and its processes say to each other: small JSON headers and descriptors.

Every message is one datagram of at most `LONGEST` bytes on a socket pair of its own. The service
checks each header against a model and never unpickles, maps or parses anything else that a worker
sends.
"""

import contextlib
import os
import socket
from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.stages import Stage

LONGEST = 64 * 1024
MOST_DESCRIPTORS = 3


class BrokenPeerError(Exception):
    """The other side is gone, or sent what it must not."""


class HungUpError(BrokenPeerError):
    """The other side has closed the channel, most likely because it died."""


class Message(BaseModel):
    """Base of all headers: strict about types and names."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Fork(Message):
    """The service asks a warm parent for a process.

    The other end of the child's socket pair comes along; for a worker a spool and a scratch file,
    too.
    """

    role: Literal["worker", "parent"]
    number: int


class Warm(Message):
    """A parent has computed its warm-up jobs."""

    warm: Literal[True] = True
    pid: int
    rss: int


class Forked(Message):
    """A parent has forked; the child's pid descriptor comes along."""

    forked: int
    pid: int


class Died(Message):
    """A parent has reaped a child; `status` is its exit code, or minus the signal's number."""

    died: int
    status: int


class Ready(Message):
    """A worker has entered its sandbox."""

    ready: Literal[True] = True
    sandbox: dict[str, bool | int]
    rss: int = Field(ge=0)


class Welcome(Message):
    """The service has taken a worker on; the files for small bodies and answers come along."""

    welcome: Literal[True] = True


class Request(Message):
    """The service asks a worker; the body's descriptor comes along, if it is no small one."""

    job: dict[str, Any]
    left_s: float = Field(gt=0)


class Fault(Message):
    """One wrong value, as in `service.errors.Fault`."""

    parameter: str
    value: Any
    detail: str


class Refusal(Message):
    """An error, as `service.errors.ServiceError.plain` gives it."""

    kind: str
    detail: str
    faults: list[Fault]


class Reply(Message):
    """A worker's outcome: an error, or an answer; on its tray, in its spool, or in a file here."""

    size: int = Field(-1, ge=-1)
    on_tray: bool = False
    spooled: bool = False
    receipt: str | None = Field(None, max_length=4096, pattern=r"^[\x20-\x7e]*$")
    spent: dict[Stage, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = {}
    error: Refusal | None = None
    trace: str = ""
    rss: int = Field(ge=0)


def send(channel: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    """Send a header with descriptors.

    Raises
    ------
    BrokenPeerError
        The other side is gone or does not listen, or the header is too long.
    """
    data = message.model_dump_json().encode()
    if len(data) > LONGEST:
        raise BrokenPeerError(f"a header of {len(data)} bytes")
    try:
        socket.send_fds(channel, [data], descriptors)
    except OSError as error:
        raise HungUpError(str(error)) from error


def receive(channel: socket.socket) -> tuple[bytes, list[int]]:
    """Receive a header with descriptors, which no program that is started later inherits.

    Raises
    ------
    BrokenPeerError
        The other side is gone, or the header is too long.
    """
    try:
        data, descriptors, flags, _ = socket.recv_fds(
            channel, LONGEST, MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC
        )
    except BlockingIOError:
        raise
    except OSError as error:
        raise HungUpError(str(error)) from error
    if data and not flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
        return data, descriptors
    close(descriptors)
    if data:
        raise BrokenPeerError("a header that is too long")
    raise HungUpError("end of the channel")


M = TypeVar("M", bound=Message)


def read(kind: type[M], data: bytes) -> M:
    """Read a header.

    Raises
    ------
    BrokenPeerError
        It is not of this kind.
    """
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise BrokenPeerError(f"not a {kind.__name__}: {data[:100]!r}") from error


def close(descriptors: Sequence[int]) -> None:
    """Close descriptors that nobody wants."""
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
