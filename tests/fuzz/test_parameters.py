"""Every parameter model and tone specs: finite values or a stated refusal, whatever is asked."""

import json
import math
from functools import cache
from urllib.parse import urlencode

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.schema import parameters
from service.features import FEATURES
from service.formats import FORMATS
from service.pipeline import query_model
from service.sources._tonespec import ToneSpec
from tests.conftest import PROBLEM_MEMBERS, loaded, npy, samples

STATED = {413, 415, 422}
RATE = 8000
BODY = npy(samples(0.3, RATE, 2))
FORM = "application/x-npy"
HUGE, TINY = 1e6, 1e-6
WORDS = ("none", "", "0", "-1", "1", "nan", "1e999", "max", "é", "1,2", "true")

few = settings(
    deadline=None,
    print_blob=True,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def numbers(schema):
    """Numbers of a schema, spread over orders of magnitude, and its bounds."""
    low = schema.get("minimum", schema.get("exclusiveMinimum", -HUGE))
    high = schema.get("maximum", schema.get("exclusiveMaximum", HUGE))
    spread = st.floats(math.log(TINY), math.log(HUGE)).map(math.exp)
    wide = st.floats(low, high) | spread | spread.map(lambda value: -value) | st.integers(0, 9)
    clipped = wide.map(lambda value: min(max(value, low), high))
    values = clipped | st.sampled_from([low, high])
    return values.map(math.floor) if schema["type"] == "integer" else values


def of_schema(schema):
    """Give a strategy for the values that a parameter may have."""
    if "anyOf" in schema:
        return st.one_of([of_schema(part) for part in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if schema["type"] in {"integer", "number"}:
        return numbers(schema)
    if schema["type"] == "boolean":
        return st.sampled_from(["true", "false"])
    return st.from_regex(schema["pattern"], fullmatch=True) | st.sampled_from(WORDS)


@cache
def query(feature, format):
    """A few parameters at a time: of a dozen at once, one would always be refused."""
    known = {p["name"]: of_schema(p["schema"]) for p in parameters(query_model(feature, format))}
    known["sample_rate"] = st.sampled_from([RATE, RATE, 2000, 44_100]) | known["sample_rate"]
    wrong = st.tuples(st.sampled_from(sorted(known)), st.sampled_from(WORDS))
    right = st.sampled_from(sorted(known)).flatmap(
        lambda name: st.tuples(st.just(name), known[name])
    )
    often = st.integers(0, 9).flatmap(lambda n: wrong if n == 0 else right)
    return st.lists(often, max_size=4).map(lambda pairs: {"sample_rate": RATE} | dict(pairs))


def check(answer):
    """See that it is an answer with finite values, or a refusal that says why."""
    if answer.status_code == 200:
        if answer.headers["content-type"] == "application/x-npy":
            assert np.isfinite(loaded(answer)).all()
        elif answer.headers["content-type"] == "application/json":
            assert b"NaN" not in answer.content
        return
    assert answer.status_code in STATED, answer.text
    problem = answer.json()
    assert problem.keys() == PROBLEM_MEMBERS
    assert problem["detail"]


def ask(service, operation, given_):
    return service.post(f"{operation}?{urlencode(given_)}", BODY, FORM)


@pytest.mark.parametrize("feature", FEATURES)
def test_whatever_is_asked_of_a_feature(service, feature):
    examples = 8 if FEATURES[feature].lane == "long_tail" else 40

    @settings(few, max_examples=examples)
    @given(query(feature, "npy"))
    def ask_for(given_):
        check(ask(service, f"{feature}.npy", given_))

    ask_for()


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"npy"}))
def test_whatever_is_asked_of_a_format(service, format):
    @settings(few, max_examples=40)
    @given(query("mel", format))
    def ask_for(given_):
        check(ask(service, f"mel.{format}", given_))

    ask_for()


# ------------------------------------------------------------------ tone specs

SPEC = ToneSpec.model_json_schema()
DEEPEST = 3


def resolved(schema):
    return SPEC["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def sound(depth=0):
    """Sounds of every type, by their own schema; values now and then of no schema at all."""
    kinds = [resolved(one) for one in resolved({"$ref": "#/$defs/Sound"})["oneOf"]]
    if depth == DEEPEST:
        kinds = [kind for kind in kinds if "of" not in kind["properties"]]
    return st.one_of([part(kind, depth) for kind in kinds])


def part(kind, depth):
    members = {name: member(name, s, depth) for name, s in kind["properties"].items()}
    needed = {name: members[name] for name in kind.get("required", ())} | {"type": members["type"]}
    spare = {name: value for name, value in members.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=spare)


def member(name, schema, depth):
    if name == "of":
        return st.deferred(lambda: st.lists(sound(depth + 1), min_size=1, max_size=3))
    if name == "duration":
        return st.floats(0.001, 0.2) | st.sampled_from([0, 1e-9, 1, 1e9, None])
    if name in {"frequency", "fmin", "fmax"}:
        return st.floats(0.001, RATE / 2) | st.sampled_from([0, 0.001, RATE / 2, 1e308, "440"])
    return or_wrong(schema)


def or_wrong(schema):
    """Give a strategy for a value of JSON, where the wrong type is a refusal, too."""
    return of_schema(schema) | st.sampled_from([None, True, "1", [], {}])


@settings(few, max_examples=300)
@given(
    st.fixed_dictionaries(
        {"sound": sound()},
        optional={"sample_rate": st.sampled_from([RATE, 16_000, 16_000.0, 384_000, 0, None])},
    )
)
def test_whatever_is_asked_of_a_tone(service, spec):
    check(service.tone("waveform.npy", spec))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(few, max_examples=100)
@given(st.fixed_dictionaries({}, optional={"sound": JSON, "sample_rate": JSON}) | JSON)
def test_whatever_json_comes_as_a_tone(service, document):
    answer = service.post("waveform.npy", json.dumps(document).encode(), "application/json")
    assert answer.status_code in STATED
    check(answer)
