"""Warm parents for ever: who forks, who stands by, who takes the place of the dead."""

import asyncio
import os
import socket
import sys
from tempfile import TemporaryFile

import structlog

from service.pool import sandbox
from service.pool.children import Child
from service.pool.warm import Parent
from service.pool.wire import BrokenPeerError
from service.settings import Settings

log = structlog.get_logger()

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
SHORTEST_PAUSE_S = 0.01
LONGEST_PAUSE_S = 5.0
LONGEST_WARM_UP_S = 120.0


class Nursery:
    """Keep warm parents: that with the fewest children forks workers, the youngest forks parents.

    So a parent that dies takes few workers along. Each place has a keeper of its own: losses are
    made up for side by side. A parent forks another in milliseconds; only when none is left does
    one start cold.

    Parameters
    ----------
    settings : Settings
        The workers' bounds and the spool directory.
    program : str
        The module that a parent runs.
    places : int
        Number of parents.
    """

    def __init__(self, settings: Settings, program: str, places: int) -> None:
        self._settings, self._program, self._places = settings, program, places
        self._parents: list[Parent] = []
        self._warmer = asyncio.Event()
        self._cold = asyncio.Lock()
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def warm(self) -> list[Parent]:
        """The parents that are there, the oldest first."""
        return [parent for parent in self._parents if not parent.gone.done()]

    def start(self) -> None:
        """Begin to keep parents."""
        sandbox.adopt_orphans()
        loop = asyncio.get_running_loop()
        self._keepers = [loop.create_task(self._keep()) for _ in range(self._places)]

    async def close(self) -> None:
        """Let the parents go."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    async def fork_worker(self) -> Child:
        """Fork a worker from a warm parent, as soon as there is one.

        Raises
        ------
        BrokenPeerError
            The parent died over it.
        """
        while not self.warm:
            await self._next_warm()
        folder = self._settings.spool_dir
        with TemporaryFile(dir=folder) as spool, TemporaryFile(dir=folder) as scratch:
            own = os.dup(spool.fileno())
            try:
                parent = min(self.warm, key=lambda parent: parent.children)
                child = await parent.fork("worker", [spool.fileno(), scratch.fileno()])
            except BaseException:
                os.close(own)
                raise
            child.spool = own
            return child

    async def _keep(self) -> None:
        """Keep one place taken for ever, with growing pauses while that fails."""
        pause_s = SHORTEST_PAUSE_S
        while True:
            try:
                parent = await self._bear()
            except (BrokenPeerError, TimeoutError, OSError) as error:
                log.warning("no warm parent", reason=repr(error))
                await asyncio.sleep(pause_s)
                pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
                continue
            pause_s = SHORTEST_PAUSE_S
            await self._watch(parent)

    async def _bear(self) -> Parent:
        """Fork a parent from the youngest that is warm; if there is none, start one cold, alone."""
        while True:
            if self.warm:
                youngest = self.warm[-1]
                try:
                    child = await youngest.fork("parent", [])
                except BrokenPeerError:
                    continue  # it is gone, and the next one is asked
                return await self._warmed(Parent(child, youngest.group))
            if not self._cold.locked():
                async with self._cold:
                    return await self._warmed(self._spawn())
            await self._next_warm()

    async def _warmed(self, parent: Parent) -> Parent:
        try:
            async with asyncio.timeout(LONGEST_WARM_UP_S):
                told = await parent.warm
        except BaseException:
            parent.end()
            raise
        log.info("a parent is warm", pid=told.pid, peak_rss=told.rss)
        return parent

    async def _watch(self, parent: Parent) -> None:
        """Let others fork from a parent until it is gone."""
        self._parents.append(parent)
        self._warmer.set()
        try:
            await asyncio.wait([parent.gone])  # unlike a bare await, never cancels it
        finally:
            self._parents.remove(parent)
            parent.end()

    async def _next_warm(self) -> None:
        self._warmer.clear()
        await self._warmer.wait()

    def _spawn(self) -> Parent:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            theirs.set_inheritable(True)
            bounds = (self._settings.worker_memory_bytes, file_bytes(self._settings))
            numbers = (theirs.fileno(), os.getpid(), *bounds)
            command = [sys.executable, "-m", self._program, *map(str, numbers)]
            environment = {**os.environ, **ONE_THREAD}
            pid = os.posix_spawn(sys.executable, command, environment, setpgroup=0)
        log.info("a parent starts cold", pid=pid, program=self._program)
        status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        return Parent(Child(pid, os.pidfd_open(pid), ours, status), pid)


def file_bytes(settings: Settings) -> int:
    """Bound the files that a worker writes: all samples, and twice the largest answer."""
    return 2 * settings.max_answer_bytes + 4 * settings.max_samples
