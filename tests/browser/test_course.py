"""Every link of the course shows on the page what its command asks the service for."""

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from docs import course
from tests.conftest import SPEECH, loaded

TEXT = course.TUTORIAL.read_text(encoding="utf-8")
LINKS = re.findall(r"\]\(http://127\.0\.0\.1:8000/#([^)]+)\)", TEXT)

VALUES = """async () => {
  const { page } = await import("/_static/playground/main.js");
  return { shape: page.answer.shape, data: Array.from(page.answer.data) };
}"""

SOUND = """async () => {
  const { page } = await import("/_static/playground/main.js");
  return [...new Uint8Array(await new Response(page.sound.body).arrayBuffer())];
}"""
"""What is posted."""


@dataclass(frozen=True)
class Command:
    """What a curl of the course asks for."""

    kind: str
    feature: str
    query: list
    media_type: str
    content: bytes

    def post(self, service, drawn):
        """Ask for the values, without what only the drawing of a picture needs."""
        self.query[:] = [(name, value) for name, value in self.query if name not in drawn]
        return service.client.post(
            f"/v1/{self.kind}/{self.feature}.npz",
            params=self.query,
            content=self.content,
            headers={"Content-Type": self.media_type},
        )

    def has(self, sound):
        """Is it this sound?"""
        if self.media_type == "application/json":
            return json.loads(sound) == json.loads(self.content)
        return sound == self.content


def command(arguments, room):
    """Read a curl; nothing, if it asks for none that the page can draw, of a sound that it has."""
    given = dict(pairwise(arguments))
    asks = re.search(r"/v1/(features|sweeps)/(\w+)\.\w+(?:\?(.*))?$", arguments[-1])
    spec, file = given.get("--json", ""), given.get("-F", "").removeprefix("file=")
    if not asks or not (spec or file) or "part=complex" in arguments[-1]:
        return None
    sent = spec or file
    content = (room / sent[1:]).read_bytes() if sent.startswith("@") else sent.encode()
    kind, feature, query = asks.groups()
    media_type = "application/json" if spec else "audio/flac"
    found = Command(kind, feature, parse_qsl(query or ""), media_type, content)
    return found if spec or content == SPEECH.read_bytes() else None


@pytest.fixture(scope="module")
def commands(served, tmp_path_factory):
    """Give the commands that the page can show, in the order of the course."""
    room = tmp_path_factory.mktemp("course")
    course.renewed(TEXT, served.url, room)
    return [found for arguments in course.asked(room) if (found := command(arguments, room))]


@pytest.fixture(scope="module")
def drawn(served):
    """Name the parameters of a picture."""
    formats = served.client.get("/v1/formats").json()["formats"]
    png = next(one for one in formats if one["name"] == "png")
    return {parameter["name"] for parameter in png["parameters"]}


def test_every_command_that_the_page_can_show_has_a_link(commands):
    assert len(LINKS) == len(commands)


@pytest.mark.parametrize("number", range(len(LINKS)))
def test_a_link_shows_what_its_command_asks_for(page, commands, drawn, number):
    own = commands[number]
    expected = own.post(page.service, drawn)
    page.may_be_refused = expected.status_code == 422
    page.open(LINKS[number])
    if page.may_be_refused:
        (error,) = expected.json()["errors"]
        sentence = re.compile(re.escape(error["detail"]), re.IGNORECASE)
        expect(page["main"]).to_contain_text(sentence)
    elif own.kind == "sweeps":
        same_cells(page, own)
        same_request(page, own)
    else:
        same_request(page, own)
        same_values(page, loaded(expected)["values"])
    assert own.has(bytes(page.tab.evaluate(SOUND)))
    assert page.tab.url.partition("#")[2] == LINKS[number]


def same_request(page, own):
    expect(page["#trouble"]).to_be_empty()
    (asked,) = page.asked_for(f"/v1/{own.kind}/{own.feature}.npz")
    assert sorted(parse_qsl(urlsplit(asked.url).query)) == sorted(own.query)


def same_values(page, values):
    shown = page.tab.evaluate(VALUES)
    assert shown["shape"] == list(values.shape)
    assert np.array_equal(np.array(shown["data"], np.float32), values.ravel(order="K"))


def same_cells(page, own):
    (varied,) = (value for name, value in own.query if name == "vary")
    cells = page["#grid button.cell"]
    expect(cells).to_have_count(len(varied.split(",")))
