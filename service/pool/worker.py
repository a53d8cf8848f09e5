"""A worker, as the service sees it."""

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from service.errors import from_plain
from service.pool import wire
from service.pool.answer import Answer, checked
from service.pool.answerfile import ON_TRAY
from service.pool.children import KILLED, Child
from service.pool.wire import BrokenPeerError, HungUpError

log = structlog.get_logger()

LONGEST_READY_S = 5.0
LONGEST_REPORT_S = 1.0
SEALS_OF_LENGTH = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW


Content = bytearray | int
"""A body: itself, if it is small, or the descriptor of a file."""


class Desk:
    """A memory file where one worker finds small bodies, one after another.

    Its pages stay where they are: to take fresh ones for a body, and to give them back, costs
    several times as much as to write it.
    """

    def __init__(self) -> None:
        self._file = os.memfd_create("desk")

    @contextmanager
    def reader(self) -> Iterator[int]:
        """Open it for who may only read it."""
        descriptor = os.open(f"/proc/self/fd/{self._file}", os.O_RDONLY)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def lay(self, body: bytearray) -> None:
        """Replace what lies there."""
        os.ftruncate(self._file, len(body))
        done = 0
        with memoryview(body) as view:
            while done < len(view):
                done += os.pwrite(self._file, view[done:], done)

    def close(self) -> None:
        """Free the bytes."""
        os.close(self._file)


class Tray:
    """A memory file where one worker puts small answers, one after another.

    Its pages stay, as those of a `Desk`. The worker can make it neither longer nor shorter.
    """

    def __init__(self) -> None:
        self.file = os.memfd_create("tray", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.file, ON_TRAY)
        fcntl.fcntl(self.file, fcntl.F_ADD_SEALS, SEALS_OF_LENGTH)

    def take(self, size: int) -> bytes:
        """Copy what lies there, before the worker can be asked for anything else.

        Raises
        ------
        BrokenPeerError
            There cannot be so many bytes.
        """
        if not 0 <= size <= ON_TRAY:
            raise BrokenPeerError(f"an answer of {size} bytes on the tray")
        return os.pread(self.file, size, 0)

    def close(self) -> None:
        """Free the bytes."""
        os.close(self.file)


class WorkerDiedError(Exception):
    """A worker died, or had to be killed, with a job in its hands."""

    def __init__(self, status: int) -> None:
        super().__init__(f"exit status {status}")
        self.status = status

    @property
    def cause(self) -> str:
        """What it was, in a word."""
        return "killed" if self.from_outside else "crashed" if self.status else "misbehaved"

    @property
    def from_outside(self) -> bool:
        """Whether somebody killed it, rather than the job."""
        return self.status == KILLED


