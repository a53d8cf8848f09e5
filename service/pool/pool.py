"""A few workers, a bounded queue before them, and a replacement for each that is lost."""

import asyncio
import contextlib
import hashlib
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any

import structlog

from service.errors import Busy, Crashed, DeadlineExceeded, NotReady, ServiceError
from service.pipeline import Job
from service.pool.answer import Answer
from service.pool.nursery import Nursery
from service.pool.wire import BrokenPeerError
from service.pool.worker import Content, Worker, WorkerDiedError
from service.settings import Settings
from service.sources import Body

log = structlog.get_logger()

MOST_DEATHS = 2
MOST_JOBS = 10_000
MOST_GROWTH = 256 << 20
LONGEST_PAUSE_S = 1.0


class Pool:
    """Run jobs in processes; refuse early, never queue without bound, lose nothing.

    Parameters
    ----------
    settings : Settings
        Number of workers, waiting places, the deadline, the workers' bounds.
    parent : str
        The module that warm parents run; another one may register further features.
    most_jobs : int
        After so many a worker is replaced.
    """

    def __init__(
        self, settings: Settings, parent: str = "service.pool.parent", most_jobs: int = MOST_JOBS
    ) -> None:
        self._settings, self._most_jobs = settings, most_jobs
        self._nursery = Nursery(settings, parent)
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = self._closing = False
        self.sandbox: dict[str, bool | int] = {}

    @property
    def size(self) -> int:
        """Number of workers there should be."""
        return self._settings.workers

    @property
    def live(self) -> int:
        """Number of workers there are."""
        return len(self._workers)

    @property
    def ready(self) -> bool:
        """Whether all workers have been there, and one is now."""
        return self._started and self.live > 0 and not self._closing

    def start(self) -> None:
        """Start the workers; they become ready one by one."""
        self._nursery.start()
        for _ in range(self.size):
            self._spawn(self._add())

    async def close(self) -> None:
        """Kill all processes."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(NotReady("the service is shutting down"))
        for worker in list(self._workers):
            worker.kill()
        await self._nursery.close()

    async def run(self, job: Job) -> Answer:
        """Run one job in a worker.

        A job whose worker was killed from outside is tried once more.

        Parameters
        ----------
        job : Job
            Its body is in memory, or its path is the number of an open descriptor.

        Raises
        ------
        NotReady, Busy
            No worker is there yet, all waiting places are taken, or the job's workers were killed
            twice.
        DeadlineExceeded
            No answer in time; the worker is killed and replaced.
        Crashed
            The job crashed its worker twice.
        ServiceError
            As the job does.
        """
        began = time.monotonic()
        limit_s = self._settings.deadline_s
        try:
            async with asyncio.timeout(limit_s):
                with _kept(job.body) as body:
                    return await self._survive(job.plain(), body, began + limit_s)
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer within {limit_s:g} s") from error

    async def _survive(self, job: dict[str, Any], body: Content, end: float) -> Answer:
        """Try a job until it has an answer, or has lost too many workers."""
        killed = crashed = 0
        while max(killed, crashed) < MOST_DEATHS:
            async with self._lent() as worker:
                try:
                    return await worker.call(job, body, max(0.1, end - time.monotonic()))
                except WorkerDiedError as death:
                    killed += death.from_outside
                    crashed += not death.from_outside
                    log.warning("a worker died", pid=worker.pid, status=death.status)
        if crashed < MOST_DEATHS:
            raise NotReady("the workers of this request were killed from outside; try again")
        log.error(
            "an input crashed the decoder", body_sha256=await asyncio.to_thread(_digest, body)
        )
        raise Crashed("this input crashed the decoder")

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Worker]:
        """Lend a worker; one that does not come back with an outcome is killed."""
        worker = await self._take()
        try:
            yield worker
        except ServiceError:
            self._return(worker)
            raise
        except BaseException:
            log.info("a worker is given up", pid=worker.pid)
            worker.kill()
            raise
        else:
            self._return(worker)

    async def _take(self) -> Worker:
        if self._closing or not self._started:
            raise NotReady("the service is shutting down" if self._closing else "starting")
        while self._idle:
            worker = self._idle.pop()
            if not worker.gone.done():
                return worker
        if len(self._waiting) >= self._settings.max_waiting:
            raise Busy(f"{len(self._waiting)} requests are waiting already")
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            worker = await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._return(turn.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(turn)
        return await self._take() if worker.gone.done() else worker

    def _return(self, worker: Worker) -> None:
        """Give a worker to who waits longest, or retire it."""
        if worker.spent or worker.jobs >= self._most_jobs or worker.growth > MOST_GROWTH:
            worker.kill()
        if worker.gone.done():
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        self._workers.discard(worker)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        if not self._closing:
            self._spawn(self._add())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """Add a worker, trying for ever with growing pauses."""
        pause_s = 0.01
        while True:
            try:
                await self._fork()
            except (BrokenPeerError, TimeoutError, OSError) as error:
                log.warning("no worker", reason=repr(error))
                await asyncio.sleep(pause_s)
                pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
            else:
                return

    async def _fork(self) -> None:
        worker = Worker(await self._nursery.fork_worker())
        try:
            ready = await worker.ready()
        except BaseException:
            worker.kill()
            raise
        if not self.sandbox:
            self.sandbox = ready.sandbox
            log.info("sandbox", **ready.sandbox)
        self._workers.add(worker)
        worker.gone.add_done_callback(lambda _: self._lost(worker))
        self._started = self._started or self.live == self.size
        self._return(worker)


@contextlib.contextmanager
def _kept(body: Body) -> Iterator[Content]:
    """Give a body so that a worker that is tried later, and the log, see what came."""
    if body.content is not None:
        yield body.content
        return
    descriptor = os.open(f"/proc/self/fd/{body.path}", os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _digest(body: Content) -> str:
    if not isinstance(body, int):
        return hashlib.sha256(body).hexdigest()
    digest = hashlib.sha256()
    at = 0
    while chunk := os.pread(body, 1 << 20, at):
        digest.update(chunk)
        at += len(chunk)
    return digest.hexdigest()
