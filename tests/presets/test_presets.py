"""Every preset: what its file must be, that it never changes, and what it answers at the edges."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from service import presets
from service.errors import BadParameter
from service.features import FEATURES
from service.parameters import parse
from service.pipeline import Job, asked, query_model, resolved, run
from service.presets import NEWEST, PRESETS, Preset, _agreement, agreements, find, status
from service.presets._registry import newest
from service.settings import Limits
from service.sources import Body
from service.spec import APART, UNUSED, digest, spelt

DIGESTS = Path(__file__).with_name("digests.json")
RATE = 16_000

each_preset = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.id)


def digest_of(preset):
    return digest({"feature": preset.feature, "values": spelt(preset.values)})


def test_no_released_preset_changes_or_goes():
    """What must change becomes a new version, in a file of its own."""
    pinned = json.loads(DIGESTS.read_text())
    assert {name: digest_of(preset) for name, preset in PRESETS.items()} == pinned


def test_the_list_of_the_contract_is_there():
    names = {"whisper-80", "whisper-128", "kaldi-fbank", "kaldi-mfcc", "librosa", "torchaudio"}
    names |= {"fastai-audio", "librosa-mfcc", "librosa-0.8", "torchaudio-mfcc"}
    assert names <= NEWEST.keys()
    assert len(PRESETS) >= 47


@each_preset
def test_a_file_is_named_after_its_preset(preset):
    stem = preset.name.replace("-", "_").replace(".", "_")
    stem += f"_at_{preset.version}" if preset.version > 1 else ""
    assert (Path(presets.__file__).parent / f"{stem}.py").is_file()
    assert find(preset.id) is preset


@each_preset
def test_a_preset_says_where_it_comes_from_and_whom_it_serves(preset):
    origin = preset.origin
    assert origin.package
    assert origin.version
    assert "/" in origin.file
    assert preset.serves
    assert preset.title
    assert all(note.endswith((".", ")")) for note in preset.notes)


@each_preset
def test_a_preset_cannot_be_changed(preset):
    with pytest.raises(TypeError):
        preset.values["power"] = 3.0
    with pytest.raises(AttributeError):
        preset.version = 2


@each_preset
def test_no_preset_adds_noise(preset):
    assert preset.values["dither"] == 0


def test_a_bare_name_means_the_newest_version():
    first = PRESETS["whisper-80@1"]
    later = replace(first, version=10), replace(first, version=9)
    assert newest([*later, first])["whisper-80"].id == "whisper-80@10"
    assert find("whisper-80@1") is first


def sound(folder, samples):
    np.save(folder / "sound.npy", np.asarray(samples, np.float32))
    return Body(str(folder / "sound.npy"), "npy")


def answered(preset, body, **parameters):
    rate = preset.values["sample_rate"] or RATE
    given = {"sample_rate": rate, "preset": preset.id, **parameters}
    out = BytesIO()
    headers = run(Job(preset.feature, "npy", given, body, Limits()), out)
    return np.load(BytesIO(out.getvalue())), json.loads(headers["Sonograph-Receipt"])


def others(schema):
    """Values that a parameter might have instead of its default."""
    branches = schema.get("anyOf", [schema])
    for branch in branches:
        yield from branch.get("enum", [])
        if branch.get("type") == "boolean":
            yield from (False, True)
        if branch.get("type") in {"integer", "number"}:
            low = branch.get("minimum", branch.get("exclusiveMinimum", 0))
            yield from (low, low + 1, 3, 0.25)


def unstated(preset):
    model = query_model(preset.feature, "npy")
    free = preset.values.keys() | APART | UNUSED.keys()
    return model, [name for name in model.model_fields if name not in free]


@each_preset
def test_what_a_preset_leaves_out_decides_nothing(preset, tmp_path):
    """Else a default that changes would change the preset."""
    model, names = unstated(preset)
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, 3 * RATE)
    body = sound(tmp_path, noise)
    usual, _ = answered(preset, body)
    schemas = model.model_json_schema()["properties"]
    for name in names:
        for value in others(schemas[name]):
            try:
                parse(model, {**preset.values, name: value})
            except BadParameter:
                continue
            values, _ = answered(preset, body, **{name: value})
            assert values.tobytes() == usual.tobytes(), f"{name}={value} changes {preset.id}"


@each_preset
def test_a_preset_names_parameters_of_its_feature(preset):
    params = asked(preset.feature, "npy", {"preset": preset.name})
    assert params.preset == preset.id
    for name, value in preset.values.items():
        assert getattr(params, name) == value
    FEATURES[preset.feature].plan(params, params.sample_rate or 44_100)


@each_preset
def test_every_parameter_of_a_preset_is_resolved(preset):
    parameters = resolved(preset.feature, preset.id)
    model = query_model(preset.feature, "npy")
    assert parameters.keys() == model.model_fields.keys() - {"preset"}
    assert None not in parameters.values()


EDGES = {
    "one sample": [0.5],
    "less than a frame": np.full(399, 0.25),
    "one frame": np.random.default_rng(1).uniform(-1, 1, 512),
    "silence": np.zeros(2 * RATE),
    "a constant": np.full(2 * RATE, 0.5),
}


@each_preset
@pytest.mark.parametrize("edge", EDGES)
def test_the_edges_have_an_answer(preset, edge, tmp_path):
    """Where originals give NaN or fail: finite numbers, or a sentence that names the preset."""
    try:
        values, _ = answered(preset, sound(tmp_path, EDGES[edge]))
    except BadParameter as refused:
        assert edge not in {"silence", "a constant"}  # a refusal is an answer too
        assert f"the preset {preset.id} sets it" in str(refused)  # noqa: PT017
    else:
        assert values.size
        assert np.isfinite(values).all()


MEASURED = {
    "original": "someone",
    "version": "1.0",
    "file": "a.py: f",
    "sounds": ["speech", "click"],
    "worst_sound": "click",
    "share": 0.25,
}


@pytest.mark.parametrize(("shares", "expected"), [([0.25, 1.0], "proven"), ([0.2, 1.01], "read")])
def test_a_preset_is_proven_by_all_that_was_measured(monkeypatch, shares, expected):
    measured = _agreement.read(
        json.dumps({"ast@1": [MEASURED | {"share": share} for share in shares]})
    )
    monkeypatch.setattr(_agreement, "MEASURED", measured)
    assert status("ast@1") == expected
    assert status("beats@1") == "read"
    assert agreements("ast@1")[0].sounds == ("speech", "click")


def test_what_was_measured_is_of_presets_that_exist():
    assert _agreement.MEASURED.keys() <= PRESETS.keys()
    for one in (one for found in _agreement.MEASURED.values() for one in found):
        assert one.worst_sound in one.sounds
        assert one.share >= 0


def test_a_preset_is_plain_data():
    assert isinstance(PRESETS["librosa@1"], Preset)
    for preset in PRESETS.values():
        json.dumps(dict(preset.values))
