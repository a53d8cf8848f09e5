"""The life of a worker: enter the sandbox, then compute one job after another."""

import errno
import fcntl
import os
import socket
import traceback
from typing import NoReturn

from service.domain import Encoded
from service.errors import ServiceError, TooLarge
from service.pipeline import Job, run
from service.pool import sandbox, wire

SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
LONGEST_TRACE = 8 * 1024
IN_MEMORY = 8 << 20
"""Bytes of an answer that go into a memory file; longer ones go into the spool file."""


def serve(channel: socket.socket, spool: int, bounds: sandbox.Bounds, parent: int) -> NoReturn:
    """Serve until the channel closes.

    Parameters
    ----------
    channel : socket
        To the service.
    spool : int
        A file for one answer that is too large for memory; the service retires a worker that has
        used it.
    bounds : Bounds
        What the kernel shall enforce.
    parent : int
        Process id of the warm parent; the worker dies with it.
    """
    sandbox.die_with_parent(parent)
    held = sandbox.enter(bounds)
    try:
        wire.send(channel, wire.Ready(sandbox=held, rss=sandbox.resident_bytes()))
        _, (small,) = wire.receive(channel)
        while True:
            data, descriptors = wire.receive(channel)
            request = wire.read(wire.Request, data)
            sandbox.limit_cpu(request.left_s)
            reply, files = _answer(request, descriptors[0] if descriptors else small, spool)
            wire.close(descriptors)
            wire.send(channel, reply, files)
            wire.close(files)
    except wire.BrokenPeerError:
        os._exit(0)
    finally:
        os._exit(1)  # whatever it was, nothing of the warm parent's may run here


def _answer(request: wire.Request, body: int, spool: int) -> tuple[wire.Reply, list[int]]:
    """Compute a job; give the header and the file that goes with it."""
    try:
        return _outcome(request, body, spool)
    except MemoryError:
        pass  # what fills the memory is let go where this block ends
    return _refused(TooLarge("the computation needs more memory than a worker may use"))


def _outcome(request: wire.Request, body: int, spool: int) -> tuple[wire.Reply, list[int]]:
    try:
        return _stored(run(Job.of(request.job, body)), spool)
    except ServiceError as error:
        return _refused(error)
    except MemoryError:
        raise
    except OSError as error:
        if error.errno == errno.EFBIG:
            return _refused(TooLarge("the answer is larger than the limit"))
        return _failed()
    except Exception:  # noqa: BLE001  # a bug must cost its own request only
        return _failed()


def _refused(error: ServiceError, trace: str = "") -> tuple[wire.Reply, list[int]]:
    refusal = wire.Refusal.model_validate(error.plain())
    return wire.Reply(error=refusal, trace=trace, rss=sandbox.resident_bytes()), []


def _failed() -> tuple[wire.Reply, list[int]]:
    trace = traceback.format_exc()[-LONGEST_TRACE:]
    return _refused(ServiceError("the computation failed; the log has the details"), trace)


def _stored(encoded: Encoded, spool: int) -> tuple[wire.Reply, list[int]]:
    """Write an answer where the service can read it and nobody can change it any more."""
    files = [] if len(encoded.body) > IN_MEMORY else _sealed(encoded.body)
    if not files:
        os.ftruncate(spool, 0)
        os.lseek(spool, 0, os.SEEK_SET)
        _write(spool, encoded.body)
    reply = wire.Reply(
        size=len(encoded.body),
        spooled=not files,
        receipt=encoded.headers.get("Sonograph-Receipt"),
        rss=sandbox.resident_bytes(),
    )
    return reply, files


def _sealed(body: bytes) -> list[int]:
    """Write a memory file and seal it; give none if the kernel cannot just now.

    It is busy when it still holds one of the file's pages, which is rare and none of our doing.
    """
    file = os.memfd_create("answer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        _write(file, body)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, SEALS)
    except OSError as error:
        os.close(file)
        if error.errno == errno.EBUSY:
            return []
        raise
    return [file]


def _write(file: int, body: bytes) -> None:
    rest = memoryview(body)
    while rest:
        rest = rest[os.write(file, rest) :]
