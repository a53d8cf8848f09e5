"""A warm parent: imports and computes once, then forks ready processes in milliseconds.

Run as ``python -m service.pool.parent DESCRIPTOR SERVICE_PID MEMORY_BYTES FILE_BYTES``. It has one
thread, never sees a caller's bytes, and ends when the service does and not before: signals that ask
a whole group of processes to end are for the service to obey.
"""

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import product
from typing import Any, NoReturn

import numpy as np

from service.features import FEATURES, SOUND, Lane
from service.formats import FORMATS, SOUNDS
from service.pipeline import Job, run
from service.pool import sandbox, wire
from service.pool.serving import serve
from service.settings import Limits
from service.sources import Body, load

RATE = 16_000


class Parent:
    """The process that forks.

    Parameters
    ----------
    control : socket
        To the service.
    bounds : Bounds
        For its workers.
    """

    def __init__(self, control: socket.socket, bounds: sandbox.Bounds) -> None:
        self._control, self._bounds = control, bounds
        self._wake, waker = os.pipe()
        for end in (self._wake, waker):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(waker)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._waker = waker

    def run(self) -> NoReturn:
        """Fork on request and report deaths until the service is gone."""
        wire.send(self._control, wire.Warm(pid=os.getpid(), rss=sandbox.resident_bytes()))
        try:
            while True:
                control = self._control.fileno()
                readable, _, _ = select.select([control, self._wake], [], [])
                if self._wake in readable:
                    self._report_deaths()
                if control in readable:
                    data, descriptors = wire.receive(self._control)
                    self._fork(wire.read(wire.Fork, data), descriptors)
        except wire.BrokenPeerError:
            os._exit(0)

    def _fork(self, request: wire.Fork, descriptors: list[int]) -> None:
        me = os.getpid()
        child = os.fork()
        if child:
            wire.close(descriptors)
            watched = os.pidfd_open(child)
            wire.send(self._control, wire.Forked(forked=request.number, pid=child), [watched])
            os.close(watched)
            return
        self._leave()
        channel = socket.socket(fileno=descriptors[0])
        if request.role == "parent":
            Parent(channel, self._bounds).run()
        spool, scratch = descriptors[1:]
        serve(channel, spool, scratch, self._bounds, me)

    def _leave(self) -> None:
        """Forget, in a child, what belongs to the parent."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._control.close()
        os.close(self._wake)
        os.close(self._waker)

    def _report_deaths(self) -> None:
        while True:
            try:
                os.read(self._wake, 4096)
            except BlockingIOError:
                break
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            died = wire.Died(died=pid, status=os.waitstatus_to_exitcode(status))
            wire.send(self._control, died)


def warm_up(lane: Lane = "core") -> None:
    """Compute each feature of a lane in every format, so that nothing is left to load or build.

    Then with each of its rehearsals.
    """
    load()
    samples = np.random.RandomState(0).uniform(-1, 1, (2, RATE)).astype(np.float32)
    with open(os.memfd_create("warm-up"), "w+b") as file:  # noqa: PTH123  # it has no path
        np.save(file, samples)
        file.flush()
        body = Body(file.fileno(), "npy")
        for job in rehearsals(lane, body):
            run(job, BytesIO())


def rehearsals(lane: Lane, body: Body) -> Iterator[Job]:
    """Give jobs for each feature of a lane, and of the sound, and for every format.

    On the long tail, whose features take their time, all but pictures load and build the same for
    each of them. Kernels are compiled for the parameters of `Feature.rehearsals`, too.
    """
    names = [name for name, feature in FEATURES.items() if feature.lane == lane]
    pitch: dict[str, Any] = {"pitch_shift": 1} if lane == "long_tail" else {}
    turns: list[tuple[str, str, Mapping[str, Any]]]
    each = FORMATS if lane == "core" else ("npy", "png")
    turns = [(feature, form, {}) for feature, form in product(names, each)]
    turns += [(names[0], form, {}) for form in FORMATS if form not in each]
    turns += [(name, "npy", more) for name in names for more in FEATURES[name].rehearsals]
    turns += [(SOUND.name, form, pitch) for form in SOUNDS]
    turns += [(SOUND.name, "wav", pitch | {"channel": "each"})]
    for feature, form, more in turns:
        yield Job(feature, form, {"sample_rate": RATE, **more}, body, Limits())


def main(prepare: Callable[[], None] = warm_up) -> NoReturn:
    """Warm up and serve.

    Parameters
    ----------
    prepare : callable
        Loads and builds all that workers need.
    """
    descriptor, service, memory_bytes, file_bytes = map(int, sys.argv[1:])
    sandbox.die_with_parent(service)
    _disinherit(descriptor)
    control = socket.socket(fileno=descriptor)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    sandbox.keep_freed_memory()
    prepare()
    _silence()
    gc.freeze()
    Parent(control, sandbox.Bounds(memory_bytes, file_bytes)).run()


def _disinherit(kept: int) -> None:
    """Close what whoever started the service had left open: no worker shall have it."""
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def _silence() -> None:
    """Point standard streams nowhere: C libraries print, and nobody reads."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)


if __name__ == "__main__":
    main()
