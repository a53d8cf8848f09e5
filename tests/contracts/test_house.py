import subprocess
import sys
from pathlib import Path

import pytest

from service import features, formats
from service.features import FEATURES, Feature
from service.formats import ENCODERS, FORMATS, SOUNDS
from service.registry import discover

ROOT = Path(__file__).parents[2]

LEAF = '''
"""A throw-away feature."""
from service.domain import Axis, Steps
from service.features import Feature, Plan
from service.parameters import Parameters

class PeakParams(Parameters):
    """None."""

def peak(params, rate):
    """Peak: the largest sample."""
    def compute(samples, keep):
        return keep(abs(block).max(0)[None] for block in samples)
    return Plan("1", lambda length: (Axis("peak", "1", Steps(1)),), compute)

FEATURE = Feature({name!r}, "Peak", PeakParams, peak)
'''


def leaves(package):
    folder = Path(package.__file__).parent
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}


def test_every_feature_file_is_a_feature_of_its_name():
    assert set(FEATURES) == leaves(features)
    assert {name: feature.name for name, feature in FEATURES.items()} == {n: n for n in FEATURES}


def test_every_format_file_is_a_format_of_its_name():
    assert {f"as_{name}" for name in ENCODERS} == leaves(formats)
    assert {**FORMATS, **SOUNDS} == ENCODERS


def test_a_registry_cannot_be_changed():
    with pytest.raises(TypeError):
        FEATURES["mel"] = None


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An empty package of this test alone."""
    folder = tmp_path / f"leaves_of_{abs(hash(tmp_path))}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
        del sys.modules[name]


def found_in(package):
    return discover(package.name, [str(package)], Feature)


def test_a_new_feature_is_one_new_file(package):
    (package / "peak.py").write_text(LEAF.format(name="peak"))
    (package / "_private.py").write_text("raise RuntimeError('never imported')")
    assert list(found_in(package)) == ["peak"]
    assert found_in(package)["peak"].summary == "Peak: the largest sample."


def test_leaves_stand_in_alphabetical_order(package):
    for name in ("zebra", "ape", "mole"):
        (package / f"{name}.py").write_text(LEAF.format(name=name))
    assert list(found_in(package)) == ["ape", "mole", "zebra"]


def test_a_file_without_its_constant_is_an_error(package):
    (package / "peak.py").write_text("answer = 42\n")
    with pytest.raises(TypeError, match=r"peak needs a constant FEATURE"):
        found_in(package)


def test_a_constant_of_another_class_is_an_error(package):
    (package / "peak.py").write_text("FEATURE = 'peak'\n")
    with pytest.raises(TypeError, match=r"peak needs a constant FEATURE"):
        found_in(package)


def test_two_features_of_one_name_are_an_error(package):
    (package / "ape.py").write_text(LEAF.format(name="peak"))
    (package / "mole.py").write_text(LEAF.format(name="peak"))
    with pytest.raises(TypeError, match="two Features are called 'peak'"):
        found_in(package)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("service.pool.worker", {"fastapi", "starlette", "uvicorn", "librosa", "numba"}),
        ("service.pipeline", {"fastapi", "starlette", "uvicorn", "librosa", "numba"}),
        ("service.app", {"librosa", "numba", "scipy.signal"}),
    ],
)
def test_nobody_imports_what_only_others_need(module, unwanted):
    code = f"import sys, {module}; print(*({unwanted!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