class Worker:
    """One worker process: at most one job at a time.

    Parameters
    ----------
    child : Child
        The process, owned.
    """

    def __init__(self, child: Child) -> None:
        self._child = child
        self._desk, self._tray = Desk(), Tray()
        self._reply: asyncio.Future[tuple[bytes, list[int]]] | None = None
        self._first_rss = 0
        self.pid = child.pid
        self.jobs = 0
        self.growth = 0
        self.spent = False
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        child.channel.setblocking(False)  # noqa: FBT003  # the library's form
        asyncio.get_running_loop().add_reader(child.channel, self._readable)
        child.status.add_done_callback(self._ended)

    async def ready(self) -> wire.Ready:
        """Wait until it has entered its sandbox, and show it its desk and its tray.

        Raises
        ------
        BrokenPeerError
            It is gone, or says something else.
        TimeoutError
            It does not say so in time.
        """
        async with asyncio.timeout(LONGEST_READY_S):
            data, files = await self._next()
        wire.close(files)
        ready = wire.read(wire.Ready, data)
        self._first_rss = ready.rss
        with self._desk.reader() as desk:
            wire.send(self._child.channel, wire.Welcome(), [desk, self._tray.file])
        return ready

    async def call(self, job: dict[str, Any], body: Content, left_s: float) -> Answer:
        """Have a job computed.

        Parameters
        ----------
        job : dict
            The job as plain data.
        body : bytearray or int
            The request's body, or its descriptor.
        left_s : float
            Time until the deadline, s.

        Raises
        ------
        ServiceError
            As the job does.
        WorkerDiedError
            The worker died over it, or answered with nonsense and was killed.
        """
        try:
            self._ask(wire.Request(job=job, left_s=left_s), body)
            data, files = await self._next()
            try:
                return self._answer(wire.read(wire.Reply, data), files)
            finally:
                wire.close(files)
        except HungUpError as error:
            status = await self._status()
            self.kill()
            raise WorkerDiedError(status) from error
        except BrokenPeerError as error:
            log.warning("a worker misbehaved", pid=self.pid, reason=str(error))
            self.kill()
            raise WorkerDiedError(0) from error

    def kill(self) -> None:
        """End the process at once."""
        if not self.gone.done():
            asyncio.get_running_loop().remove_reader(self._child.channel)
            self._child.kill()
            self._desk.close()
            self._tray.close()
            self.gone.set_result(None)
            if self._reply and not self._reply.done():
                self._reply.set_exception(HungUpError("killed"))

    def _ask(self, request: wire.Request, body: Content) -> None:
        if self.gone.done():
            raise HungUpError("gone")
        if isinstance(body, int):
            wire.send(self._child.channel, request, [body])
        else:
            self._desk.lay(body)
            wire.send(self._child.channel, request)

    def _answer(self, reply: wire.Reply, files: list[int]) -> Answer:
        self.jobs += 1
        self.growth = reply.rss - self._first_rss
        self.spent = reply.spooled or bool(reply.trace)
        if reply.trace:
            log.error("a job failed", trace=reply.trace)
        if reply.error is not None:
            raise from_plain(reply.error.model_dump())
        if reply.on_tray:
            content = self._tray.take(reply.size)
            return Answer(-1, reply.size, reply.receipt, content, reply.spent)
        if not (reply.spooled or files):
            raise BrokenPeerError("an answer without its file")
        file = os.dup(self._child.spool) if reply.spooled else files.pop(0)
        made = checked(file, reply.size, reply.receipt, sealed=not reply.spooled)
        made.spent = reply.spent
        return made

    async def _next(self) -> tuple[bytes, list[int]]:
        if self.gone.done():
            raise HungUpError("gone")
        reply: asyncio.Future[tuple[bytes, list[int]]]
        reply = self._reply = asyncio.get_running_loop().create_future()
        try:
            return await reply
        except asyncio.CancelledError:
            if reply.done() and not reply.cancelled() and not reply.exception():
                wire.close(reply.result()[1])
            raise
        finally:
            self._reply = None

    def _readable(self) -> None:
        try:
            data, files = wire.receive(self._child.channel)
        except BlockingIOError:
            return
        except BrokenPeerError as error:
            self._broken(error)
            return
        if self._reply is None or self._reply.done():
            log.warning("a worker spoke unasked", pid=self.pid)
            wire.close(files)
            self.kill()
        else:
            self._reply.set_result((data, files))

    def _ended(self, _: object) -> None:
        """Lend no worker that is known to be dead: all of them, when their warm parent dies."""
        if self._reply is None:
            self.kill()

    def _broken(self, error: BrokenPeerError) -> None:
        """Let who waits for a reply find out what happened, before anybody kills it."""
        asyncio.get_running_loop().remove_reader(self._child.channel)
        if self._reply is None or self._reply.done():
            self.kill()
        else:
            self._reply.set_exception(error)

    async def _status(self) -> int:
        """Learn from the warm parent what it died of; a worker that lives on has misbehaved."""
        try:
            async with asyncio.timeout(LONGEST_REPORT_S):
                return await asyncio.shield(self._child.status)
        except TimeoutError:
            return 0
