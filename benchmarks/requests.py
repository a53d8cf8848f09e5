"""Requests per second beside the naive service, with all workers of both busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from benchmarks import processes, task
from benchmarks.bench import Bench
from benchmarks.clips import CLIP, Clip
from benchmarks.load import MANY, Load, Run, in_turn, script
from benchmarks.report import Row, Side, Target, at_least, number
from benchmarks.servers import NAIVE, OURS, Server, running, settle

TARGETS = {"npy": at_least(3), "json": at_least(20), "png": at_least(40)}


def run(bench: Bench) -> Iterator[Row]:
    with both(bench) as (ours, naive):
        for form, target in TARGETS.items():
            yield row(bench, (ours, naive), CLIP, form, 1)
            yield row(bench, (ours, naive), CLIP, form, MANY, target)
        yield from memory(ours, naive)


@contextmanager
def both(bench: Bench) -> Iterator[tuple[Server, Server]]:
    """Run this service and the naive one, having seen that they answer the same."""
    body, target = CLIP.file(bench).read_bytes(), task.target("npy")
    with running(bench, "ours", OURS) as ours, running(bench, "naive", NAIVE) as naive:
        settle(ours)
        task.check(*(task.array(server.post(target, body)) for server in (ours, naive)))
        yield ours, naive


def row(
    bench: Bench,
    servers: tuple[Server, Server],
    clip: Clip,
    form: str,
    clients: int,
    target: Target | None = None,
) -> Row:
    what = f"{form}, {clip}, {clients} client{'s' * (clients > 1)}"
    bench.tell(what)
    file = script(bench, clip)
    ours, naive = in_turn(bench, *(Load(s, task.target(form), clients, file) for s in servers))
    note = cost(ours=ours, naive=naive) + again(naive)
    return Row(what, side("ours", ours), side("naive", naive), target, note)


def side(name: str, runs: list[Run]) -> Side:
    return Side(name, [run.rate for run in runs], "/s")


def cost(**sides: list[Run]) -> str:
    """Processor time of a request, all of a server's processes together; medians."""
    times = (f"{name} {number(median(r.cpu_ms for r in runs))}" for name, runs in sides.items())
    return f"processor ms a request: {', '.join(times)}"


def again(runs: list[Run]) -> str:
    """Say how many runs did not count because a worker of the naive service was idle."""
    count = sum(run.tries - 1 for run in runs)
    return f"; runs repeated since a naive worker was idle: {count}" if count else ""


def memory(ours: Server, naive: Server) -> Iterator[Row]:
    """Memory of both, after all of this load."""
    totals = [Side(s.name, [processes.memory(s.pid).total], "MB") for s in (ours, naive)]
    yield Row("memory of all processes, after all of this", *totals)
    peaks = [
        Side(s.name, [max(map(processes.peak_mb, processes.tree(s.pid)))], "MB")
        for s in (ours, naive)
    ]
    yield Row("peak memory of the largest process", *peaks)
