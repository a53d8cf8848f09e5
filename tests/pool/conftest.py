"""A pool whose workers do what they are told, and eyes on what it leaves behind."""

import asyncio
import os
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import uvloop
from structlog.testing import capture_logs
from threadpoolctl import threadpool_limits

from service.pipeline import Job
from service.pool import Pool
from service.pool.pool import Kind, kinds
from service.settings import Limits, Settings
from service.sources import Body
from tests.conftest import RATE, npy, running, samples, wait_for, wait_until_ready
from tests.streams import answered

LONG = os.environ.get("TORTURE") == "1"
"""Whether the long forms run: `make torture`."""

BODY = npy(samples(0.1))
MOST_SAMPLES = 2_000_000
WORKER_BYTES = 256 << 20
HOSTILE = "tests.pool.hostile"
OUT_OF_THE_BOX = kinds(Settings(workers=2))
PARENTS = OUT_OF_THE_BOX["core"].parents
FAMILY = sum(kind.parents + kind.workers for kind in OUT_OF_THE_BOX.values())
"""Processes of a service with two workers, itself left out."""


def descriptors(pid="self"):
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def held():
    """Tell what is open here of the kinds that a pool opens: others are not its affair."""
    found = {}
    for path in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found[path.name] = str(path.readlink())
    kinds = {"anon_inode:[pidfd]", *_channels()}
    return {
        name: target
        for name, target in found.items()
        if target in kinds or target.endswith(" (deleted)")  # memory files, spools
    }


def _channels():
    """Name the sockets that keep datagrams in order, SOCK_SEQPACKET."""
    _, *lines = Path("/proc/self/net/unix").read_text().splitlines()
    return [f"socket:[{line.split()[6]}]" for line in lines if line.split()[4] == "0005"]


