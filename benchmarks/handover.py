"""What it costs to hand a job to a worker and to have its answer in the event loop.

The workers compute nothing, so that all of the time is the hand-over's. For a profile of the event
loop: ``python -m benchmarks.handover``, from the repository's root.
"""

import asyncio
import cProfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import structlog
import uvloop

from benchmarks.bench import Bench
from benchmarks.report import Row, Side
from service.pipeline import Job
from service.pool import Pool
from service.pool.lane import Kind
from service.settings import Limits, Settings
from service.sources import Body

CASES = {"empty job": 0, "64 KiB answer": 1 << 16, "1 MiB answer": 1 << 20, "4 MiB answer": 4 << 20}
LONGEST_START_S = 60


def run(bench: Bench) -> Iterator[Row]:
    for name, times in uvloop.run(measured(bench.pick(2000, 200))).items():
        late = sorted(times)[int(0.99 * len(times))]
        yield Row(name, Side("hand-over", times, "ms"), note=f"99 %: {late:.2f} ms")


async def measured(rounds: int, profile: cProfile.Profile | None = None) -> dict[str, list[float]]:
    """Times by case, ms, after as many that warm up."""
    found = {}
    body = Body(-1, "npy", content=bytearray(160_000))
    async with running_pool() as pool:
        for name, size in CASES.items():
            job = Job("waveform", "npy", {"size": size}, body, Limits())
            await times_of(pool, job, rounds)
            if profile:
                profile.enable()
            found[name] = await times_of(pool, job, rounds)
            if profile:
                profile.disable()
    return found


@asynccontextmanager
async def running_pool() -> AsyncIterator[Pool]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    pool = Pool(Settings(), {"core": Kind("benchmarks.idle_parent", 5, 1, most_jobs=10**9)})
    pool.start()
    try:
        async with asyncio.timeout(LONGEST_START_S):
            while not pool.ready:  # noqa: ASYNC110  # the pool tells nobody
                await asyncio.sleep(0.01)
        yield pool
    finally:
        await pool.close()


async def times_of(pool: Pool, job: Job, rounds: int) -> list[float]:
    """Time a job from `Pool.run` to its bytes, ms."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = await pool.run(job)
        answer.read()
        answer.close()
        times.append(1000 * (time.perf_counter() - began))
    return times


if __name__ == "__main__":
    found = cProfile.Profile()
    uvloop.run(measured(2000, found))
    found.print_stats("tottime")
