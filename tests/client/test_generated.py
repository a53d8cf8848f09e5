"""The methods are those of the committed document."""

import inspect
import json
import runpy
import subprocess
import sys
import tomllib

import pytest
from sonograph_client import Sonograph, _operations

from service.features import FEATURES
from service.pipeline import query_model
from tests.conftest import ROOT

CLIENT = ROOT / "client"
generate = runpy.run_path(str(CLIENT / "generate.py"))


def test_the_methods_are_current():
    document = json.loads(generate["DOCUMENT"].read_text(encoding="utf-8"))
    text = generate["FILE"].read_text(encoding="utf-8")
    assert text == generate["written"](document), "run `make openapi`"


@pytest.mark.parametrize("feature", FEATURES)
def test_a_method_has_the_parameters_and_defaults_of_the_service(feature):
    """Read off pydantic's models, past the document."""
    taken = inspect.signature(getattr(Sonograph, feature)).parameters
    fields = query_model(feature, "npz").model_fields
    assert set(taken) - {"self", "sound"} == set(fields)
    for name, field in fields.items():
        own = taken[name].default
        default = None if field.default == "none" else field.default  # both are the word none
        assert field.default_factory if own is _operations.OMITTED else own == default, name


def test_each_parameter_is_described():
    text = inspect.getdoc(Sonograph.mel)
    assert "\nn_fft : int, default 2048\n    Length of a frame" in text
    assert "\nwin_length : int, optional\n" in text
    assert '\nnorm : Literal["slaney"] or None, default "slaney"\n' in text


def test_it_needs_httpx_and_numpy_alone():
    project = tomllib.loads((CLIENT / "pyproject.toml").read_text())["project"]
    assert [d.partition(">")[0] for d in project["dependencies"]] == ["httpx", "numpy"]
    program = (
        "import sys; import httpx, numpy; before = set(sys.modules); import sonograph_client; "
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before})"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(told) <= {"sonograph_client", "httpx", "numpy", *sys.stdlib_module_names}


def test_it_has_the_version_of_the_service():
    versions = [
        tomllib.loads((folder / "pyproject.toml").read_text())["project"]["version"]
        for folder in (ROOT, CLIENT)
    ]
    assert versions[0] == versions[1]


def test_its_license_is_that_of_the_repository():
    assert (CLIENT / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()
