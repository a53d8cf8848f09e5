"""The pool behind HTTP, in the process that people run: deaths, departures, long use, the end."""

import json
import os
import random
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest

from tests.conftest import (
    Service,
    client,
    npy,
    samples,
    serving,
    wait_for,
    wait_until_ready,
)
from tests.http.test_load import heavy
from tests.pool.conftest import LONG, descriptors, family, honest, private, report, settle
from tests.pool.test_deaths import kill

CLIENTS = 6
TORTURE_S = 25 if LONG else 5
LONGEST_GAP_S = 1.0 if LONG else 5.0
REQUESTS = 100_000 if LONG else 2_000
LEAK_PER_10_000 = 2 << 20
SPOOLED = npy(samples(75))  # a body of 4.8 MB goes through the spool


@contextmanager
def nothing_left(service, spool):
    """See that afterwards there are no more processes, descriptors and files than at first."""
    settle(service)
    yield
    settle(service)
    most = service.at_first
    wait_for(lambda: descriptors(service.process.pid) <= most or None, f"{most} descriptors")
    assert list(spool.iterdir()) == []


OPERATIONS = [
    ("mel.npy?n_mels=40", {"n_mels": "40"}),
    ("waveform.npy", {}),
    ("mfcc.npy?n_mfcc=13", {"n_mfcc": "13"}),
]


def expected(body):
    """Give what every operation must answer."""
    return {
        operation: honest(operation.partition(".")[0], body=body, **more)
        for operation, more in OPERATIONS
    }


class Load:
    """Clients that ask and check every answer until told to stop."""

    def __init__(self, service, bodies):
        self.url = service.url
        self.bodies = [(body, expected(body)) for body in bodies]
        self.good, self.refused, self.wrong = [], 0, []
        self.over = threading.Event()

    def run(self, seed):
        chance = random.Random(seed)
        with client(self.url) as asking:
            while not self.over.is_set():
                self._ask(asking, chance)

    def _ask(self, asking, chance):
        operation, _ = chance.choice(OPERATIONS)
        body, right = chance.choice(self.bodies)
        address = f"/v1/features/{operation}{'&' if '?' in operation else '?'}sample_rate=16000"
        answer = asking.post(address, content=body, headers={"Content-Type": "application/x-npy"})
        if answer.status_code == 200 and answer.content == right[operation]:
            self.good.append(time.monotonic())
        elif answer.status_code == 503 and answer.headers["retry-after"] == "1":
            self.refused += 1
        else:
            self.wrong.append((answer.status_code, answer.text[:200]))

    @contextmanager
    def going_on(self):
        with ThreadPoolExecutor(CLIENTS) as threads:
            work = [threads.submit(self.run, seed) for seed in range(CLIENTS)]
            try:
                wait_for(lambda: len(self.good) > CLIENTS or None, "the first answers")
                yield
            finally:
                self.over.set()
            for client_ in work:
                client_.result(60)

    @property
    def longest_gap(self):
        return max(b - a for a, b in zip(self.good, self.good[1:], strict=False))


def test_deaths_under_load_cost_no_answer(attacked, spool, capsys):
    chance, kills = random.Random(1), 0
    with nothing_left(attacked, spool):
        load = Load(attacked, [npy(samples(0.5)), npy(samples(3)), SPOOLED])
        with load.going_on():
            end = time.monotonic() + TORTURE_S
            while time.monotonic() < end:
                time.sleep(chance.uniform(0.02, 0.2))
                victims = sorted(family(attacked))
                if victims:
                    kill(chance.choice(victims))
                    kills += 1
            load.good.append(time.monotonic())
    report(
        capsys,
        f"{kills} kills in {TORTURE_S} s, {len(load.good)} right answers, "
        f"{load.refused} refused with 503, {len(load.wrong)} others, "
        f"longest gap {load.longest_gap:.2f} s",
    )
    assert load.wrong == []
    assert kills > TORTURE_S * 4
    assert load.longest_gap < LONGEST_GAP_S


def test_20_clients_that_leave_are_20_cancellations(attacked, spool):
    with nothing_left(attacked, spool):
        before = Path(attacked.log).read_text().count
        seen = [before(event) for event in EVENTS]
        for _ in range(10):
            leave_two(attacked)
        log = Path(attacked.log).read_text
        for event, count in zip(EVENTS, seen, strict=True):
            wait_for(
                lambda event=event, count=count: log().count(event) == count + 20 or None,
                f"20 of {event}",
            )
        assert attacked.tone("mel.npy").status_code == 200


EVENTS = ['"event":"a worker is given up"', '"status":499']


def leave_two(service):
    """Occupy both workers, then go, and see them end."""
    settle(service)
    idle = {pid: spent(pid) for pid in family(service)}
    work = heavy() | {"sample_rate": 16_000}
    work["sound"]["of"] = work["sound"]["of"][:19]  # all that the limit allows: a second or two
    body = json.dumps(work).encode()
    request = (
        b"POST /v1/features/mel.npy HTTP/1.1\r\nHost: sonograph\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    with (
        socket.create_connection(service.address()) as one,
        socket.create_connection(service.address()) as two,
    ):
        for connection in (one, two):
            connection.sendall(request + body)
        busy = wait_for(lambda: at_work(service, idle, 2), "two workers at work")
    wait_for(lambda: not any(map(alive, busy)) or None, "their end")


