"""The README's tables say what the models say."""

from pathlib import Path

import pytest

from service.api.schema import parameters
from service.features import FEATURES
from service.formats import FORMATS
from service.settings import Settings
from service.sources import SourceParams

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def parameter_rows():
    """One row for each parameter that differs between features, with all that take it."""
    models = {"all": SourceParams}
    models |= {name: leaf.params for name, leaf in {**FEATURES, **FORMATS}.items()}
    users = {}
    for user, model in models.items():
        for parameter in parameters(model):
            default = str(parameter["schema"].get("default", "")).lower()
            entry = (parameter["name"], default, parameter["description"])
            users.setdefault(entry, []).append(user)
    return [
        f"| `{name}` | {', '.join(of)} | {default} | {meaning} |"
        for (name, default, meaning), of in users.items()
    ]


def setting_rows():
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or not field.default else str(field.default)
        yield f"| `SONOGRAPH_{name.upper()}` | {default} | {field.description} |"


@pytest.mark.parametrize("row", [*parameter_rows(), *setting_rows()])
def test_the_readme_has_the_row(row):
    assert row in README.splitlines()
