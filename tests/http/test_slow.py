"""Slow clients and oversized heads cost themselves the connection, inside the stated time."""

import json
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import PROBLEM_MEMBERS, running, samples, wait_for, wav
from tests.http.test_early import answer_of, end_of, head

LIMIT_S = 1.0
SOON_S = LIMIT_S + 4
"""The stated time, the two seconds of lingering, and what a busy machine adds."""

STARTED = b"POST /v1/features/mel.json HTTP/1.1\r\nHost: sonograph\r\n"
ASKED = b"GET /livez HTTP/1.1\r\nHost: sonograph\r\n\r\n"
MIB = 1 << 20


@pytest.fixture(scope="module")
def strict():
    """Give a service that waits for nobody longer than a second."""
    with running(
        workers=1, head_timeout_s=LIMIT_S, patience_s=LIMIT_S, keep_alive_s=LIMIT_S
    ) as service:
        yield service


@contextmanager
def connected(service):
    with socket.create_connection(service.address(), timeout=20) as connection:
        yield connection


def trickle(connection, piece):
    """Send a piece every tenth of a second until there is an answer."""
    end = time.monotonic() + 20
    while not select.select([connection], [], [], 0.1)[0]:
        assert time.monotonic() < end, "no answer"
        connection.sendall(piece)


def check(connection, status, kind, *parts):
    start, headers, body = answer_of(connection)
    problem = json.loads(body)
    found = (start.split()[1], problem["status"], problem["type"].rpartition(":")[2])
    assert found == (str(status), status, kind)
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert set(problem) == PROBLEM_MEMBERS
    assert problem["instance"] == headers["x-request-id"]
    for part in parts:
        assert part in problem["detail"]
    end_of(connection)
    return problem


@contextmanager
def soon():
    began = time.monotonic()
    yield
    assert LIMIT_S - 0.1 < time.monotonic() - began < SOON_S


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"", b""),
        (STARTED, b""),
        (STARTED, b"X-A: b\r\n"),
        (b"GET /", b"a"),
        (b"", b"\r\n"),
        (ASKED, b"\r\n"),
    ],
    ids=["idle", "silent", "slow headers", "slow address", "empty lines", "between requests"],
)
def test_a_head_that_does_not_come_is_408(strict, first, piece):
    with connected(strict) as connection, soon():
        connection.sendall(first)
        if first == ASKED:
            assert answer_of(connection)[0] == "HTTP/1.1 200 OK"
        trickle(connection, piece)
        check(connection, 408, "slow-client", "did not come within 1 s")


def test_a_connection_between_requests_is_closed_in_silence(strict):
    with connected(strict) as connection, soon():
        connection.sendall(ASKED)
        assert answer_of(connection)[0] == "HTTP/1.1 200 OK"
        assert connection.recv(100) == b""


@pytest.mark.parametrize(
    ("headers", "first", "piece"),
    [
        (head(100_000), b"", b""),
        (head(100_000), b"", b"a"),
        (head(1_000_000), bytes(33_000), b"a"),
        (head(0), b"", b"1\r\na\r\n"),
        (head(0), b"1\r\na\r\n0\r\n", b"X-A: b\r\n"),
    ],
    ids=["silent", "slow", "slow after a burst", "slow chunks", "slow trailer"],
)
def test_a_body_that_comes_too_slowly_is_408(strict, headers, first, piece):
    with connected(strict) as connection, soon():
        connection.sendall(headers + first)
        trickle(connection, piece)
        check(connection, 408, "slow-client", "less than 1024 bytes/s for 1 s")


def test_a_body_at_the_slowest_rate_is_read(strict):
    body = wav(samples(0.2))
    with connected(strict) as connection:
        connection.sendall(head(len(body)))
        for at in range(0, len(body), 2048):
            connection.sendall(body[at : at + 2048])
            select.select([connection], [], [], 0.5)
        assert answer_of(connection)[0] == "HTTP/1.1 200 OK"


OVERSIZED = {
    "64 KiB": b"X-Big: " + b"a" * (64 << 10) + b"\r\n\r\n",
    "16 MiB": b"X-Big: " + b"a" * (16 * MIB) + b"\r\n\r\n",
    "20,000 fields": b"".join(b"X-%d: y\r\n" % k for k in range(20_000)) + b"\r\n",
    "101 fields": b"X: y\r\n" * 100 + b"\r\n",
}


@pytest.mark.parametrize("rest", OVERSIZED.values(), ids=OVERSIZED)
def test_an_oversized_head_is_431_even_for_who_sends_all_of_it_first(strict, rest):
    with connected(strict) as connection:
        connection.sendall(STARTED + rest)
        check(connection, 431, "head-too-large", "the limit of 32768 bytes in 100 fields")


