"""Nothing is lost when one of two replicas ends, however it ends."""

import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

import httpx2
import pytest

from tests.conftest import SPEECH, client, samples, tone, wait_for, wav
from tests.proxy.conftest import cluster

CALLERS = 6
PAUSE_S = 0.02
MOST_REQUESTS = 20_000
AFTER = 100
"""Answers that have to arrive after each event before the next."""

SMALL = {
    "recording": {"url": "mel.npy?n_mels=40", "content": SPEECH.read_bytes()},
    "tone": {"url": "mfcc.json", "json": tone(440, 0.2)},
    "picture": {"url": "stft.png?width=300&height=200", "json": tone(1000, 0.5)},
}
LARGE = {"large": {"url": "mel.npy?hop_length=4096", "content": wav(samples(20))}}
"""More than the proxy can keep, so that it cannot ask twice."""


@dataclass
class Load:
    """What callers have got so far."""

    expected: dict
    right: int = 0
    wrong: list = field(default_factory=list)

    def one(self, asking, name, request):
        try:
            answer = post(asking, request)
        except httpx2.HTTPError as error:
            self.wrong.append((name, repr(error)))
            return
        if answer.status_code == 200 and answer.content == self.expected[name]:
            self.right += 1
        else:
            self.wrong.append((name, answer.status_code, answer.text[:200]))

    def wait_for_more(self):
        goal = self.right + AFTER
        wait_for(lambda: self.right >= goal or self.wrong or None, "more answers")
        assert self.wrong == []


def post(asking, request):
    given = dict(request)
    return asking.post(f"/v1/features/{given.pop('url')}", **given)


@contextmanager
def loaded(pair, requests):
    """Have callers ask all the time, with a pause between, until the block ends."""
    with client(pair.url) as asking:
        load = Load({name: post(asking, request).content for name, request in requests.items()})
    ended = Event()

    def call():
        with client(pair.url) as asking:
            for _ in range(MOST_REQUESTS // CALLERS // len(requests)):
                for name, request in requests.items():
                    if ended.wait(PAUSE_S):
                        return
                    load.one(asking, name, request)

    with ThreadPoolExecutor(CALLERS) as threads:
        callers = [threads.submit(call) for _ in range(CALLERS)]
        try:
            yield load
        finally:
            ended.set()
        for caller in callers:
            caller.result()
        print(load.right, "right answers,", len(load.wrong), "others")


def ended_and_restarted(pair, load, number):
    """End each replica in turn under load and have it back; give their exit statuses."""
    statuses = []
    for replica in pair.replicas:
        load.wait_for_more()
        statuses.append(replica.end(number))
        load.wait_for_more()
        replica.start()
        pair.wait_until_all_are_up()
    load.wait_for_more()
    return statuses


def test_both_replicas_answer(pair):
    before = pair.answered()
    with loaded(pair, SMALL) as load:
        load.wait_for_more()
    assert load.wrong == []
    assert all(pair.answered()[name] - count > AFTER // 4 for name, count in before.items())


def test_a_replica_that_is_killed_costs_no_small_request(pair):
    with loaded(pair, SMALL) as load:
        statuses = ended_and_restarted(pair, load, signal.SIGKILL)
    assert load.wrong == []
    assert statuses == [-signal.SIGKILL] * 2


def test_a_replica_that_is_asked_to_leave_costs_nothing(pair):
    with loaded(pair, SMALL | LARGE) as load:
        statuses = ended_and_restarted(pair, load, signal.SIGTERM)
    assert load.wrong == []
    assert statuses == [0, 0]


def test_a_replica_that_leaves_without_notice_costs_no_small_request():
    with cluster() as hasty, loaded(hasty, SMALL) as load:
        statuses = ended_and_restarted(hasty, load, signal.SIGTERM)
    assert load.wrong == []
    assert statuses == [0, 0]


def test_large_bodies_pass(pair):
    assert len(LARGE["large"]["content"]) > 600_000
    with loaded(pair, LARGE) as load:
        wait_for(lambda: load.right >= 10 or load.wrong or None, "large bodies")
    assert load.wrong == []


def test_refusals_are_the_services_own(pair):
    with client(pair.url) as asking:
        answer = asking.post("/v1/features/mel.npy?n_ftt=1", content=b"")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == 422
    assert "n_ftt" in answer.json()["detail"]


@pytest.mark.parametrize("sent", [b"POST /v1/features/mel.npy HTTP/1.1\r\nHost: x\r\n"])
def test_a_caller_that_never_finishes_its_head_is_closed(pair, sent):
    address = pair.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=20) as caller:
        began = time.monotonic()
        caller.sendall(sent)
        assert caller.recv(1000).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - began < 15