def at_work(service, idle, count):
    busy = [pid for pid in family(service) if spent(pid) > idle.get(pid, 0) + 2]
    return busy if len(busy) == count else None


def spent(pid):
    """Give the processor time that a process has used, 1/100 s."""
    with suppress(FileNotFoundError, ProcessLookupError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


@pytest.mark.parametrize("sent", [0, 100_000, 6_000_000])
def test_clients_that_leave_while_they_send_leave_nothing(attacked, spool, sent):
    with nothing_left(attacked, spool):
        for _ in range(10):
            with socket.create_connection(attacked.address()) as connection:
                connection.sendall(
                    b"POST /v1/features/mel.npy HTTP/1.1\r\nHost: sonograph\r\n"
                    b"Content-Type: audio/wav\r\nContent-Length: 9000000\r\n\r\n" + bytes(sent)
                )
        assert attacked.tone("mel.npy").status_code == 200


def test_memory_and_descriptors_stay_flat(attacked, spool, capsys):
    """Memory is private memory: that of the attacked, and of the parents, which only fork."""
    parents = [pid for pid in family(attacked) if pid in warm(attacked)]
    with nothing_left(attacked, spool):
        ask_often(attacked, REQUESTS // 10)
        first = [private(pid) for pid in (attacked.process.pid, *parents)]
        ask_often(attacked, REQUESTS)
        last = [private(pid) for pid in (attacked.process.pid, *parents)]
    slopes = [(b - a) * 10_000 / REQUESTS for a, b in zip(first, last, strict=True)]
    kib = ", ".join(f"{slope / 1024:.0f}" for slope in slopes)
    report(capsys, f"{REQUESTS} requests: {kib} KiB per 10,000 in the service and its parents")
    if LONG:
        assert max(slopes) < LEAK_PER_10_000
    else:
        assert max(b - a for a, b in zip(first, last, strict=True)) < LEAK_PER_10_000


def warm(service):
    """Tell the warm parents by the log."""
    lines = map(json.loads, Path(service.log).read_text().splitlines())
    return {line["pid"] for line in lines if line["event"] == "a parent is warm"}


def ask_often(service, count):
    body = npy(samples(0.02))
    right = honest("waveform", body=body)

    def ask(share):
        with client(service.url) as asking:
            for _ in range(share):
                answer = asking.post(
                    "/v1/features/waveform.npy?sample_rate=16000",
                    content=body,
                    headers={"Content-Type": "application/x-npy"},
                )
                assert answer.content == right, answer.text

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(ask, [count // 4] * 4))


@contextmanager
def loaded_service(tmp_path):
    with serving(workers=2, spool_dir=tmp_path) as (process, url, log), client(url) as asking:
        wait_until_ready(asking)
        yield Service(url, process, asking, None, Path(log))


def test_a_killed_service_leaves_no_process_and_no_file_and_sigterm_no_work(tmp_path, capsys):
    began = time.monotonic()
    with loaded_service(tmp_path) as service:
        ready_s = time.monotonic() - began
        sizes = [proportional(pid) / 2**20 for pid in (service.process.pid, *family(service))]
        report(
            capsys,
            f"ready after {ready_s:.1f} s; idle: {sum(sizes):.0f} MiB in all, "
            f"{sizes[0]:.0f} of them the service (PSS)",
        )
        orphans = kill_under_load(service)
        end = time.monotonic() + 2
        while any(map(alive, orphans)) and time.monotonic() < end:
            time.sleep(0.01)
        assert [pid for pid in orphans if alive(pid)] == []
    with loaded_service(tmp_path) as service:
        assert list(tmp_path.iterdir()) == []
        check_end(service, [service.process.pid, *family(service)])


def proportional(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * next(int(line.split()[1]) for line in text.splitlines() if "Pss:" in line)


def alive(pid):
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def kill_under_load(service):
    """Kill the service while it works, and give the processes that it had."""
    load = Load(service, [npy(samples(3)), SPOOLED])
    with suppress(httpx2.TransportError), load.going_on():
        found = list(family(service))
        service.process.kill()
        service.process.wait(30)
        load.over.set()
    return found


def check_end(service, told):
    """Tell processes to end, as an operator does or a machine that shuts down."""
    work = heavy()
    work["sound"]["of"] = work["sound"]["of"][:6]
    idle = {pid: spent(pid) for pid in family(service)}
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(service.tone, "waveform.npy", work)
        wait_for(lambda: at_work(service, idle, 1), "its start")
        for pid in told:
            with suppress(ProcessLookupError):  # the one that compiled the kernels may have ended
                os.kill(pid, signal.SIGTERM)
        wait_for(lambda: refuses(service) or None, "the refusal of new work")
        assert not waiting.done()
        assert waiting.result(60).status_code == 200
    assert service.process.wait(30) == 0
    wait_for(lambda: not any(map(alive, idle)) or None, "the end of all processes")


def refuses(service):
    try:
        with client(service.url) as asking:
            return asking.get("/livez").status_code != 200
    except httpx2.TransportError:
        return True
