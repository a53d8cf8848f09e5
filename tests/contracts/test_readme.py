"""The tables of the documentation say what the models and the presets say."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
tables = runpy.run_path(str(ROOT / "docs" / "tables.py"))


each_file = pytest.mark.parametrize("file", tables["FILES"], ids=lambda file: file.name)


@each_file
def test_the_tables_are_current(file):
    text = file.read_text(encoding="utf-8")
    assert text == tables["renewed"](text), "run `make openapi`"


def test_the_tables_are_where_they_are_looked_for():
    found = ""
    for file in tables["FILES"]:
        lines = file.read_text(encoding="utf-8").splitlines()
        emptied = "\n".join(line for line in lines if not line.startswith("| `")) + "\n"
        found += tables["renewed"](emptied)
    for rows in tables["tables"]().values():
        for row in rows:
            assert row in found
