"""API keys: who may call, how often, and that nobody needs one by default."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from service.settings import Settings
from tests.conftest import client, refused, running, tone, wait_for
from tests.http.test_early import answer_of, head
from tests.http.test_slow import connected

DIGESTS = {name: sha256(f"{name}'s key".encode()).hexdigest() for name in ("ann", "bob")}
BOBS_QUOTA = 3


@pytest.fixture(scope="module")
def closed():
    """Give a service that two may call, one of them not often."""
    keys = f"ann:{DIGESTS['ann']},bob:{DIGESTS['bob']}:{BOBS_QUOTA}"
    with running(workers=1, api_keys=keys) as service:
        yield service


def bearer(key, scheme="Bearer"):
    return {"Authorization": f"{scheme} {key}"}


def ask(service, headers):
    return service.post("mel.npy", json=tone(), headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("nobody's key"),
        bearer(DIGESTS["ann"]),
        bearer("ann's key", "Basic"),
        bearer("ann's key and more"),
    ],
    ids=["none", "unknown", "digest", "other scheme", "longer"],
)
def test_without_the_right_key_there_is_401(closed, headers):
    answer = ask(closed, headers)
    refused(answer, 401, "no-key")
    assert answer.headers["www-authenticate"] == "Bearer"
    for path in ("/v1/features", "/v1/presets"):
        refused(closed.client.get(path, headers=headers), 401, "no-key")


def test_the_refusal_comes_before_the_body(closed):
    with connected(closed) as connection:
        connection.sendall(head(1_000_000))
        assert answer_of(connection)[0].startswith("HTTP/1.1 401 ")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_with_it_everything_is_there(closed, scheme):
    assert ask(closed, bearer("ann's key", scheme)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/livez", "/readyz", "/metrics"])
def test_pages_and_operations_need_none(closed, path):
    assert closed.client.get(path).status_code == 200


def test_a_quota_is_its_keys_own_and_says_when_to_come_back(closed):
    answers = [ask(closed, bearer("bob's key")) for _ in range(BOBS_QUOTA + 1)]
    assert [answer.status_code for answer in answers[:BOBS_QUOTA]] == [200] * BOBS_QUOTA
    problem = refused(
        answers[-1], 429, "over-quota", "the key bob has used its 3 requests a minute"
    )
    assert problem["title"] == "The quota is used up"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60 / BOBS_QUOTA
    assert ask(closed, bearer("ann's key")).status_code == 200


def test_the_log_names_the_caller_and_never_the_key(closed):
    ask(closed, bearer("ann's key"))
    log = wait_for(
        lambda: (text := Path(closed.log).read_text()).count('"caller":"ann"') and text, "the line"
    )
    assert "'s key" not in log


def test_the_document_says_that_a_key_is_needed(closed):
    document = closed.client.get("/openapi.json").json()
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert document["security"] == [{"key": []}]


def test_nobody_needs_a_key_out_of_the_box(service):
    with client(service.url) as asking:
        assert asking.get("/v1/features").status_code == 200
    assert "security" not in json.loads(service.client.get("/openapi.json").text)


@pytest.mark.parametrize(
    "keys",
    ["ann", "ann:abc", f"ann:{DIGESTS['ann']}:0", f"ann:{DIGESTS['ann']},ann:{DIGESTS['bob']}"],
    ids=["no digest", "short digest", "no quota", "twice"],
)
def test_keys_that_are_none_are_told_at_the_start(monkeypatch, keys):
    monkeypatch.setenv("SONOGRAPH_API_KEYS", keys)
    with pytest.raises(ValueError, match="api_keys"):
        Settings()
