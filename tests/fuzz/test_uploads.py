"""Damaged uploads over HTTP: 200 or a stated refusal, whatever comes (the long run: make fuzz)."""

import socket
from http.client import HTTPConnection
from itertools import count, islice

import pytest

from tests.conftest import running
from tests.fuzz.mutations import mutated, seeds
from tests.fuzz.uploads import STATED, Sender, attack, path_of, wrong

IN_CI = 20_000
SEED = 0
"""Always the same here, so that a failure is a change's own; `make fuzz` draws another."""


@pytest.fixture(scope="module")
def attacked():
    with running(workers=2) as service:
        yield service


@pytest.mark.parametrize("number", range(len(seeds())), ids=[seed.name for seed in seeds()])
def test_every_seed_is_a_sound(attacked, number):
    upload = seeds()[number]
    with Sender.to(attacked) as sender:
        status, media_type, content = sender.send(path_of(number, upload), upload)
    assert status == 200, content
    assert wrong(status, media_type, content) is None


def test_mutations_are_many_and_can_be_made_again():
    made = [mutated(SEED, number) for number in range(500)]
    assert made == [mutated(SEED, number) for number in range(500)]
    assert len({upload.body for upload in made}) > 480
    assert {upload.name for upload in made} == {seed.name for seed in seeds()}


def test_damaged_uploads_are_answered_or_refused(attacked):
    for tally in attack(attacked, SEED, islice(count(), IN_CI)):  # noqa: B007  # the last one counts
        pass
    assert tally.failures == []
    assert sum(tally.answers.values()) == IN_CI
    assert {200, 415, 422} <= tally.answers.keys() <= {200, *STATED}  # 413 comes once in 50,000
    assert attacked.client.get("/readyz").json()["workers"] == 2


def test_what_is_wrong_with_an_answer_is_told():
    assert "500" in wrong(500, "application/problem+json", b"{}")
    assert "no problem document" in wrong(422, "text/plain", b"no")
    assert "insides" in wrong(422, "application/problem+json", b'{"detail": "Traceback"}')


def test_an_answer_is_read_although_the_service_has_closed():
    here, there = socket.socketpair()
    there.sendall(b"HTTP/1.1 408 Request Timeout\r\nContent-Type: a/b\r\n\r\nlate")
    there.close()
    connection = HTTPConnection("nowhere")
    connection.sock = here
    with pytest.raises(BrokenPipeError):
        here.sendall(b"POST")
    with Sender(connection) as sender:
        assert sender.send("/", seeds()[0]) == (408, "a/b", b"late")


@pytest.mark.parametrize(("sending_s", "status"), [(0.1, 408), (7, 200)])
def test_only_who_sent_too_slowly_may_send_again(monkeypatch, sending_s, status):
    answers = iter([((408, "a/b", b""), sending_s), ((200, "a/b", b""), 0.1)])
    monkeypatch.setattr(Sender, "sent", lambda *_: next(answers))
    with Sender(HTTPConnection("nowhere")) as sender:
        assert sender.send("/", seeds()[0])[0] == status
