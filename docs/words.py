"""JSON schemas and docstrings in words."""

import inspect
import re
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

UNITS = (
    "octaves per second",
    "dB from full scale",
    "bytes/s",
    "Hz",
    "BPM",
    "dB",
    "ms",
    "s",
    "rad",
    "samples",
    "frames",
    "bins",
    "pixels",
    "bytes",
    "semitones",
    "octaves",
)
UNIT = re.compile(rf", ({'|'.join(UNITS)})(?=[,.;:]| from | is | above )")

MANY = 1e6
"""From here on, a round number is written as a power of ten."""

OTHER_UNITS = {
    r"in the unit of the values|^Values |^The value that": "of the values",
    r"scaled samples": "of the scaled samples",
    r"^so many samples": "samples",
    r"squared samples": "squared samples",
    r"full scale is 1|amplitude": "of full scale",
    r"^(And over )?(The last )?(so|as) many|frames": "frames",
    r"semitones": "semitones",
    r"samples": "samples",
}
"""Where no unit follows the meaning: what the sentence says instead."""

PURE = re.compile(
    r"number (of|that|from|added|that)|(this|small) number|degree|order of|of this order|exponent"
    r"|share|fraction|parts of|factor|multipl|weight|probability|seed|type of|variance|coefficient"
    r"|neighbouring|bins below|^most |processes|requests|derivatives|a peak exceeds|larger values"
    r"|^see `|^a in|librosa's `|start of the random|beyond it",
    re.IGNORECASE,
)
"""How the meaning of a number without a unit reads: a count or a ratio."""


def default(schema: Schema, description: str) -> str:
    """Say a default as a caller would write it."""
    if "default" not in schema:
        told = re.search(r"Default: (.+?)\.(?: |$)", description)
        return told[1] if told else ""
    value = schema["default"]
    if isinstance(value, float):
        return f"`{number(value)}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`" if value != "" else ""


def number(value: float) -> str:
    """Write a number, shortened to six digits where it is longer than anybody would type."""
    if isinstance(value, int):
        return str(value)
    plain = f"{value:.12g}"
    short = plain if len(plain.replace(".", "")) <= 10 or "." not in plain else f"{value:.6g}"
    if value >= MANY and value == float(f"{value:.0e}"):
        short = f"{value:.0e}"
    return re.sub(r"e([+-])0?", lambda e: "e" + e[1].strip("+"), short)


def allowed(schema: Schema, description: str) -> str:
    """Say what a parameter may be, with its unit."""
    branches = sorted(schema.get("anyOf", [schema]), key=lambda b: not numeric(b))
    after = unit(schema, description)
    said = [_allowed(b) + (f" {after}" if numeric(b) and after else "") for b in branches]
    return " or ".join(filter(None, said))


def unit(schema: Schema, description: str) -> str:
    """Find the unit of a number in what is said of it; empty without one."""
    if not numeric(schema):
        return ""
    if found := UNIT.search(description):
        return found[1]
    if PURE.search(description.partition(".")[0]):
        return ""
    forms = (form for form in OTHER_UNITS if re.search(form, description, re.IGNORECASE))
    return OTHER_UNITS.get(next(forms, ""), "")


def numeric(schema: Schema) -> bool:
    """Tell whether a value may be a number."""
    return any(b.get("type") in {"number", "integer"} for b in schema.get("anyOf", [schema]))


def bounded(schema: Schema) -> bool:
    """Tell whether numbers have a limit."""
    return any(
        {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"} & branch.keys()
        for branch in schema.get("anyOf", [schema])
    )


def measured(schema: Schema, description: str) -> bool:
    """Tell whether it is clear what a number counts: its unit, or that it has none."""
    return bool(unit(schema, description) or PURE.search(description.partition(".")[0]))


def _allowed(schema: Schema) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    kind = schema.get("type")
    if kind == "boolean":
        return "`true`, `false`"
    if kind in {"number", "integer"}:
        return _range(schema)
    return "text" if kind == "string" else "list" if kind == "array" else ""


def _range(schema: Schema) -> str:
    low, above = schema.get("minimum"), schema.get("exclusiveMinimum")
    high, below = schema.get("maximum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    if below is not None and schema.get("type") == "integer" and low is not None:
        return f"{number(low)} to {number(below - 1)}"
    if above is not None and high is not None:
        return f"above {number(above)} to {number(high)}"
    words = {"at least": low, "above": above, "at most": high, "below": below}
    said = [f"{word} {number(value)}" for word, value in words.items() if value is not None]
    return " and ".join(said) or "any number"


def summary(thing: object) -> str:
    """Give the first paragraph of a docstring."""
    return paragraphs(inspect.getdoc(thing) or "")[0]


def prose(thing: object) -> list[str]:
    """Give the paragraphs of a docstring before its sections."""
    return paragraphs(re.split(r"\n[A-Z][a-z]+\n-{3,}", inspect.getdoc(thing) or "")[0])


def paragraphs(text: str) -> list[str]:
    """Join the lines of each paragraph, and write code as Markdown does."""
    joined = (" ".join(p.split()) for p in text.strip().split("\n\n"))
    return [p.replace("``", "`") for p in joined]


def section(function: Callable[..., Any] | type, name: str) -> str:
    """Give the text of a section of a docstring, without the line of its type."""
    text = inspect.getdoc(function) or ""
    found = re.search(rf"\n{name}\n-+\n((?:.*\n?)*?)(?=\n\S+\n-{{3,}}|\Z)", text)
    lines = found[1].splitlines() if found else []
    typed = any(line.startswith("    ") for line in lines)
    kept = [line for line in lines if line.startswith("    ")] if typed else lines
    return " ".join(paragraphs(inspect.cleandoc("\n".join(kept)))) if kept else ""


def parameter(function: Callable[..., Any], name: str) -> str:
    """Give what a docstring says of a parameter."""
    text = inspect.getdoc(function) or ""
    found = re.search(rf"\n{name} : .*\n((?: {{4}}.*\n|\n(?= {{4}}))+)", text)
    return " ".join(paragraphs(inspect.cleandoc(found[1]))) if found else ""


def cell(text: str) -> str:
    """Write text into a cell of a table."""
    return text.replace("|", "\\|")


def table(head: str, rows: list[str]) -> list[str]:
    """Put rows under a head such as ``name | meaning``."""
    rule = "|".join("---" for _ in head.split("|"))
    return [f"| {head} |", f"|{rule}|", *rows, ""]
