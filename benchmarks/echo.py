"""npy requests per second against the same server echoing the same body from the event loop."""

from collections.abc import Iterator

from benchmarks import task
from benchmarks.bench import Bench
from benchmarks.clips import CLIP
from benchmarks.load import MANY, Load, in_turn, script
from benchmarks.report import Row, at_least
from benchmarks.requests import cost, side
from benchmarks.servers import ECHOING, running, settle


def run(bench: Bench) -> Iterator[Row]:
    file = script(bench, CLIP)
    with running(bench, "echoing", ECHOING) as server:
        settle(server)
        targets = (task.target("npy"), "/echo")
        npy, echo = in_turn(bench, *(Load(server, target, MANY, file) for target in targets))
    yield Row(
        f"npy, {CLIP}, {MANY} clients",
        side("npy", npy),
        side("echo", echo),
        at_least(0.25),
        cost(npy=npy, echo=echo),
    )
