import inspect
import re
import tracemalloc
from io import BytesIO

import numpy as np
import pytest

from service import presets
from service.domain import Axis, Features
from service.errors import BadParameter, TooLarge
from service.features import FEATURES
from service.formats import ENCODERS, FORMATS, SOUNDS
from service.parameters import Parameters
from service.pipeline import Job, feature_of, query_model
from service.settings import Limits, Settings
from service.sources import Body, SourceParams
from tests.streams import answered, computed, cut, keep, outlined, together

RATE = 16_000

each_feature = pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda f: f.name)
OPERATIONS = [(feature, format) for feature in FEATURES for format in FORMATS]
OPERATIONS += [("sound", format) for format in SOUNDS]
each_operation = pytest.mark.parametrize(("feature", "format"), OPERATIONS)


def noise(*shape):
    samples = np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)
    samples.setflags(write=False)
    return samples


@each_operation
def test_names_of_parameters_never_clash(feature, format):
    parts = [
        presets.params(feature),
        SourceParams,
        feature_of(feature).params,
        ENCODERS[format].params,
    ]
    names = [name for part in parts for name in part.model_fields]
    assert len(names) == len(set(names))
    assert set(query_model(feature, format).model_fields) == set(names)


def members(model):
    """Names that the classes of a part define: methods, properties, validators."""
    own = [c for c in model.__mro__ if issubclass(c, Parameters) and c is not Parameters]
    return {n for c in own for n in vars(c) if not n.startswith(("__", "_abc", "model_"))}


@each_operation
def test_no_part_of_a_query_hides_what_another_part_asks_of_itself(feature, format):
    parts = [SourceParams, feature_of(feature).params, ENCODERS[format].params]
    names = [name for part in parts for name in members(part)]
    assert len(names) == len(set(names))


def is_bounded(schema, description):
    if "anyOf" in schema:
        return all(is_bounded(branch, description) for branch in schema["anyOf"])
    if schema.get("type") == "boolean" or {"enum", "const", "pattern"} & set(schema):
        return True
    low = {"minimum", "exclusiveMinimum"} & set(schema)
    high = {"maximum", "exclusiveMaximum"} & set(schema)
    # the other limit may be another parameter, or the sound's: then the description names it
    return bool(low and (high or re.search("at most|below", description)))


@each_operation
def test_every_parameter_has_a_description_and_a_range_or_choices(feature, format):
    for name, schema in query_model(feature, format).model_json_schema()["properties"].items():
        assert schema.get("description", "").endswith("."), name
        assert is_bounded(schema, schema["description"]), name


@each_feature
@pytest.mark.parametrize("shape", [(1,), (2,), (999,), (RATE,), (2, 3000)], ids=str)
def test_a_plan_promises_what_is_computed(feature, shape):
    outline = outlined(feature.name, shape[-1], RATE)
    samples = noise(*shape)
    if outline.counted and shape[1:]:
        with pytest.raises(BadParameter, match="differs from channel to channel"):
            computed(feature.name, samples, RATE)
        return
    values = computed(feature.name, samples, RATE)
    if outline.counted:
        assert values.ndim == len(outline.shape) == 1
        assert len(values) <= outline.shape[0]
    else:
        assert values.shape == (*shape[:-1], *outline.shape)
    assert values.dtype == outline.dtype
    assert np.isfinite(values).all()
    assert outline.unit in {"1", "dB", "rad", "Hz", "s", "BPM"}
    assert computed(feature.name, samples, RATE).tobytes() == values.tobytes()


@each_feature
def test_a_plan_serves_any_sound(feature):
    plan = feature.plan(feature.params(), RATE)
    first, second = noise(2, 4000)[0], noise(3000)
    together(plan.compute([first], keep))
    alone = computed(feature.name, second, RATE)
    assert together(plan.compute(cut(second), keep)).tobytes() == alone.tobytes()


def is_as_large_at_any_length(feature):
    return outlined(feature.name, 1, RATE).shape == outlined(feature.name, RATE, RATE).shape


@each_feature
def test_a_plan_of_ten_hours_needs_no_samples(feature):
    length, rate = 36_000 * 48_000, 48_000
    tracemalloc.start()
    try:
        outline = outlined(feature.name, length, rate)
    except TooLarge as refused:
        assert "at most" in str(refused)  # noqa: PT017  # a stated limit is an answer too
    else:
        assert np.prod(outline.shape) > 1_000_000 or is_as_large_at_any_length(feature)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 << 20


@each_feature
@pytest.mark.parametrize("length", [1, 999, RATE])
def test_axes_rise_and_have_a_unit(feature, length):
    outline = outlined(feature.name, length, RATE)
    assert len({axis.name for axis in outline.axes}) == len(outline.axes)
    for axis in outline.axes:
        assert axis.unit in {"Hz", "s", "BPM", "1"}
        assert axis.values.shape == (len(axis),)
        assert axis.values.dtype == np.float64 or axis.unit == "1"
        assert np.isfinite(axis.values).all()
        assert (np.diff(axis.values) > 0).all()


@each_feature
def test_a_docstring_cites_its_source(feature):
    described, _, references = inspect.getdoc(feature.plan).partition("References\n----------\n")
    assert feature.summary == described.splitlines()[0]
    assert feature.summary.endswith(".")
    assert "`" in references or re.search(r"\((19|20)\d\d\)", references)


@pytest.fixture
def body(tmp_path):
    np.save(tmp_path / "noise.npy", noise(4000))
    return Body(str(tmp_path / "noise.npy"), "npy")


@each_operation
def test_the_same_job_gives_the_same_bytes(feature, format, body):
    job = Job(feature, format, {"sample_rate": "16000"}, body, Limits())
    body, headers = answered(job)
    assert (body, headers) == answered(job)
    assert body


@each_operation
def test_a_misspelt_parameter_is_refused_with_a_hint(feature, format, body):
    job = Job(feature, format, {"sample_rat": "16000"}, body, Limits())
    with pytest.raises(BadParameter, match=r"did you mean sample_rate\?"):
        answered(job)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_description(name):
    assert Settings.model_fields[name].description.endswith(".")


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "png"])
def test_an_answer_takes_no_more_than_its_bound(format):
    """Numbers of many digits, with coordinates of many digits: the longest there are."""
    made = FORMATS[format]
    values = -np.geomspace(1.2345678e-5, 1.2345679e-5, 20_000, dtype=np.float32)
    time = Axis("time", "s", np.geomspace(1.234567890123456e-300, 1.3e-300, 20_000))
    features = Features("waveform", "Waveform", [values], (time,), "1", receipt={"parameters": {}})
    body = BytesIO()
    made.encode(features, made.params(), body)
    bound = 20_000 * (made.bytes_per_value + made.bytes_per_coordinate)
    assert bound / 3 < body.tell() < bound + 4096
