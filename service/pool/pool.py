"""Jobs in, answers out: each to the lane of its feature, and once more if its worker is shot."""

import asyncio
import contextlib
import hashlib
import os
import time
import wave
from collections.abc import Iterator, Mapping
from io import BytesIO

import structlog

from service.errors import Crashed, DeadlineExceeded, NotReady, Warming
from service.features import Lane as LaneName
from service.pipeline import Job
from service.pool.answer import Answer
from service.pool.bytes import Held
from service.pool.cost import Costs, Work
from service.pool.lane import Kind, Lane
from service.pool.tally import Tally
from service.pool.worker import Content, WorkerDiedError
from service.settings import Limits, Settings
from service.several import Together
from service.sources import Body

log = structlog.get_logger()

MOST_DEATHS = 2
GLANCE_S = 0.1
SHORTEST_QUIET_S, LONGEST_QUIET_S = 1.0, 5.0


def kinds(settings: Settings) -> dict[LaneName, Kind]:
    """Give the lanes that there are, the one that decides about readiness first.

    Five parents, for whoever kills one every tenth of a second while a fork takes half a second;
    the long tail has fewer callers, who wait if both of its parents are lost.
    """
    return {
        "core": Kind("service.pool.parent", 5, settings.workers, rehearsal=rehearsal()),
        "long_tail": Kind("service.pool.long_tail", 2, settings.long_tail_workers),
    }


def rehearsal() -> Job:
    """Give a job of some seconds of silence in a WAV file, as most jobs are."""
    file = BytesIO()
    with wave.open(file, "wb") as silence:
        silence.setnchannels(1)
        silence.setsampwidth(2)
        silence.setframerate(16_000)
        silence.writeframes(bytes(160_000))
    body = Body(-1, "file", content=bytearray(file.getvalue()))
    return Job("mel", "npy", {"scale": "db"}, body, Limits())


