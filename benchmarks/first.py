"""The first request after /readyz turns 200 against the steady median.

Each request of either side has a connection of its own.
"""

import statistics
from collections.abc import Iterator

from benchmarks import task
from benchmarks.bench import Bench
from benchmarks.clips import CLIP
from benchmarks.report import Row, Side, at_most
from benchmarks.servers import OURS, running
from benchmarks.turns import timed

WARM_UP = 20
STEADY = 100


def run(bench: Bench) -> Iterator[Row]:
    for form in ("npy", "json", "png"):
        starts = [start(bench, form) for _ in range(bench.pick(7, 2))]
        first, steady = zip(*starts, strict=True)
        yield Row(
            f"first {form}, {CLIP}",
            Side("first", first, "ms"),
            Side("steady", steady, "ms"),
            at_most(1.5),
            f"{len(starts)} starts; steady: the median of {STEADY} requests",
        )


def start(bench: Bench, form: str) -> tuple[float, float]:
    """Time the first request of a new server and the median of later ones, ms."""
    body, target = CLIP.file(bench).read_bytes(), task.target(form)
    bench.noise.listen()
    with running(bench, "ours", OURS) as ours:
        times = [timed(lambda: ours.post(target, body)) for _ in range(1 + WARM_UP + STEADY)]
    return times[0], statistics.median(times[-STEADY:])
