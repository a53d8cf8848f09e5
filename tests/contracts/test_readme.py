"""The documentation says what the models, the registries and the presets say, and all of it."""

import json
import re
import wave
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from docs import calls, pages, tables, words
from service.api.pages import router as people
from service.api.presets import _found
from service.api.schema import parameters
from service.app import create_app
from service.errors import (
    BadParameter,
    BadSound,
    CutShort,
    ServiceError,
    TooLarge,
    Unknown,
    Unsupported,
    kinds,
)
from service.features import FEATURES
from service.formats import ENCODERS
from service.pipeline import Job, run
from service.presets import params as preset_params
from service.settings import Limits, Settings
from service.several import FORMS
from service.sources import Body, SourceParams
from service.sources.tones import ToneSpec

ROOT = Path(__file__).parents[2]
PAGES = pages.pages()
MODELS = {
    "source": SourceParams,
    **{feature.name: feature.params for feature in FEATURES.values()},
    **{f"as {encoder.name}": encoder.params for encoder in ENCODERS.values()},
    **{f"sweep {name}": form.params for name, form in FORMS.items()},
}
SHORTEST = 12
"""Letters of a description that says anything."""

each_file = pytest.mark.parametrize("file", tables.FILES, ids=lambda file: file.name)
each_page = pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
each_model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
each_feature = pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES.keys())
each_error = pytest.mark.parametrize("error", kinds().values(), ids=kinds().keys())


def page(name):
    return PAGES[pages.FOLDER / f"{name}.md"]


def section(name, heading):
    """The lines of a page under a heading."""
    found = page(name).split(f"\n## {heading}\n")
    assert len(found) == 2, f"{name}.md has {len(found) - 1} sections {heading}"
    return found[1].split("\n## ")[0]


@each_file
def test_the_tables_are_current(file):
    text = file.read_text(encoding="utf-8")
    assert text == tables.renewed(text), "run `make openapi`"


@each_page
def test_the_reference_is_current(file):
    assert file.read_text(encoding="utf-8") == PAGES[file], "run `make openapi`"


def test_the_reference_has_no_page_that_nobody_writes():
    assert set(pages.FOLDER.iterdir()) == set(PAGES)


