"""The OpenAPI document: committed as it is served, complete, and true."""

import json
from urllib.parse import urlencode

import pytest

from service.api.admission import DEADLINE
from service.features import FEATURES
from service.formats import ENCODERS, FORMATS, SOUNDS
from service.spec import canonical
from tests.conftest import ROOT, tone

COMMITTED = json.loads((ROOT / "openapi" / "openapi.json").read_text())
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
OPERATIONS = [
    operation
    for operations in COMMITTED["paths"].values()
    for method, operation in operations.items()
    if method in METHODS
]
FEATURE_PATHS = [f"/v1/features/{feature}.{format}" for feature in FEATURES for format in FORMATS]
SOUND_PATHS = [f"/v1/sound.{format}" for format in SOUNDS]
PATHS = FEATURE_PATHS + SOUND_PATHS
HINT = "the committed document is not what the service says: run `make openapi`"


def parts(value, name=None):
    """Walk over every member of a document, with its name."""
    yield name, value
    members = value.items() if isinstance(value, dict) else ()
    elements = value if isinstance(value, list) else ()
    for key, member in [*members, *((name, element) for element in elements)]:
        yield from parts(member, key)


def resolved(reference):
    found = COMMITTED
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def parameters(path):
    references = COMMITTED["paths"][path]["post"]["parameters"]
    return [resolved(reference["$ref"]) for reference in references]


def test_the_committed_document_is_what_the_service_says(service):
    assert service.client.get("/openapi.json").json() == COMMITTED, HINT


def test_there_is_one_operation_per_feature_and_format():
    assert {path for path in COMMITTED["paths"] if path.startswith("/v1/features/")} == set(
        FEATURE_PATHS
    )


@pytest.mark.parametrize("operation", [pytest.param(o, id=o["operationId"]) for o in OPERATIONS])
def test_every_operation_is_described(operation):
    assert operation["summary"]
    assert operation["description"]
    (tag,) = operation["tags"]
    assert tag in {known["name"] for known in COMMITTED["tags"]}


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for operation in OPERATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", PATHS)
def test_every_operation_has_one_success_and_all_refusals(path):
    responses = COMMITTED["paths"][path]["post"]["responses"]
    assert responses.keys() == {"200", "408", "413", "415", "422", "431", "503", "504"}
    (media_type,) = responses["200"]["content"]
    assert media_type == ENCODERS[path.rpartition(".")[2]].media_type
    for status in responses.keys() - {"200"}:
        content = resolved(responses[status]["$ref"])["content"]
        assert content.keys() == {"application/problem+json"}


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_stands_once_and_is_described(path):
    for reference in COMMITTED["paths"][path]["post"]["parameters"]:
        assert reference.keys() == {"$ref"}
    for parameter in parameters(path):
        assert parameter["description"]
        place = "header" if parameter["name"] == DEADLINE else "query"
        assert (parameter["in"], parameter["required"]) == (place, False)
    names = [parameter["name"] for parameter in parameters(path)]
    assert len(set(names)) == len(names)


def test_no_shared_parameter_stands_twice():
    shared = [json.dumps(p, sort_keys=True) for p in COMMITTED["components"]["parameters"].values()]
    assert len(set(shared)) == len(shared)


def test_every_reference_leads_somewhere_and_every_component_is_used():
    used = {value for name, value in parts(COMMITTED) if name == "$ref"}
    for reference in used:
        assert resolved(reference)
    components = {
        f"#/components/{group}/{name}"
        for group, members in COMMITTED["components"].items()
        for name in members
    }
    assert components <= used


def test_the_file_of_a_form_is_binary():
    for path in PATHS:
        body = resolved(COMMITTED["paths"][path]["post"]["requestBody"]["$ref"])
        assert body["required"]
        schema = body["content"]["multipart/form-data"]["schema"]
        assert schema["required"] == ["file"]
        assert schema["properties"]["file"]["format"] == "binary"


def test_no_address_leads_outside():
    text = json.dumps(COMMITTED)
    assert "http://" not in text
    assert "https://" not in text
    assert COMMITTED["servers"] == [{"url": "/"}]


def test_behind_a_proxy_the_document_names_its_prefix(small):
    document = small.client.get("/openapi.json").json()
    assert document == COMMITTED | {"servers": [{"url": "/sonograph"}]}


@pytest.mark.parametrize("path", PATHS)
def test_the_documented_defaults_are_those_that_are_used(service, path):
    defaults = {
        p["name"]: p["schema"]["x-default"] for p in parameters(path) if "x-default" in p["schema"]
    }
    assert "sample_rate" in defaults
    words = {n: json.dumps(v) if isinstance(v, bool) else v for n, v in defaults.items()}
    spec = tone(1000, 0.2)
    said = service.client.post(f"{path}?{urlencode(words)}", json=spec)
    assert said.status_code == 200, said.text
    assert said.content == service.client.post(path, json=spec).content


def test_an_answer_has_the_members_that_are_documented(service):
    answer = service.tone("mel.json").json()
    problem = service.tone("mel.json?n_fft=0").json()
    schemas = COMMITTED["components"]["schemas"]
    assert answer.keys() == schemas["Answer"]["properties"].keys()
    at_times = {"output", "preset", "preset_status", "modified", "drawn"}
    assert answer["receipt"].keys() | at_times == schemas["Receipt"]["properties"].keys()
    assert problem.keys() == schemas["Problem"]["properties"].keys()


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(e["value"], id=name)
        for name, e in resolved("#/components/requestBodies/Sound")["content"]["application/json"][
            "examples"
        ].items()
    ],
)
def test_the_examples_of_tone_specs_are_synthesised(service, example):
    assert service.tone("mel.json", example).status_code == 200


def test_the_catalogue_tells_the_same_parameters(service):
    catalogue = service.client.get("/v1/features").json()
    formats = service.client.get("/v1/formats").json()["formats"]
    assert [f["name"] for f in catalogue["features"]] == list(FEATURES)
    assert {f["name"]: f["of"] for f in formats} == {n: f.of for n, f in ENCODERS.items()}
    for feature in catalogue["features"]:
        for format in (f for f in formats if f["of"] == "feature"):
            told = catalogue["source"] + feature["parameters"] + format["parameters"]
            path = f"/v1/features/{feature['name']}.{format['name']}"
            documented = {p["name"]: p["schema"] for p in parameters(path) if p["in"] == "query"}
            assert {p["name"]: unsent(p["schema"]) for p in told} == documented


def unsent(schema):
    """Rename a default."""
    return {"x-default" if name == "default" else name: v for name, v in schema.items()}


def test_no_parameter_of_a_feature_has_a_default_that_a_client_would_send():
    """It would count as set by the caller, over the value of a preset."""
    for name, parameter in COMMITTED["components"]["parameters"].items():
        schema = parameter["schema"]
        assert "default" not in schema, name
        if "x-default" in schema:
            assert f" Default: `{spelt(schema['x-default'])}`." in parameter["description"]


def spelt(default):
    return default if isinstance(default, str) else canonical(default)
