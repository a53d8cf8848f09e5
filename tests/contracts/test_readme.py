"""The README's tables say what the models say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
tables = runpy.run_path(str(ROOT / "docs" / "tables.py"))


def test_the_tables_are_current():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text == tables["renewed"](text), "run `make openapi`"


def test_the_tables_are_where_they_are_looked_for():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    emptied = "\n".join(line for line in text.splitlines() if not line.startswith("| `")) + "\n"
    filled = tables["renewed"](emptied)
    for row in (*tables["parameter_rows"](), *tables["setting_rows"]()):
        assert row in filled