def anchors(text):
    """The names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_every_link_of_the_reference_leads_to_a_heading(file):
    for link in re.findall(r"\]\(([^)\s]+)\)", PAGES[file]):
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        text = target.read_text(encoding="utf-8")
        assert not anchor or anchor in anchors(text), link


def test_the_tables_are_where_they_are_looked_for():
    found = ""
    for file in tables.FILES:
        lines = file.read_text(encoding="utf-8").splitlines()
        emptied = "\n".join(
            line for line in lines if not line.startswith(("| `", "| POST", "| GET"))
        )
        found += tables.renewed(emptied + "\n")
    for rows in tables.tables().values():
        for row in rows:
            assert row in found


@each_model
def test_every_parameter_says_what_it_means(model):
    for parameter in parameters(model):
        assert len(parameter["description"]) >= SHORTEST, parameter["name"]
        assert parameter["description"].endswith("."), parameter["name"]


@each_model
def test_every_number_has_a_range_and_a_unit_or_is_a_count_or_a_ratio(model):
    for parameter in parameters(model):
        schema, meaning = parameter["schema"], parameter["description"]
        if words.numeric(schema):
            assert words.bounded(schema), f"{parameter['name']} has no limit"
            assert words.measured(schema, meaning), f"{parameter['name']} has no unit: {meaning}"


@each_feature
def test_every_feature_and_each_of_its_parameters_is_in_the_reference(feature):
    told = section("features", feature.name)
    assert "**Answer:** Shape (" in told
    assert "**Source:** " in told
    assert all(len(text) >= SHORTEST for text in words.prose(feature.plan))
    for name in feature.params.model_fields:
        model = pages.owner(feature, name)
        own = not pages.shared(model)
        where = told if own else section("parameters", pages.heading(model))
        assert f"| `{name}` | " in where, name
        assert own or pages.link(model) in told


def test_shared_groups_have_headings_of_their_own_and_say_what_they_are():
    groups = [*pages.groups(), *SourceParams.__mro__[:3]]
    headings = [pages.heading(model) for model in groups]
    assert len(set(headings)) == len(headings)
    for model in groups:
        assert len(words.summary(model)) >= SHORTEST


def test_the_parameters_of_the_source_are_in_the_reference():
    for name in [*SourceParams.model_fields]:
        assert f"| `{name}` | " in page("parameters")
    assert "[All presets]" in section("parameters", "Preset")
    assert [*preset_params("mel").model_fields] == ["preset"]


@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS.keys())
def test_every_format_and_each_of_its_parameters_is_in_the_reference(encoder):
    told = section("formats", encoder.name)
    assert f"| `{encoder.media_type}` |" in page("formats")
    assert len(words.summary(encoder.encode)) >= SHORTEST
    for name in encoder.params.model_fields:
        assert f"| `{name}` | " in told


def test_the_parameters_of_a_contact_sheet_are_in_the_reference():
    for name in FORMS["png"].params.model_fields:
        assert f"| `{name}` | " in section("formats", "Sweeps")


def test_every_kind_of_tone_is_in_the_reference():
    known = set(ToneSpec.model_json_schema()["$defs"]["Sound"]["discriminator"]["mapping"])
    assert set(pages.kinds_of_tones()) == known
    for kind, model in pages.kinds_of_tones().items():
        told = section("tones", kind)
        example = json.loads(told.split("```json\n")[1].split("\n```")[0])
        assert model.model_validate(example).type == kind
        for name, field in model.model_fields.items():
            assert name == "type" or f"| `{name}` | " in told
            assert name == "type" or len(field.description) >= SHORTEST


@each_error
def test_every_error_says_when_it_happens_and_what_to_do(error):
    when, *cures = words.prose(error)
    assert len(when) >= SHORTEST
    assert cures
    assert words.section(error, "Examples")
    told = section("errors", error.kind)
    assert f"{error.status} {error.title}: `urn:sonograph:problem:{error.kind}`" in told


def test_every_setting_has_a_meaning_and_a_range():
    properties = Settings.model_json_schema()["properties"]
    for name, field in Settings.model_fields.items():
        assert f"| `SONOGRAPH_{name.upper()}` | " in page("settings")
        assert len(field.description or "") >= SHORTEST, name
        schema = properties[name]
        if words.numeric(schema):
            assert words.bounded(schema), name
            assert words.measured(schema, field.description), name


def expanded(path):
    """The paths that one row of the table stands for."""
    stem, _, endings = path.partition(".{")
    paths = [f"{stem}.{end}" for end in endings.rstrip("}").split(",")] if endings else [stem]
    names = FEATURES if "{feature}" in path else [""]
    return {one.replace("{feature}", name) for one in paths for name in names}


def test_the_table_of_calls_has_all_of_the_document_and_no_other():
    document = create_app(Settings()).openapi()["paths"]
    known = {(method.upper(), path) for path, methods in document.items() for method in methods}
    listed = {(m, one) for m, path, _ in calls.calls() for one in expanded(path)}
    pages_for_people = {("GET", route.path) for route in people.routes}
    assert listed - known == pages_for_people | {("GET", "/openapi.json")}
    assert known <= listed


def test_no_call_of_the_table_is_gone():
    assert calls.CALLS.keys() <= {path for _, path, _ in calls.calls()}


def refused(content, kind, **query):
    """The error that a mel spectrogram of a body ends with."""
    job = Job("mel", "npy", query, Body(content, kind), Limits())
    with pytest.raises(ServiceError) as caught:
        run(job, BytesIO())
    return caught.value


@pytest.fixture
def body(tmp_path):
    """Write bytes into a file."""

    def written(content):
        (tmp_path / "body").write_bytes(content)
        return str(tmp_path / "body")

    return written


@pytest.fixture
def second():
    """A WAV file of one second at 16 kHz."""
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 16000, 0, "NONE", ""))
        out.writeframes(bytes(32000))
    return file.getvalue()


def example(error):
    return words.section(error, "Examples")


def test_the_examples_of_errors_are_what_the_service_says(body, second):
    broken, file = np.zeros(2000, np.float32), BytesIO()
    broken[812] = np.nan
    np.save(file, broken)
    long = {"sound": {"type": "sine", "frequency": 440, "duration": 1000}}
    said = [
        refused(body(file.getvalue()), "npy", sample_rate="16000"),
        refused(body(second[:20044]), "file"),
        refused(body(b"hello, this is text"), "file"),
        refused(body(second), "file", n_mels="0"),
        refused(body(json.dumps(long).encode()), "tones"),
    ]
    assert [type(error) for error in said] == [
        BadSound,
        CutShort,
        Unsupported,
        BadParameter,
        TooLarge,
    ]
    for error in said:
        assert str(error) == example(type(error))
    with pytest.raises(Unknown) as unknown:
        _found("wisper-80")
    assert str(unknown.value) == example(Unknown)


@each_error
def test_the_service_still_says_what_the_example_of_an_error_says(error):
    sources = [file for file in (ROOT / "service").rglob("*.py") if file.name != "errors.py"]
    said = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    spoken = example(error).replace("'", " ").split()
    threes = [" ".join(spoken[at : at + 3]) for at in range(len(spoken) - 2)]
    assert any(three in said for three in threes)
