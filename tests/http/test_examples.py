"""The requests of `openapi/examples` are sent, and answered as they say."""

import io
import json
from dataclasses import dataclass

import numpy as np
import pytest
import soundfile
from PIL import Image

from service.features import FEATURES
from service.formats import ENCODERS
from tests.conftest import EXAMPLES

FILES = sorted(EXAMPLES.glob("*.http"))


@dataclass(frozen=True)
class Example:
    """A request, and what its comments say of the answer."""

    facts: dict[str, str]
    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None


def read(path):
    comments, request, *rest = path.read_text().split("\n\n", 2)
    start, *headers = request.strip().splitlines()
    method, target, _ = start.split()
    facts = dict(line[2:].split(": ", 1) for line in comments.splitlines()[1:])
    named = dict(line.split(": ", 1) for line in headers)
    return Example(facts, method, target, named, content(rest[0].strip()) if rest else None)


def content(text):
    return (EXAMPLES / text[2:]).read_bytes() if text.startswith("< ") else text.encode()


def array_of(answer):
    loaded = np.load(io.BytesIO(answer.content), allow_pickle=False)
    return loaded if isinstance(loaded, np.ndarray) else loaded["values"]


def size_of(answer):
    with Image.open(io.BytesIO(answer.content)) as picture:
        return list(picture.size)


KNOWN_WITHOUT = {"formats", "replay"}
"""As the catalogue's features; and what takes the receipt of another answer."""


def frames_of(answer):
    known = soundfile.info(io.BytesIO(answer.content))
    return [known.frames, known.samplerate]


def parts_of(answer):
    with np.load(io.BytesIO(answer.content), allow_pickle=False) as archive:
        return sum(name.startswith("values_") for name in archive)


SHAPES = {
    "application/json": lambda answer: answer.json()["shape"],
    "application/x-npy": lambda answer: list(array_of(answer).shape),
    "application/x-npz": lambda answer: list(array_of(answer).shape),
}
CHECKS = {
    "status": lambda answer: str(answer.status_code),
    "media type": lambda answer: answer.headers["content-type"],
    "shape": lambda answer: json.dumps(SHAPES[answer.headers["content-type"]](answer)),
    "size": lambda answer: json.dumps(size_of(answer)),
    "frames": lambda answer: json.dumps(frames_of(answer)),
    "parts": lambda answer: str(parts_of(answer)),
    "unit": lambda answer: answer.json()["unit"],
    "detail": lambda answer: answer.json()["detail"],
}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_an_example_is_answered_as_it_says(service, path):
    example = read(path)
    answer = service.client.request(
        example.method, example.target, headers=example.headers, content=example.body
    )
    assert {"status", "media type"} <= example.facts.keys()
    assert {name: CHECKS[name](answer) for name in example.facts} == example.facts


def test_every_feature_and_every_format_has_an_example():
    paths = [read(path).target.partition("?")[0] for path in FILES]
    begins = ("/v1/features/", "/v1/sound.")
    operations = [path.rpartition("/")[2] for path in paths if path.startswith(begins)]
    shown = [operation.split(".") for operation in operations if "." in operation]
    assert {feature for feature, _ in shown} == {*FEATURES, "sound"}
    assert {format for _, format in shown} == set(ENCODERS)


def test_every_other_path_has_an_example():
    document = json.loads((EXAMPLES.parent / "openapi.json").read_text())
    shown = [read(path).target.partition("?")[0] for path in FILES]
    groups = {path.split("/")[2].partition(".")[0] for path in document["paths"] if "/v1/" in path}
    assert groups - {path.split("/")[2].partition(".")[0] for path in shown} == KNOWN_WITHOUT


def test_every_example_file_is_of_use():
    used = " ".join(path.read_text() for path in FILES)
    for path in EXAMPLES.iterdir():
        assert path.suffix in {".http", ".md"} or f"< {path.name}\n" in used
