"""A few worker processes, each with a channel of its own, and a bounded queue before them."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context

import structlog

from service.domain import Encoded
from service.errors import Busy, DeadlineExceeded, NotReady, ServiceError
from service.pipeline import Job
from service.pool.worker import Outcome, serve
from service.settings import Settings

log = structlog.get_logger()

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
LONGEST_BACK_OFF_S = 5.0


class Worker:
    """One process and the channel to it."""

    def __init__(self, settings: Settings, threads: Executor) -> None:
        self._threads = threads
        context = get_context("spawn")
        self._channel, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, settings.limits), daemon=True)
        self._process.start()
        theirs.close()

    async def warm(self) -> None:
        """Wait for the outcome of the warm-up.

        Raises
        ------
        ServiceError
            It failed.
        EOFError
            The process died.
        """
        self._result(await self._receive())

    async def call(self, job: Job) -> Encoded:
        """Have a job computed.

        Raises
        ------
        ServiceError
            As the job does.
        EOFError, OSError
            The process died.
        """
        self._channel.send(job)
        return self._result(await self._receive())

    def kill(self) -> None:
        """End the process at once; a thread that waits for it wakes up."""
        self._process.kill()
        self._process.join()

    async def _receive(self) -> Outcome:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._channel.recv)

    @staticmethod
    def _result(outcome: Outcome) -> Encoded:
        if isinstance(outcome, ServiceError):
            raise outcome
        return outcome


class Pool:
    """Run jobs in processes; refuse early, never queue without bound.

    Parameters
    ----------
    settings : Settings
        Number of workers, waiting places and the deadline.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(2 * settings.workers, "pool")
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def size(self) -> int:
        """Number of workers there should be."""
        return self._settings.workers

    @property
    def ready(self) -> int:
        """Number of workers that have computed their warm-up job."""
        return len(self._workers)

    @property
    def complete(self) -> bool:
        """Whether all workers are ready."""
        return self.ready == self.size

    def start(self) -> None:
        """Start the workers; they become ready one by one."""
        os.environ.update(ONE_THREAD)
        for _ in range(self._settings.workers):
            self._add_worker()

    async def close(self) -> None:
        """Kill the workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        self._threads.shutdown(wait=False)

    async def run(self, job: Job) -> Encoded:
        """Run one job in a worker.

        Raises
        ------
        NotReady, Busy
            No worker is there yet, or all waiting places are taken.
        DeadlineExceeded
            No answer in time; the worker is killed and replaced.
        ServiceError
            As the job does.
        """
        deadline_s = self._settings.deadline_s
        try:
            async with asyncio.timeout(deadline_s), self._worker() as worker:
                return await worker.call(job)
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer within {deadline_s:g} s") from error

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        """Lend a worker; one that did not come back with an outcome is replaced."""
        worker = await self._next()
        try:
            yield worker
        except ServiceError:
            self._idle.put_nowait(worker)
            raise
        except (EOFError, OSError) as error:
            self._replace(worker)
            raise ServiceError("the worker died while computing this request") from error
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)

    async def _next(self) -> Worker:
        if not self.ready:
            raise NotReady("the workers are starting")
        if self._idle.empty() and self._waiting >= self._settings.max_waiting:
            raise Busy(f"{self._waiting} requests are waiting already")
        self._waiting += 1
        try:
            return await self._idle.get()
        finally:
            self._waiting -= 1

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._workers.discard(worker)
        self._add_worker()

    def _add_worker(self) -> None:
        task = asyncio.get_running_loop().create_task(self._start_worker())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start_worker(self) -> None:
        """Start a worker, again and again with growing pauses until it has warmed up."""
        pause_s = 0.1
        while True:
            worker = Worker(self._settings, self._threads)
            try:
                await worker.warm()
            except (ServiceError, EOFError, OSError) as error:
                log.warning("worker did not start", reason=repr(error))
                worker.kill()
                await asyncio.sleep(pause_s)
                pause_s = min(LONGEST_BACK_OFF_S, 2 * pause_s)
            except asyncio.CancelledError:
                worker.kill()
                raise
            else:
                self._workers.add(worker)
                self._idle.put_nowait(worker)
                return
