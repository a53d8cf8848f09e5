"""Every error is a problem document with an id, and shows nothing of the inside."""

import re

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.conftest import refused, tone


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/_static/nothing.js"),
        ("GET", "/_static/../cli.py"),
        ("GET", "/_static/%2e%2e/cli.py"),
        ("GET", "/redoc"),
    ],
)
def test_an_unknown_address_is_a_problem(service, method, path):
    answer = service.client.request(method, path)
    problem = answer.json()
    assert (answer.status_code, problem["type"], problem["title"]) == (
        404,
        "about:blank",
        "Not Found",
    )
    refused(answer, 404, "about:blank", f"Not Found: {method} /")


@pytest.mark.parametrize("name", ["mel.bmp", "nothing.json", "mel", "mel.png/more"])
def test_an_unknown_feature_or_format_is_told_what_there_is(service, name):
    answer = service.client.post(f"/v1/features/{name}")
    sentence = f"{name!r} is none of the operations: a feature (beat_track, chroma_cens, "
    refused(answer, 404, "unknown", sentence)
    refused(answer, 404, "unknown", "a format (json, npy, npz, png)")


@pytest.mark.parametrize("path", ["/", "/docs", "/livez", "/readyz", "/openapi.json"])
def test_head_is_answered_where_get_is(service, path):
    answer = service.client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/features/mel.json", "POST"),
        ("HEAD", "/v1/features/mel.json", "POST"),
        ("OPTIONS", "/v1/features/mel.json", "POST"),
        ("PUT", "/v1/features/mel.json", "POST"),
        ("POST", "/v1/features", "GET"),
        ("DELETE", "/livez", "GET"),
    ],
)
def test_another_method_is_a_problem_that_names_the_right_one(service, method, path, allowed):
    answer = service.client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert answer.headers["content-type"] == "application/problem+json"
    if method == "HEAD":
        assert answer.content == b""
    else:
        refused(answer, 405, "about:blank", f"Method Not Allowed: {method} {path}")


@pytest.mark.parametrize("given", ["a", "0af7651916cd43dd8448eb211c80319c", "A-b_c.9", "x" * 64])
def test_an_acceptable_id_is_echoed(service, given):
    answer = service.client.get("/livez", headers={"X-Request-ID": given})
    assert answer.headers["x-request-id"] == given
    problem = service.client.get("/nothing", headers={"X-Request-ID": given}).json()
    assert problem["instance"] == given


@pytest.mark.parametrize(
    "given", ["", "x" * 65, "two words", "a\tb", "{json}", b"caf\xe9", "a,b", "<script>", "a%0Ab"]
)
def test_another_id_is_replaced(service, given):
    answer = service.client.get("/nothing", headers={"X-Request-ID": given})
    made = answer.headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", made)
    assert answer.json()["instance"] == made


def test_every_request_has_an_id_of_its_own(service):
    ids = {service.tone("mel.json", tone(-k)).headers["x-request-id"] for k in range(1, 9)}
    assert len(ids) == 8


def test_a_bug_is_a_problem_with_an_id_that_shows_nothing():
    app = create_app(Settings())

    @app.get("/bug")
    async def bug():
        raise RuntimeError("a secret of /proc/self")

    answer = TestClient(app).get("/bug", headers={"X-Request-ID": "mine"})
    problem = refused(answer, 500, "internal", "the log has the details, under this request id")
    assert problem["instance"] == "mine"
    assert "secret" not in answer.text
