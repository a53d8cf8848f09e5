"""npy requests per second beside the naive service, for clips of other lengths and rates."""

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.clips import CLIP, CLIPS
from benchmarks.load import MANY
from benchmarks.report import Row
from benchmarks.requests import both, row


def run(bench: Bench) -> Iterator[Row]:
    with both(bench) as servers:
        for clip in CLIPS:
            if clip != CLIP:
                yield row(bench, servers, clip, "npy", 1)
                yield row(bench, servers, clip, "npy", MANY)