class Pool:
    """Run jobs in processes; refuse early, never queue without bound, lose nothing.

    Parameters
    ----------
    settings : Settings
        Number of workers, what may wait, the deadline, the workers' bounds.
    kinds_ : mapping, optional
        Other lanes than `kinds` gives, the core one among them.
    """

    def __init__(self, settings: Settings, kinds_: Mapping[LaneName, Kind] | None = None) -> None:
        self._settings = settings
        self.lanes = {
            name: Lane(settings, kind) for name, kind in (kinds_ or kinds(settings)).items()
        }
        self._core = self.lanes["core"]
        self._costs = Costs()
        self.tally = Tally()
        self.held = Held(settings.max_bytes_in_flight)
        self._starter: asyncio.Task[None] | None = None
        self.leaving = False

    @property
    def size(self) -> int:
        """Number of core workers there should be."""
        return self._core.kind.workers

    @property
    def live(self) -> int:
        """Number of core workers there are."""
        return self._core.live

    @property
    def ready(self) -> bool:
        """Whether all core workers have been there, one is now, and the service is to stay."""
        return self._core.ready and not self.leaving

    @property
    def long_tail(self) -> int:
        """Number of long-tail workers there are."""
        return sum(lane.live for lane in self.lanes.values()) - self.live

    @property
    def sandbox(self) -> dict[str, bool | int]:
        """What the kernel enforces on workers; empty before the first is there."""
        return self._core.sandbox

    def start(self) -> None:
        """Start the core workers, and all others behind them."""
        self._starter = asyncio.get_running_loop().create_task(self._start())

    async def _start(self) -> None:
        for lane in self.lanes.values():
            await self._quiet()
            lane.start()
            await lane.started.wait()

    async def _quiet(self) -> None:
        """Let the first callers of a lane that is ready not wait for the next to warm up."""
        still = 0
        for _ in range(round(LONGEST_QUIET_S / GLANCE_S)):
            if not self._core.ready or still * GLANCE_S >= SHORTEST_QUIET_S:
                return
            await asyncio.sleep(GLANCE_S)
            still = 0 if len(self._core.idle) < self._core.live else still + 1

    async def close(self) -> None:
        """Kill all processes."""
        if self._starter:
            self._starter.cancel()
            await asyncio.gather(self._starter, return_exceptions=True)
        for lane in self.lanes.values():
            await lane.close()

    def refuse(self, work: Work, size: int, left_s: float | None = None) -> None:
        """Refuse a job before its body is read.

        Parameters
        ----------
        work : Work
            What is asked for.
        size : int
            Bytes of the body, 0 if nobody knows.
        left_s : float, optional
            The caller's own deadline, s.

        Raises
        ------
        NotReady, Busy
            As `run` would for lack of workers, time or room.
        """
        self.held.refuse(size)
        _, cost_s = self._costs.foresee(work, size)
        self._lane(work).admit(cost_s, self._limit_s(left_s))

    async def run(self, job: Job | Together, left_s: float | None = None) -> Answer:
        """Run one job in a worker.

        A job whose worker was killed from outside is tried once more.

        Parameters
        ----------
        job : Job or Together
            Its body is in memory, or its path is the number of an open descriptor.
        left_s : float, optional
            The caller's own deadline, s; the operator's holds as well.

        Raises
        ------
        NotReady, Busy
            No worker is there yet, the wait would be too long, or the job's workers were killed
            twice.
        DeadlineExceeded
            No answer in time; the worker is killed and replaced.
        Crashed
            The job crashed its worker twice.
        ServiceError
            As the job does.
        """
        began = time.monotonic()
        limit_s = self._limit_s(left_s)
        try:
            async with asyncio.timeout(limit_s) as deadline:
                with _kept(job.body) as body:
                    return await self._survive(job, body, began + limit_s, deadline)
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer within {limit_s:g} s") from error

    def _limit_s(self, left_s: float | None) -> float:
        limit_s = self._settings.deadline_s
        return limit_s if left_s is None else min(limit_s, left_s)

    async def _survive(
        self, job: Job | Together, body: Content, end: float, deadline: asyncio.Timeout
    ) -> Answer:
        """Try a job until it has an answer, or has lost too many workers."""
        work, plain = Work.of(job), job.plain()
        lane = self._lane(work)
        guess_s, cost_s = self._costs.foresee(work, _size(body))
        killed = crashed = 0
        while max(killed, crashed) < MOST_DEATHS:
            asked = time.monotonic()
            if asked >= end:  # no wait at all would be too long
                raise TimeoutError
            async with lane.lent(cost_s, end - asked) as worker:
                began = time.monotonic()
                self.tally.stages["queue"].note(began - asked)
                try:
                    answer = await worker.call(plain, body, max(0.1, end - began))
                except WorkerDiedError as death:
                    killed += death.from_outside
                    crashed += not death.from_outside
                    lane.deaths[death.cause] += 1
                    log.warning("a worker died", pid=worker.pid, status=death.status)
                except asyncio.CancelledError:
                    self._costs.learn(work, guess_s, max(cost_s, time.monotonic() - began))
                    lane.deaths["deadline" if deadline.expired() else "left"] += 1
                    raise
                else:
                    self._costs.learn(work, guess_s, time.monotonic() - began)
                    return self._noted(answer, began - asked)
        if crashed < MOST_DEATHS:
            raise NotReady("the workers of this request were killed from outside; try again")
        log.error(
            "an input crashed the decoder", body_sha256=await asyncio.to_thread(_digest, body)
        )
        raise Crashed("this input crashed the decoder")

    def _noted(self, answer: Answer, waited: float) -> Answer:
        answer.waited = waited
        for stage, seconds in answer.spent.items():
            self.tally.stages[stage].note(seconds)
        return answer.held_by(self.held)

    def _lane(self, work: Work) -> Lane:
        """Give the lane of a job; what a feature is that the service does not know, a worker says.

        Raises
        ------
        Warming
            The workers of the long tail are not there yet.
        """
        lane = self.lanes[work.lane]
        if lane is not self._core and self._core.ready and not lane.started.is_set():
            names = ", ".join(dict.fromkeys(feature for feature, _ in work.parts))
            raise Warming(f"the workers that compute {names} are still warming up; try again")
        return lane


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


def _size(body: Content) -> int:
    return os.fstat(body).st_size if isinstance(body, int) else len(body)


def _digest(body: Content) -> str:
    if not isinstance(body, int):
        return hashlib.sha256(body).hexdigest()
    digest = hashlib.sha256()
    at = 0
    while chunk := os.pread(body, 1 << 20, at):
        digest.update(chunk)
        at += len(chunk)
    return digest.hexdigest()
