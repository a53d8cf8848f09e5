"""What it costs to hand a job to a worker and to have its answer in the event loop.

Run from the repository's root: ``python -m benchmarks.handover [--profile]``. The workers compute
nothing, so that all of the time is the hand-over's.
"""

import asyncio
import cProfile
import os
import statistics
import sys
import time

import structlog
import uvloop

from service.pipeline import Job
from service.pool import Pool
from service.pool.lane import Kind
from service.settings import Limits, Settings
from service.sources import Body

ROUNDS = 2000
CASES = {"empty job": 0, "64 KiB answer": 1 << 16, "1 MiB answer": 1 << 20, "4 MiB answer": 4 << 20}


async def times_of(pool: Pool, job: Job) -> list[float]:
    """Time a job from `Pool.run` to its bytes, ms."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = await pool.run(job)
        answer.read()
        answer.close()
        times.append(1000 * (time.perf_counter() - began))
    return times


async def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    pool = Pool(Settings(), {"core": Kind("benchmarks.idle_parent", 5, 1, most_jobs=10**9)})
    pool.start()
    while not pool.ready:  # noqa: ASYNC110  # the pool tells nobody
        await asyncio.sleep(0.01)
    body = Body(os.memfd_create("body"), "npy")
    profile = cProfile.Profile()
    print(f"{'ms':20} {'median':>8} {'99 %':>8}")
    for name, size in CASES.items():
        job = Job("waveform", "npy", {"size": size}, body, Limits())
        await times_of(pool, job)
        times = sorted(await times_of(pool, job))
        print(f"{name:20} {statistics.median(times):8.3f} {times[int(0.99 * ROUNDS)]:8.3f}")
        if "--profile" in sys.argv:
            profile.runcall(lambda: None)
            with profile:
                await times_of(pool, job)
    await pool.close()
    if "--profile" in sys.argv:
        profile.print_stats("tottime")


if __name__ == "__main__":
    uvloop.run(main())
