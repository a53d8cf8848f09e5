"""Damaged uploads over HTTP: 200 or a stated refusal, whatever comes (the long run: make fuzz)."""

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
    status, media_type, content = Sender(attacked).send(path_of(number, upload), upload)
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
    assert tally.answers.keys() == {200, *STATED}
    assert attacked.client.get("/readyz").json()["workers"] == 2


def test_what_is_wrong_with_an_answer_is_told():
    assert "500" in wrong(500, "application/problem+json", b"{}")
    assert "no problem document" in wrong(422, "text/plain", b"no")
    assert "insides" in wrong(422, "application/problem+json", b'{"detail": "Traceback"}')
