"""An early refusal reaches a caller who is still sending, and the connection ends in time."""

import json
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from tests.conftest import wav

MIB = 1 << 20
PIECE = bytes(64 * 1024)
LONGEST_S = 20.0
"""Far above the two seconds that the service waits, far below what a dead connection takes."""

REFUSED = "the body is larger than the limit of 1000000 bytes"


@contextmanager
def connected(service):
    with socket.create_connection(service.address(), timeout=LONGEST_S) as connection:
        yield connection


def head(size, *headers):
    lines = (
        "POST /v1/features/mel.json HTTP/1.1",
        "Host: sonograph",
        "Content-Type: audio/wav",
        *([f"Content-Length: {size}"] if size else ["Transfer-Encoding: chunked"]),
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode()


def answer_of(connection):
    """Read one whole answer: status, headers and body."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += more_of(connection)
    start, _, body = received.partition(b"\r\n\r\n")
    status, *lines = start.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    while len(body) < int(headers.get("content-length", 0)):
        body += more_of(connection)
    return status, headers, body


def more_of(connection):
    chunk = connection.recv(65_536)
    assert chunk, "the connection ended inside the answer"
    return chunk


def check_refusal(status, headers, body):
    assert status.startswith("HTTP/1.1 413 ")
    assert headers["connection"] == "close"
    assert json.loads(body)["detail"] == REFUSED


def end_of(connection):
    """Wait for the end of the connection, which may be a reset once the answer was read."""
    with suppress(ConnectionResetError):
        while connection.recv(65_536):
            pass


def pour(connection, size):
    """Send a body as fast as it is taken, until it is sent or the other side has left."""
    with suppress(ConnectionResetError, BrokenPipeError):
        for _ in range(size // len(PIECE)):
            connection.sendall(PIECE)


def test_a_caller_who_sends_everything_before_reading_gets_the_answer(small):
    with connected(small) as connection:
        connection.sendall(head(4 * MIB))
        for _ in range(4 * MIB // len(PIECE)):
            connection.sendall(PIECE)
        check_refusal(*answer_of(connection))
        end_of(connection)


def test_a_caller_who_sends_20_mib_at_once_gets_the_answer(small):
    with connected(small) as connection, ThreadPoolExecutor(1) as threads:
        connection.sendall(head(20 * MIB))
        sending = threads.submit(pour, connection, 20 * MIB)
        check_refusal(*answer_of(connection))
        end_of(connection)
        sending.result(LONGEST_S)


def test_a_caller_without_a_length_gets_the_answer(small):
    chunk = f"{len(PIECE):x}\r\n".encode() + PIECE + b"\r\n"
    with connected(small) as connection:
        connection.sendall(head(0))
        for _ in range(4 * MIB // len(PIECE)):
            connection.sendall(chunk)
        check_refusal(*answer_of(connection))
        end_of(connection)


def test_a_caller_who_trickles_gets_the_answer_and_is_cut_off(small):
    with connected(small) as connection:
        connection.sendall(head(20 * MIB) + PIECE)
        check_refusal(*answer_of(connection))
        began = time.monotonic()
        with suppress(ConnectionResetError, BrokenPipeError):
            while not select.select([connection], [], [], 0.1)[0]:
                connection.sendall(b"drop")
                assert time.monotonic() - began < LONGEST_S, "the connection does not end"
            end_of(connection)


def test_a_caller_who_falls_silent_is_cut_off(small):
    with connected(small) as connection:
        connection.sendall(head(20 * MIB))
        check_refusal(*answer_of(connection))
        end_of(connection)  # raises TimeoutError after LONGEST_S


def test_a_caller_who_asks_first_need_not_send_the_body(small):
    with connected(small) as connection:
        connection.sendall(head(20 * MIB, "Expect: 100-continue"))
        check_refusal(*answer_of(connection))


def test_a_caller_who_asks_first_is_told_to_go_on(small):
    body = wav()
    with connected(small) as connection:
        connection.sendall(head(len(body), "Expect: 100-continue"))
        assert answer_of(connection)[0] == "HTTP/1.1 100 Continue"
        connection.sendall(body)
        assert answer_of(connection)[0] == "HTTP/1.1 200 OK"


@pytest.mark.parametrize("body", [b"no sound", wav()])
def test_a_connection_stays_when_the_body_was_read(small, body):
    with connected(small) as connection:
        for _ in range(2):
            connection.sendall(head(len(body)) + body)
            _, headers, _ = answer_of(connection)
            assert headers.get("connection", "keep-alive") == "keep-alive"


def test_a_caller_who_leaves_harms_nobody(small):
    with connected(small) as connection:
        connection.sendall(head(MIB // 2) + PIECE)
    answer = small.post("mel.json", wav())
    assert answer.status_code == 200
