"""Requests per second under wrk, with every worker of the server at work."""

import re
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import processes
from benchmarks.bench import Bench, BenchError
from benchmarks.clips import Clip
from benchmarks.servers import Server, rest

LEAST_SHARE = 0.5
"""Processor time of the less busy worker, as a part of the busier one's."""

MANY = 8
PROBE_S = 0.5
MOST_TRIES = 40
STEADY = 0.1
MOST_WARM_UPS = 8
FEWEST_ANSWERS = 30
LONGEST_RUN_S = 12

SCRIPT = """
local file = io.open("{path}", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "audio/wav"
file:close()
done = function(summary)
  io.write(string.format("errors %d\\n", summary.errors.status + summary.errors.connect
    + summary.errors.read + summary.errors.timeout))
end
"""


class UnevenError(Exception):
    """The connections landed on one of the server's workers."""


@dataclass(frozen=True, slots=True)
class Run:
    """Requests per second, the processor time of one, and how often it was tried."""

    rate: float
    cpu_ms: float
    tries: int


@dataclass(frozen=True, slots=True)
class Load:
    """A number of keep-alive clients that post one clip to one operation of a server."""

    server: Server
    target: str
    clients: int
    script: Path

    @property
    def busy(self) -> int:
        """Workers that must be busy."""
        return min(self.server.workers, self.clients)

    def steady(self, seconds: int) -> int:
        """Warm up until two runs in a row agree, or for so long that they never will.

        Gives the length of a run that has enough answers to count, from `seconds` up, s. The first
        run has enough clients for all workers: a few may always meet the same one.
        """
        replace(self, clients=MANY).run(seconds)
        before = 0.0
        for _ in range(MOST_WARM_UPS):
            rate = self.run(seconds).rate
            if rate * seconds < FEWEST_ANSWERS and seconds < LONGEST_RUN_S:
                seconds = min(2 * seconds, LONGEST_RUN_S)
            elif abs(rate - before) <= STEADY * rate:
                return seconds
            before = rate
        Bench.tell(f"{self.server.name} {self.target} did not become steady")
        return seconds

    def run(self, seconds: int) -> Run:
        """Run once; again if the connections landed on one worker."""
        for tries in range(1, MOST_TRIES + 1):
            rest(self.server)
            before = processes.cpu_s(self.server.pid)
            try:
                requests, rate = self._wrk(seconds, before)
                spent = self._spent(before)
            except UnevenError:
                continue
            return Run(rate, 1000 * spent / max(1, requests), tries)
        raise BenchError(f"not all workers of {self.server.name} were busy in {MOST_TRIES} tries")

    def _wrk(self, seconds: int, before: dict[int, float]) -> tuple[int, float]:
        url = f"http://127.0.0.1:{self.server.port}{self.target}"
        shape = ("-t1", f"-c{self.clients}", f"-d{seconds}s", "--timeout", "20s")
        command = ("wrk", *shape, "-s", self.script, url)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                time.sleep(PROBE_S)
                self._spent(before)
                told = process.communicate(timeout=seconds + 60)[0]
            finally:
                process.kill()
        return _read(told, self.target)

    def _spent(self, before: dict[int, float]) -> float:
        """Processor time of the server since `before`, s.

        Raises
        ------
        UnevenError
            Less than `busy` processes did a fair part of it.
        """
        now = processes.cpu_s(self.server.pid)
        parts = sorted((t - before.get(pid, 0.0) for pid, t in now.items()), reverse=True)
        if parts[self.busy - 1] < LEAST_SHARE * parts[0]:
            raise UnevenError
        return sum(now.values()) - sum(before.values())


def _read(told: str, target: str) -> tuple[int, float]:
    """Number of answers and their rate; an answer that is an error is one of the harness."""
    errors, requests, rate = (
        re.search(pattern, told)
        for pattern in (r"errors (\d+)", r"(\d+) requests in", r"Requests/sec:\s+([\d.]+)")
    )
    if not (errors and requests and rate) or int(errors[1]):
        raise BenchError(f"wrk at {target} told: {told}")
    return int(requests[1]), float(rate[1])


def script(bench: Bench, clip: Clip) -> Path:
    """Write what wrk runs, so that it posts the clip."""
    clip_file = clip.file(bench)
    path = clip_file.with_suffix(".lua")
    path.write_text(SCRIPT.format(path=clip_file), encoding="utf-8")
    return path


def in_turn(bench: Bench, *loads: Load) -> list[list[Run]]:
    """Warm all sides, then run them in turn; give each side's runs."""
    lengths = [load.steady(bench.run_s) for load in loads]
    found: list[list[Run]] = [[] for _ in loads]
    for _ in range(bench.runs):
        for load, seconds, runs in zip(loads, lengths, found, strict=True):
            bench.noise.listen()
            runs.append(load.run(seconds))
    return found