def test_an_oversized_address_is_431(strict):
    with connected(strict) as connection:
        connection.sendall(b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n")
        check(connection, 431, "head-too-large")


def test_an_oversized_trailer_is_431(strict):
    with connected(strict) as connection:
        connection.sendall(head(0) + b"1\r\na\r\n0\r\nX-Big: " + b"a" * MIB)
        check(connection, 431, "head-too-large")


def test_chunk_extensions_without_end_are_431(strict):
    with connected(strict) as connection:
        connection.sendall(head(0) + b"1;" + b"a" * 4 * MIB)
        check(connection, 431, "head-too-large")


def test_a_head_of_many_fields_and_bytes_below_the_limits_is_read(strict):
    fields = b"".join(b"X-%d: %s\r\n" % (k, b"y" * 300) for k in range(98))
    with connected(strict) as connection:
        connection.sendall(ASKED.removesuffix(b"\r\n") + fields + b"\r\n")
        assert answer_of(connection)[0] == "HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    "nonsense", [b"\x16\x03\x01 no HTTP\r\n\r\n", b"GET / HTTP/9\r\n\r\n", head(0) + b"zz\r\n"]
)
def test_what_is_no_http_is_a_problem(strict, nonsense):
    with connected(strict) as connection:
        connection.sendall(nonsense)
        check(connection, 400, "bad-request")


def test_an_answer_that_is_due_comes_before_the_end_of_a_connection_that_goes_wrong(strict):
    with connected(strict) as connection:
        connection.sendall(ASKED + STARTED + OVERSIZED["64 KiB"])
        assert answer_of(connection)[0] == "HTTP/1.1 200 OK"
        end_of(connection)


def test_pipelined_requests_are_all_answered(strict):
    body = wav(samples(0.1))
    with connected(strict) as connection:
        connection.sendall((head(len(body)) + body) * 3 + ASKED)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
        assert received.count(b"HTTP/1.1 200 OK\r\n") == 4
        assert received.count(b"HTTP/1.1") == 4


def test_who_asks_for_another_protocol_is_answered_in_this_one(strict):
    asked = ASKED.removesuffix(b"\r\n") + b"Connection: Upgrade\r\nUpgrade: %s\r\n\r\n"
    for protocol in (b"websocket", b"h2c"):
        with connected(strict) as connection:
            connection.sendall(asked % protocol)
            assert answer_of(connection)[0] == "HTTP/1.1 200 OK"


def drained(connection):
    while connection.recv(65_536):
        pass


@pytest.mark.parametrize("seconds", [5, 60], ids=["in one piece", "in parts"])
def test_who_does_not_read_the_answer_loses_it(strict, seconds):
    body = wav(samples(seconds))
    asked = head(len(body)).replace(b"mel.json", b"stft.npz?hop_length=64") + body
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(strict.address())
        connection.settimeout(20)
        connection.sendall(asked)
        log = Path(strict.log).read_text
        before = log().count("a reader was too slow")
        wait_for(lambda: log().count("a reader was too slow") > before or None, "its end")
        with pytest.raises(ConnectionResetError):
            drained(connection)
    assert strict.post("mel.json", wav()).status_code == 200


def test_slow_clients_harm_nobody_and_leave_nothing(strict):
    before = descriptors(strict)
    attacks = [STARTED, head(100_000), b"", STARTED + OVERSIZED["20,000 fields"]]
    attackers = [socket.create_connection(strict.address(), timeout=20) for _ in range(200)]
    try:
        for k, attacker in enumerate(attackers):
            attacker.sendall(attacks[k % len(attacks)])
        body = wav(samples(0.1))
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(lambda _: strict.post("mel.json", body), range(40)))
        assert {answer.status_code for answer in answers} == {200}
        for attacker in attackers:
            with suppress(ConnectionResetError):
                while attacker.recv(65_536):
                    pass
    finally:
        for attacker in attackers:
            attacker.close()
    wait_for(lambda: descriptors(strict) <= before + 4 or None, "the end of all connections")


def descriptors(service):
    return sum(1 for _ in Path(f"/proc/{service.process.pid}/fd").iterdir())


def test_connections_beyond_the_limit_are_503():
    with running(workers=1, max_connections=3) as service:
        service.client.close()
        held = [socket.create_connection(service.address(), timeout=20) for _ in range(3)]
        for connection in held:
            connection.sendall(ASKED)
            assert answer_of(connection)[0] == "HTTP/1.1 200 OK"
        with connected(service) as connection:
            problem = check(connection, 503, "busy", "3 connections are open already")
            assert problem["title"] == "The service is busy"
        for connection in held:
            connection.close()
