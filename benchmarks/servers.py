"""The services that are measured, each a process of its own on a free port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks import processes
from benchmarks.bench import Bench, BenchError

ROOT = Path(__file__).parents[1]
LONGEST_START_S = 120
LONGEST_ANSWER_S = 600
LONGEST_END_S = 30
POLL_S = 0.01
QUIET_S = 0.2
MOST_QUIET_CPU_S = 0.02
LONGEST_TAIL_S = 20
TAIL = 5000
WAV = {"Content-Type": "audio/wav"}

OURS = ("-m", "service", "serve")
ECHOING = ("-m", "benchmarks.echoing", "serve")
NAIVE = ("-m", "uvicorn", "benchmarks.naive:app", "--workers", "2", "--no-access-log")


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs; `workers` of its processes accept connections."""

    name: str
    pid: int
    port: int
    workers: int

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_ANSWER_S, blocksize=1 << 20)

    def post(self, target: str, body: bytes) -> bytes:
        """Post on a connection of its own."""
        connection = self.connect()
        try:
            return post(connection, target, body)
        finally:
            connection.close()


def post(connection: HTTPConnection, target: str, body: bytes) -> bytes:
    connection.request("POST", target, body, WAV)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise BenchError(f"{target} answered {answer.status}: {data[:500]!r}")
    return data


@contextmanager
def running(
    bench: Bench, name: str, command: tuple[str, ...], settings: Mapping[str, object] = {}
) -> Iterator[Server]:
    """Run a server until the context ends; its log is shown if anything fails meanwhile.

    Of the service's own settings it sees those that are given here, and no others.
    """
    port = _free_port()
    log = bench.folder / f"{name}-{port}.log"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SONOGRAPH_")}
    given = {f"SONOGRAPH_{k}".upper(): str(v) for k, v in settings.items()}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=ROOT,
            env=kept | given,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(process, port)
        yield Server(name, process.pid, port, 2 if command is NAIVE else 1)
    except Exception:
        print(f"the log of {name} ends so:\n{_tail(log)}", file=sys.stderr)
        raise
    finally:
        _end(process)


def settle(server: Server) -> None:
    """Wait until nothing warms up any more behind the workers that compute the task."""
    end = time.monotonic() + LONGEST_START_S
    while time.monotonic() < end and not _has_long_tail(server):
        time.sleep(QUIET_S)
    rest(server)


def rest(server: Server) -> None:
    """Wait until the server has done what clients that have left had asked for."""
    end, spent = time.monotonic() + LONGEST_TAIL_S, -1.0
    while time.monotonic() < end:
        before, spent = spent, sum(processes.cpu_s(server.pid).values())
        if spent - before <= MOST_QUIET_CPU_S:
            return
        time.sleep(QUIET_S)


def _has_long_tail(server: Server) -> bool:
    connection = server.connect()
    try:
        connection.request("GET", "/readyz")
        return json.load(connection.getresponse())["long_tail_workers"] > 0
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + LONGEST_START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise BenchError(f"{process.args} ended with {process.returncode} before it was ready")
        if _ready(port):
            return
        time.sleep(POLL_S)
    raise BenchError(f"{process.args} was not ready after {LONGEST_START_S} s")


def _ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=LONGEST_END_S)
    except subprocess.TimeoutExpired:
        for pid in list(processes.tree(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(timeout=LONGEST_END_S)


def _tail(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - TAIL))
        return file.read().decode(errors="replace")
