"""The workers of one kind: who is idle, who waits for one, and a replacement for each lost."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import structlog

from service.errors import NotReady, ServiceError
from service.pipeline import Job
from service.pool.nursery import Nursery
from service.pool.queue import Booking, Queue
from service.pool.wire import BrokenPeerError
from service.pool.worker import Worker, WorkerDiedError
from service.settings import Settings

log = structlog.get_logger()

MOST_JOBS = 10_000
MOST_GROWTH = 256 << 20
LONGEST_PAUSE_S = 1.0
LONGEST_REHEARSAL_S = 10.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What the workers of a lane are.

    Attributes
    ----------
    program : str
        The module that their warm parents run.
    parents : int
        Number of warm parents.
    workers : int
        Number of workers.
    most_jobs : int
        After so many a worker is replaced.
    rehearsal : Job, optional
        What each of the first workers computes before any caller's job, so that these find the
        pages of the process, and the service its code, warm. Its body is in memory.
    """

    program: str
    parents: int
    workers: int
    most_jobs: int = MOST_JOBS
    rehearsal: Job | None = None


class Lane:
    """Workers, and a bounded queue before them.

    Parameters
    ----------
    settings : Settings
        Number of waiting places, the workers' bounds.
    kind : Kind
        Program and numbers.
    """

    def __init__(self, settings: Settings, kind: Kind) -> None:
        self._settings, self.kind = settings, kind
        self.nursery = Nursery(settings, kind.program, kind.parents)
        self.workers: set[Worker] = set()
        self.idle: list[Worker] = []
        self.queue = Queue(settings, kind.workers)
        self.deaths: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self.started = asyncio.Event()
        self.sandbox: dict[str, bool | int] = {}

    @property
    def live(self) -> int:
        """Number of workers there are."""
        return len(self.workers)

    @property
    def busy(self) -> int:
        """Number of workers that have a job."""
        return len(self.queue.running)

    @property
    def ready(self) -> bool:
        """Whether all workers have been there, and one is now."""
        return self.started.is_set() and self.live > 0 and not self._closing

    def start(self) -> None:
        """Start the workers; they become ready one by one."""
        self.nursery.start()
        for _ in range(self.kind.workers):
            self._spawn(self._add())

    async def close(self) -> None:
        """Kill all processes."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for turn in self.queue.turns():
            turn.set_exception(NotReady("the service is shutting down"))
        for worker in list(self.workers):
            worker.kill()
        await self.nursery.close()

    def admit(self, cost_s: float, left_s: float) -> Booking:
        """Refuse a job that there is no worker for in time.

        Parameters
        ----------
        cost_s : float
            What it will probably take, s.
        left_s : float
            What its caller has, s.

        Returns
        -------
        Booking
            For the job; nothing is booked by it yet.

        Raises
        ------
        NotReady, Busy
            The workers have not been there yet, or the wait would be too long.
        """
        if self._closing or not self.started.is_set():
            raise NotReady("the service is shutting down" if self._closing else "starting")
        booking = self.queue.booking(cost_s)
        if not (self.idle and self.queue.may_start(booking)):
            self.queue.refuse(booking, left_s)
        return booking

    @asynccontextmanager
    async def lent(self, cost_s: float, left_s: float) -> AsyncIterator[Worker]:
        """Lend a worker; one that does not come back with an outcome is killed.

        Parameters
        ----------
        cost_s, left_s : float
            As for `admit`.

        Raises
        ------
        NotReady, Busy
            As for `admit`.
        """
        booking = self.admit(cost_s, left_s)
        worker = await self._take(booking)
        try:
            yield worker
        except ServiceError:
            self._end(booking, worker)
            raise
        except BaseException:
            log.info("a worker is given up", pid=worker.pid)
            self.queue.end(booking)
            worker.kill()
            raise
        else:
            self._end(booking, worker)

    async def _take(self, booking: Booking) -> Worker:
        while self.idle and self.queue.may_start(booking):
            worker = self.idle.pop()
            if not worker.gone.done():
                self.queue.start(booking)
                return worker
        turn = self.queue.join(booking)
        try:
            worker = await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._end(booking, turn.result())
            raise
        finally:
            self.queue.leave(booking)
        if worker.gone.done():
            self.queue.end(booking)
            return await self._take(booking)
        return worker

    def _end(self, booking: Booking, worker: Worker) -> None:
        self.queue.end(booking)
        self._return(worker)

    def _return(self, worker: Worker) -> None:
        """Give a worker to who is next, or retire it."""
        if worker.spent or worker.jobs >= self.kind.most_jobs or worker.growth > MOST_GROWTH:
            self.deaths["retired"] += 1
            worker.kill()
        if worker.gone.done():
            return
        booking = self.queue.next()
        if booking and booking.turn:
            self.queue.start(booking)
            booking.turn.set_result(worker)
        else:
            self.idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        self.workers.discard(worker)
        with contextlib.suppress(ValueError):
            self.idle.remove(worker)
            self.deaths["idle"] += not self._closing
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

    async def _rehearse(self, worker: Worker) -> None:
        job = self.kind.rehearsal
        if job is None or self.started.is_set():
            return
        try:
            body = cast("bytearray", job.body.content)
            (await worker.call(job.plain(), body, LONGEST_REHEARSAL_S)).close()
        except WorkerDiedError as error:
            raise BrokenPeerError("a worker died before its first job") from error

    async def _fork(self) -> None:
        worker = Worker(await self.nursery.fork_worker())
        try:
            ready = await worker.ready()
            await self._rehearse(worker)
        except BaseException:
            worker.kill()
            raise
        if not self.sandbox:
            self.sandbox = ready.sandbox
            log.info("sandbox", **ready.sandbox)
        self.workers.add(worker)
        worker.gone.add_done_callback(lambda _: self._lost(worker))
        if self.live == self.kind.workers:
            self.started.set()
        self._return(worker)
