"""Peak memory of a long stereo recording against a short one, all processes and memory files.

But for those of the long tail, which warm up meanwhile and compute nothing of it.
Sampled while the request runs; what a process reached between two samples is in its own peak
(VmHWM, where pages that processes share count for each of them).
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks import processes, task
from benchmarks.bench import Bench, BenchError
from benchmarks.clips import write_recording
from benchmarks.report import Row, Side, at_most
from benchmarks.servers import OURS, WAV, running

LONG_TAIL = "service.pool.long_tail"
INTERVAL_S = 0.03
CHUNK = 1 << 20
MOST_GROWTH = at_most(1.1)
MOST_MB = at_most(400)

QUERIES = {
    "power": task.FRAMES,
    "dB, ref=max, top_db=80": task.FRAMES | {"scale": "db", "ref": "max", "top_db": 80},
}
SETTINGS = {
    "workers": 2,
    "max_duration_s": 4000,
    "max_samples": 400_000_000,
    "max_upload_bytes": 1 << 30,
    "max_answer_bytes": 1 << 30,
    "deadline_s": 300,
    "worker_memory_bytes": 8 << 30,
}


class Watch:
    """Samples the memory of a server's processes until the context ends."""

    def __init__(self, root: int) -> None:
        self._root, self._ended = root, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.idle = self.peak = self._now()
        self.peaks: dict[int, float] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def service(self) -> float:
        """Peak of the process that speaks HTTP, MB."""
        return self.peaks[self._root]

    @property
    def largest(self) -> float:
        """Peak of the largest of its workers and warm parents, MB."""
        return max(peak for pid, peak in self.peaks.items() if pid != self._root)

    def _now(self) -> processes.Memory:
        return processes.memory(self._root, LONG_TAIL)

    def _sample(self) -> None:
        while not self._ended.wait(INTERVAL_S):
            self.peak = max(self.peak, self._now(), key=lambda m: m.total)
            for pid in processes.tree(self._root, LONG_TAIL):
                with suppress(*processes.GONE):
                    self.peaks[pid] = max(self.peaks.get(pid, 0), processes.peak_mb(pid))


def run(bench: Bench) -> Iterator[Row]:
    lengths = bench.pick((60, 10), (12, 2))
    files = [write_recording(bench.folder / f"{m}min.wav", m) for m in lengths]
    names = [f"{m} min" for m in lengths]
    for name, given in QUERIES.items():
        watches = [[], []]
        for _ in range(bench.pick(3, 1)):
            for file, found in zip(files, watches, strict=True):
                bench.tell(f"{file.stem}, {name}")
                found.append(watch(bench, file, given))
        yield from rows(name, names, watches)
    for file in files:
        file.unlink()


def rows(what: str, names: list[str], watches: list[list[Watch]]) -> Iterator[Row]:
    """Rows of the longer recording's and the shorter one's runs."""

    def sides(value: Callable[[Watch], float]) -> tuple[Side, Side]:
        return tuple(
            Side(name, [value(watch) for watch in found], "MB")
            for name, found in zip(names, watches, strict=True)
        )

    total = sides(lambda watch: watch.peak.total)
    note = "; ".join(
        f"{name}: {found[0].peak} MB" for name, found in zip(names, watches, strict=True)
    )
    note += f"; {watches[0][0].idle.total:.0f} MB before the request"
    yield Row(f"{what}: all processes at once", *total, MOST_GROWTH, note)
    yield Row(f"{what}: all processes at once", total[0], target=MOST_MB)
    yield Row(f"{what}: VmHWM of the service", *sides(lambda w: w.service), MOST_GROWTH)
    yield Row(f"{what}: VmHWM of the largest worker", *sides(lambda w: w.largest), MOST_GROWTH)


def watch(bench: Bench, file: Path, given: Mapping[str, object]) -> Watch:
    """Have a recording computed by a new server, and watch its memory."""
    bench.noise.listen()
    spool = bench.folder / "spool"
    spool.mkdir(exist_ok=True)
    with running(bench, "ours", OURS, SETTINGS | {"spool_dir": spool}) as ours:
        connection = ours.connect()
        with Watch(ours.pid) as found:
            stream(connection, task.url("npy", given), file)
        connection.close()
    return found


def stream(connection: HTTPConnection, target: str, file: Path) -> None:
    """Post a file and read the answer, in little memory."""
    size = file.stat().st_size
    with file.open("rb") as body:
        connection.request("POST", target, body, WAV | {"Content-Length": str(size)})
    answer = connection.getresponse()
    if answer.status != 200:
        raise BenchError(f"{target} answered {answer.status}: {answer.read(500)!r}")
    left = int(answer.headers["Content-Length"])
    while chunk := answer.read(CHUNK):
        left -= len(chunk)
    if left:
        raise BenchError(f"{target} answered {left} bytes too few")