def processes(root=None):
    """Give what descends from a process, zombies too: id to (parent, state, group)."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group = path.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        found[int(path.parent.name)] = (int(parent), state, int(group))
    family = {root or os.getpid()}
    while more := {pid for pid, (parent, *_) in found.items() if parent in family} - family:
        family |= more
    return {pid: found[pid] for pid in family if pid in found and pid != (root or os.getpid())}


def exists(pid):
    return Path(f"/proc/{pid}").exists()


def hostile(settings, most_jobs=10_000):
    """Give one lane, whose workers do what they are told."""
    return {"core": Kind(HOSTILE, PARENTS, settings.workers, most_jobs)}


class Arena:
    """A pool in an event loop of its own thread, so that tests can look on."""

    def __init__(self, lanes=hostile, **settings):
        self.settings = Settings(**({"workers": 2, "deadline_s": 30} | settings))
        self.loop = uvloop.new_event_loop()  # the service's own kind
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.pool = Pool(self.settings, lanes(self.settings))
        self.core = self.pool.lanes["core"]
        self.loop.call_soon_threadsafe(self.pool.start)
        self.whole = False

    def wait_until_whole(self):
        """Wait for all workers and all warm parents."""
        wait_for(lambda: self._is_whole() or None, "a whole pool")

    def _is_whole(self):
        return all(
            len(lane.nursery.warm) == lane.kind.parents and len(lane.idle) == lane.kind.workers
            for lane in self.pool.lanes.values()
        )

    def parents(self):
        return [parent.pid for parent in self.core.nursery.warm]

    def workers(self):
        return sorted(worker.pid for worker in list(self.core.workers))

    def idle(self):
        return len(self.core.idle)

    def submit(self, feature, format="npy", body=BODY, kind="npy", left_s=None, **parameters):
        if kind == "npy":
            parameters.setdefault("sample_rate", RATE)
        work = self._compute(feature, format, body, kind, parameters, left_s)
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def run(self, *request, **parameters):
        return self.submit(*request, **parameters).result(60)

    def values(self, *request, **parameters):
        data = self.run(*request, **parameters)
        with memory(data) as file:
            return np.load(file)

    async def _compute(self, feature, format, body, kind, parameters, left_s):
        sound = Body(-1, kind, RATE if kind == "l16" else 0, content=bytearray(body))
        job = Job(feature, format, parameters, sound, self.settings.limits)
        answer = await self.pool.run(job, left_s)
        try:
            return answer.read()
        finally:
            answer.close()

    def state(self):
        """Count what must not grow."""
        return {
            "workers": self.idle(),
            "parents": len(self.parents()),
            "descriptors": descriptors(),
            "processes": sorted(state == "Z" for _, state, _ in processes().values()),
        }

    @contextmanager
    def nothing_left(self):
        """See that afterwards there are as many workers, descriptors and processes as before."""
        self.wait_until_whole()
        before = self.state()
        yield
        end = time.monotonic() + 30
        while self.state() != before and time.monotonic() < end:
            time.sleep(0.02)
        assert self.state() == before

    @contextmanager
    def nobody_disturbed(self):
        """See that a neighbour and the next request are answered as if nothing happened."""
        with self.nothing_left():
            workers = self.workers()
            neighbour = self.submit("nap", number=0.2)
            wait_for(lambda: self.idle() < self.pool.size or None, "the neighbour's start")
            with capture_logs() as logs:
                yield logs
            assert loaded(neighbour.result(30))[0] in workers
            assert self.run("mel") == honest("mel")

    def close(self):
        groups = {parent.group for lane in self.pool.lanes.values() for parent in lane.nursery.warm}
        everything = {pid for pid, (_, _, group) in processes().items() if group in groups}
        asyncio.run_coroutine_threadsafe(self.pool.close(), self.loop).result(30)
        wait_for(lambda: not (everything & set(processes())) or None, "the end of all processes")
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(30)
        self.loop.close()


def loaded(data):
    with memory(data) as file:
        return np.load(file)


def memory(data):
    file = os.fdopen(os.memfd_create("body"), "w+b")
    file.write(data)
    file.seek(0)
    return file


def honest(feature, format="npy", body=BODY, kind="npy", **parameters):
    """Compute in this process what a worker must answer."""
    if kind == "npy":
        parameters.setdefault("sample_rate", RATE)
    with memory(body) as file:
        file.flush()
        sound = Body(file.fileno(), kind, RATE if kind == "l16" else 0)
        with threadpool_limits(1):  # as workers have it: the sums of more threads are others
            return answered(Job(feature, format, parameters, sound, Limits()))[0]


_open = []
"""The pools that run: one may replace its workers while another comes and goes."""


@contextmanager
def arena_of(**settings):
    """Run a pool until the block ends; see that the last one to end leaves nothing of any."""
    before = _open[0] if _open else held()
    arena = Arena(**settings)
    _open.append(before)
    try:
        arena.wait_until_whole()
        yield arena
    finally:
        arena.close()
        _open.pop()
    assert _open or held().items() <= before.items()


@pytest.fixture(scope="session")
def arena():
    """Give a pool of two workers with time and memory to spare."""
    bounds = {"max_answer_bytes": 32 << 20, "max_samples": MOST_SAMPLES}
    with arena_of(worker_memory_bytes=512 << 20, **bounds) as arena:
        yield arena


@pytest.fixture(scope="session")
def hasty():
    """Give a pool with a short deadline."""
    with arena_of(deadline_s=1.0) as arena:
        yield arena


@pytest.fixture(scope="session")
def spool(tmp_path_factory):
    return tmp_path_factory.mktemp("spool")


@pytest.fixture(scope="session")
def attacked(spool):
    """Give a service of two workers with little room, and the number of its descriptors at rest."""
    with running(
        workers=2, spool_dir=spool, max_samples=MOST_SAMPLES, worker_memory_bytes=WORKER_BYTES
    ) as service:
        settle(service)
        yield replace(service, at_first=descriptors(service.process.pid))


def family(service):
    """Tell warm parents from workers: those that have children, or could, and those that serve."""
    return processes(service.process.pid)


def settle(service):
    """Wait until all parents and workers are there and nothing else, zombies neither."""
    wait_for(
        lambda: (
            (
                len(family(service)) == FAMILY
                and "Z" not in {status for _, status, _ in family(service).values()}
            )
            or None
        ),
        "all processes and no other",
    )
    wait_until_ready(service.client)


def private(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = {line.split()[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return 1024 * (sizes["Private_Dirty:"] + sizes["Private_Clean:"])


def report(capsys, line):
    with capsys.disabled():
        print(f"\n    {line}")  # noqa: T201  # a figure for people
