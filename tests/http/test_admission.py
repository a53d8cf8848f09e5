"""What is refused before its body is read, the caller's own deadline, and the way to leave."""

import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2
import pytest

from tests.conftest import refused, running, samples, tone, wait_for, wait_until_ready, wav
from tests.http.test_early import answer_of, end_of, head
from tests.http.test_load import heavy

DEADLINE = "Sonograph-Deadline"


@pytest.fixture(scope="module")
def narrow():
    """Give a service with room for one worker's work and one body."""
    with running(
        workers=1, max_waiting=0, max_upload_bytes=1_000_000, max_bytes_in_flight=1_000_000
    ) as service:
        yield service


@contextmanager
def connected(service):
    with socket.create_connection(service.address(), timeout=20) as connection:
        yield connection


def gauge(service, name):
    text = service.client.get("/metrics").text
    return float(re.search(rf"^sonograph_{re.escape(name)} (\S+)$", text, re.MULTILINE)[1])


@contextmanager
def at_work(service):
    """Keep the one worker busy until the block ends."""
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(service.tone, "mel.npy", heavy())
        wait_for(lambda: gauge(service, 'workers_busy{lane="core"}') == 1 or None, "its start")
        yield
        assert not busy.done()
        busy.result()


def test_a_full_service_refuses_before_the_body_is_sent():
    with running(workers=1, max_waiting=0, deadline_s=5) as service, at_work(service):
        with connected(service) as connection:
            connection.sendall(head(1000))
            status, headers, body = answer_of(connection)
            assert status.startswith("HTTP/1.1 503 ")
            assert headers["connection"] == "close"
            assert headers["retry-after"].isdecimal()
            assert b"0 requests are waiting already" in body
            end_of(connection)
        for path in ("/livez", "/readyz"):  # load is no reason to take a service out
            assert service.client.get(path).status_code == 200


@pytest.mark.parametrize("size", [500_000, 0], ids=["announced", "unknown"])
def test_bytes_in_flight_are_bounded(narrow, size):
    with connected(narrow) as one, connected(narrow) as two:
        one.sendall(head(900_000) + bytes(800_000))
        wait_for(
            lambda: gauge(narrow, "bytes_in_flight") == 800_000 or None, "the bytes of the first"
        )
        two.sendall(head(size) + (b"" if size else b"%x\r\n" % 300_000 + bytes(300_000) + b"\r\n"))
        status, headers, body = answer_of(two)
        assert status.startswith("HTTP/1.1 503 ")
        assert headers["retry-after"].isdecimal()
        assert b"bytes are in flight already; the limit is 1000000 bytes" in body
    wait_for(lambda: gauge(narrow, "bytes_in_flight") == 0 or None, "their end")
    assert narrow.post("mel.json", wav()).status_code == 200


def test_what_is_announced_but_not_sent_takes_no_room(narrow):
    with connected(narrow) as one:
        one.sendall(head(1_000_000))
        assert narrow.post("mel.json", wav()).status_code == 200


def test_the_callers_own_deadline_holds(narrow):
    answer = narrow.post("mel.npy", json=heavy(), headers={DEADLINE: "0.5"})
    refused(answer, 504, "deadline", "no answer within 0.5 s")
    wait_until_ready(narrow.client)
    answer = narrow.post("mel.npy", json=tone(), headers={DEADLINE: "5e-324"})
    refused(answer, 504, "deadline", "no answer within 4.94066e-324 s")
    wait_until_ready(narrow.client)
    answer = narrow.post("mel.npy", json=tone(), headers={DEADLINE: "100"})
    assert answer.status_code == 200


@pytest.mark.parametrize("given", ["", "soon", "0", "-1", "nan", "inf", "1e999", "1,2"])
def test_a_deadline_that_is_none_is_told(narrow, given):
    answer = narrow.post("mel.npy", json=tone(), headers={DEADLINE: given})
    problem = refused(answer, 422, "bad-parameter", "must be a number of seconds above 0")
    assert problem["errors"][0]["parameter"] == DEADLINE


def test_short_jobs_do_not_wait_for_long_ones():
    dense = wav(samples(20, 48_000), 48_000)
    with running(workers=2, max_wait_s=60, short_job_s=0.1) as service:
        order = []

        def ask(name, operation, body):
            answer = service.post(operation, body)
            order.append(name)
            return answer.status_code

        with ThreadPoolExecutor(8) as threads:
            long = [threads.submit(ask, "long", "mel.npy?hop_length=16", dense) for _ in range(5)]
            wait_for(lambda: "long" in order or None, "the first of them")
            short = [ask("short", "mel.npy", wav()) for _ in range(5)]
            assert {*short, *(one.result() for one in long)} == {200}
    assert order[1:6].count("short") >= 4  # beside the long job that was at work
    assert order[-2:] == ["long", "long"]


def test_a_service_that_leaves_says_so_first_and_finishes_what_it_has():
    with running(workers=1, shutdown_delay_s=2) as service, ThreadPoolExecutor(1) as threads:
        work = heavy()
        work["sound"]["of"] = work["sound"]["of"][:6]
        waiting = threads.submit(service.tone, "waveform.npy", work)
        service.process.send_signal(signal.SIGTERM)
        wait_for(lambda: service.client.get("/readyz").status_code == 503 or None, "the word")
        refused(service.client.get("/readyz"), 503, "not-ready", "the service is shutting down")
        assert service.client.get("/livez").status_code == 200
        assert waiting.result(60).status_code == 200
        assert service.process.wait(30) == 0
        with pytest.raises(httpx2.TransportError):
            service.client.get("/livez")
