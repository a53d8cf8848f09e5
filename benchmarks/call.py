"""One call over HTTP, warm, npy, against librosa on the same file in the caller's own process."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import numpy as np

from benchmarks import task
from benchmarks.bench import Bench
from benchmarks.clips import CLIP, LONGEST
from benchmarks.report import Row, Side, at_most
from benchmarks.servers import OURS, post, running, settle
from benchmarks.turns import in_turn

TARGETS = {CLIP: at_most(0.8), LONGEST: at_most(0.6)}


def run(bench: Bench) -> Iterator[Row]:
    with running(bench, "ours", OURS) as ours:
        settle(ours)
        connection = ours.connect()
        for clip, target in TARGETS.items():
            path = clip.file(bench)
            task.check(over_http(connection, path), task.file_in_librosa(path))
            times = in_turn(
                {
                    "HTTP": lambda: over_http(connection, path),  # noqa: B023  # called in this round
                    "librosa": lambda: task.file_in_librosa(path),  # noqa: B023
                },
                bench.pick(20.0, 3.0),
            )
            http, librosa = (Side(name, found, "ms") for name, found in times.items())
            yield Row(
                f"one call, {clip}", http, librosa, target, f"{len(http.values)} calls a side"
            )
        connection.close()


def over_http(connection: HTTPConnection, path: Path) -> np.ndarray:
    return task.array(post(connection, task.target("npy"), path.read_bytes()))
