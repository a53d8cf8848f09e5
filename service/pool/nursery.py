"""The warm parents, as the service sees them: who forks, who stands by, who died of what."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from itertools import count
from tempfile import TemporaryFile

import structlog

from service.pool import sandbox, wire
from service.pool.children import KILLED, Child, reap
from service.pool.wire import BrokenPeerError
from service.settings import Settings

log = structlog.get_logger()

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
LONGEST_FORK_S = 5.0
LONGEST_PAUSE_S = 5.0
LONGEST_WARM_UP_S = 120.0
PARENTS = 3


class Parent:
    """One warm parent and the channel to it.

    Parameters
    ----------
    process : Child
        Itself, owned.
    group : int
        The group of processes that it and all it forks belong to.
    on_end : callable
        Called once, when it is gone.
    """

    def __init__(self, process: Child, group: int, on_end: Callable[["Parent"], None]) -> None:
        self._process, self.group, self._on_end = process, group, on_end
        self._channel = process.channel
        self._numbers = count()
        self._forks: dict[int, tuple[asyncio.Future[Child], socket.socket]] = {}
        self._children: dict[int, Child] = {}
        self.warm: asyncio.Future[wire.Warm] = asyncio.get_running_loop().create_future()
        self.alive = True
        self._channel.setblocking(False)  # noqa: FBT003  # the library's form
        asyncio.get_running_loop().add_reader(self._channel, self._readable)

    async def fork(self, role: str, descriptors: list[int]) -> Child:
        """Fork a process.

        Raises
        ------
        BrokenPeerError
            The parent is gone, or did not answer in time.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = next(self._numbers)
        forked: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._forks[number] = (forked, ours)
        try:
            with theirs:
                request = wire.Fork.model_validate({"role": role, "number": number})
                wire.send(self._channel, request, [theirs.fileno(), *descriptors])
            async with asyncio.timeout(LONGEST_FORK_S):
                return await forked
        except (BrokenPeerError, TimeoutError) as error:
            ours.close()
            self.end()
            raise BrokenPeerError("a warm parent is gone") from error
        except asyncio.CancelledError:
            if not forked.done() or forked.cancelled():
                ours.close()
            elif not forked.exception():
                forked.result().kill()
            raise
        finally:
            self._forks.pop(number, None)

    def end(self) -> None:
        """Let it go, and with it all workers that it has forked."""
        if not self.alive:
            return
        self.alive = False
        asyncio.get_running_loop().remove_reader(self._channel)
        self._process.kill()
        gone = BrokenPeerError("a warm parent is gone")
        for forked, _ in self._forks.values():
            if not forked.done():
                forked.set_exception(gone)
        if not self.warm.done():
            self.warm.set_exception(gone)
            self.warm.exception()
        for child in self._children.values():
            child.ended(KILLED)
        reap(self.group)
        self._on_end(self)

    def _readable(self) -> None:
        try:
            data, descriptors = wire.receive(self._channel)
        except BlockingIOError:
            return
        except BrokenPeerError:
            self.end()
            return
        try:
            self._take(data, descriptors)
        except BrokenPeerError:
            log.warning("a warm parent misbehaved", header=repr(data[:100]))
            wire.close(descriptors)
            self.end()

    def _take(self, data: bytes, descriptors: list[int]) -> None:
        if data.startswith(b'{"died"'):
            died = wire.read(wire.Died, data)
            child = self._children.pop(died.died, None)
            if child:
                child.ended(died.status)
        elif data.startswith(b'{"forked"') and descriptors:
            self._born(wire.read(wire.Forked, data), descriptors[0])
        elif not self.warm.done():
            self.warm.set_result(wire.read(wire.Warm, data))

    def _born(self, message: wire.Forked, descriptor: int) -> None:
        waiting = self._forks.get(message.forked)
        if waiting is None or waiting[0].done():
            os.close(descriptor)
            return
        forked, channel = waiting
        status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        child = self._children[message.pid] = Child(message.pid, descriptor, channel, status)
        forked.set_result(child)


class Nursery:
    """Keep three warm parents: one forks, the others stand by.

    A parent forks another in milliseconds; only when all are gone does one start cold.

    Parameters
    ----------
    settings : Settings
        The workers' bounds and the spool directory.
    program : str
        The module that a parent runs.
    """

    def __init__(self, settings: Settings, program: str) -> None:
        self._settings, self._program = settings, program
        self._parents: list[Parent] = []
        self._changed = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to keep parents."""
        sandbox.adopt_orphans()
        self._keeper = asyncio.get_running_loop().create_task(self._keep())

    async def close(self) -> None:
        """Let the parents go."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        for parent in list(self._parents):
            parent.end()

    async def fork_worker(self) -> Child:
        """Fork a worker from a warm parent, as soon as there is one.

        Raises
        ------
        BrokenPeerError
            The parent died over it.
        """
        while not self._parents:
            self._changed.clear()
            await self._changed.wait()
        folder = self._settings.spool_dir
        with TemporaryFile(dir=folder) as spool, TemporaryFile(dir=folder) as scratch:
            own = os.dup(spool.fileno())
            try:
                files = [spool.fileno(), scratch.fileno()]
                child = await self._parents[0].fork("worker", files)
            except BaseException:
                os.close(own)
                raise
            child.spool = own
            return child

    async def _keep(self) -> None:
        """Replace parents for ever, with growing pauses while that fails."""
        pause_s = 0.1
        while True:
            try:
                await self._add()
                pause_s = 0.1
            except (BrokenPeerError, TimeoutError, OSError) as error:
                log.warning("no warm parent", reason=repr(error))
                await asyncio.sleep(pause_s)
                pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
            while len(self._parents) == PARENTS:
                self._changed.clear()
                await self._changed.wait()

    async def _add(self) -> None:
        """Fork a parent from one that is warm, or start one cold."""
        if self._parents:
            warm = self._parents[0]
            parent = Parent(await warm.fork("parent", []), warm.group, self._ended)
        else:
            parent = self._spawn()
        try:
            async with asyncio.timeout(LONGEST_WARM_UP_S):
                told = await parent.warm
        except BaseException:
            parent.end()
            raise
        log.info("a parent is warm", pid=told.pid, peak_rss=told.rss)
        self._parents.append(parent)
        self._changed.set()

    def _spawn(self) -> Parent:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            theirs.set_inheritable(True)
            bounds = (self._settings.worker_memory_bytes, file_bytes(self._settings))
            numbers = (theirs.fileno(), os.getpid(), *bounds)
            command = [sys.executable, "-m", self._program, *map(str, numbers)]
            environment = {**os.environ, **ONE_THREAD}
            pid = os.posix_spawn(sys.executable, command, environment, setpgroup=0)
        status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        return Parent(Child(pid, os.pidfd_open(pid), ours, status), pid, self._ended)

    def _ended(self, parent: Parent) -> None:
        if parent in self._parents:
            self._parents.remove(parent)
            self._changed.set()


def file_bytes(settings: Settings) -> int:
    """Bound the files that a worker writes: all samples, and twice the largest answer."""
    return 2 * settings.max_answer_bytes + 4 * settings.max_samples
