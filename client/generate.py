"""Write the client's methods anew, from the document of the service."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "openapi" / "openapi.json"
FILE = HERE / "sonograph_client" / "_operations.py"
WIDTH = 100
LONGEST_INLINE = 60
PICTURE, ARRAY = "/v1/features/mel.png", "/v1/features/mel.npz"

TYPES = {"integer": "int", "number": "float", "boolean": "bool", "string": "str"}
VALUES = "Values"

HEAD = '''"""The operations of the service as methods. Written by `make openapi`: do not edit."""
# mypy: disable-error-code="empty-body"

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from sonograph_client._calls import OMITTED, Omitted, feature, lookup, sound_file
from sonograph_client._results import Features
from sonograph_client._sounds import Sound

Values = str | float | Sequence[str] | Sequence[float]
'''

CLASS = '''

class Operations:
    """One method per feature, with librosa's names and defaults.

    Only what is given is sent: defaults are the service's, or those of a `preset`.
    """
'''

METHOD = '''
    @{decorator}
    def {name}(
{signature}
    ) -> {answer}:
        """{summary}

{description}        Parameters
        ----------
{documented}
        Returns
        -------
        {answer}
            {returned}
        """
'''

SOUND_ROWS = """        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
"""

RETURNED = {
    "feature": "Values, axes, unit and receipt.",
    "sound_file": "The file.",
    "lookup": "The answer, as the document of the service has it.",
}
ANSWERS = {"feature": "Features", "sound_file": "bytes", "lookup": "dict[str, Any]"}


def main() -> None:
    """Write the file."""
    FILE.write_text(written(json.loads(DOCUMENT.read_text(encoding="utf-8"))), encoding="utf-8")


def written(document: Mapping[str, Any]) -> str:
    """Give the text of the module."""
    aliases: dict[str, str] = {}
    methods = "".join(_method(*one, document, aliases) for one in _operations(document))
    look = _look(document, aliases)
    features = _exploded(name for name, _, _ in _features(document))
    lines = (f"{alias} = {literal}\n" for literal, alias in aliases.items())
    names = f"FeatureName = {features}\n"
    return HEAD + names + "".join(lines) + look + CLASS + methods


def _features(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, operations in document["paths"].items():
        if path.startswith("/v1/features/") and path.endswith(".npz"):
            yield path.removeprefix("/v1/features/").removesuffix(".npz"), "feature", operations


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give each method's name, its kind and the operation."""
    for name, kind, operations in _features(document):
        yield name, kind, operations["post"]
    for path, operations in document["paths"].items():
        if path.startswith("/v1/sound."):
            yield operations["post"]["operationId"], "sound_file", operations["post"]
    yield "convert", "lookup", document["paths"]["/v1/convert"]["get"]


def _method(
    name: str,
    kind: str,
    operation: Mapping[str, Any],
    document: Mapping[str, Any],
    aliases: dict[str, str],
) -> str:
    parameters = _parameters(operation, document)
    typed = {p["name"]: _typed(p, aliases) for p in parameters}
    takes_sound = kind != "lookup"
    summary, _, rest = operation["description"].partition("\n")
    head = ["self", "sound: Sound", "/", "*"] if takes_sound else ["self", "*"]
    rows = [f"{p['name']}: {typed[p['name']]} = {_default(p)}" for p in parameters]
    signature = "\n".join(f"        {row}," for row in head + rows)
    documented = SOUND_ROWS if takes_sound else ""
    documented += "".join(_row(p, typed[p["name"]]) for p in parameters)
    return METHOD.format(
        decorator=kind,
        name=name,
        signature=signature,
        answer=ANSWERS[kind],
        summary=_first(summary),
        description=_paragraphs(_remaining(summary) + "\n" + rest),
        documented=documented,
        returned=RETURNED[kind],
    )


def _first(summary: str) -> str:
    """Give the first sentence that fits the first line."""
    return summary if len(summary) <= WIDTH - 11 else summary.partition(". ")[0].rstrip(".") + "."


def _remaining(summary: str) -> str:
    return summary.removeprefix(_first(summary)).strip()


def _paragraphs(text: str) -> str:
    found = [" ".join(part.split()) for part in text.split("\n\n")]
    return "".join(_indented(part, 8) + "\n" for part in found if part)


def _parameters(
    operation: Mapping[str, Any], document: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Give the parameters of the query; a header is no argument."""
    known = document["components"]["parameters"]
    all_ = [
        known[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in operation["parameters"]
    ]
    return [p for p in all_ if p["in"] == "query"]


def _typed(parameter: Mapping[str, Any], aliases: dict[str, str]) -> str:
    """Give the annotation of a parameter."""
    schema = parameter["schema"]
    if schema.get("type") == "string" and "enum" not in schema:
        return f"{VALUES} | Omitted"
    literals, types = _alternatives(schema)
    none = "none" in literals
    words = [word for word in literals if word != "none"]
    parts = [_literal(parameter["name"], words, aliases)] if words else []
    parts += [*types, *(["None"] if none else [])]
    return " | ".join(parts if _default_of(schema) is not ... else [*parts, "Omitted"])


def _alternatives(schema: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Give the words and the types that a schema allows."""
    words: list[str] = []
    types: list[str] = []
    for one in schema.get("anyOf", [schema]):
        found = one.get("enum", [one["const"]] if "const" in one else [])
        words += found
        types += [] if found else [TYPES[one["type"]]]
    return words, list(dict.fromkeys(types))


def _literal(name: str, words: list[str], aliases: dict[str, str]) -> str:
    """Give the words as a literal, or as the name of one if it is long."""
    short = f"Literal[{', '.join(map(_quoted, words))}]"
    if len(short) <= LONGEST_INLINE:
        return short
    alias = "".join(part.capitalize() for part in name.split("_"))
    long, number = _exploded(words), 2
    while long not in aliases and alias in aliases.values():
        alias, number = f"{alias.rstrip('0123456789')}{number}", number + 1
    return aliases.setdefault(long, alias)


def _exploded(words: Iterable[str]) -> str:
    return "Literal[\n" + "".join(f"    {_quoted(word)},\n" for word in words) + "]"


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _default_of(schema: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON data
    """Give the default; where a preset has its own, it stands under a name that nobody sends."""
    return schema.get("default", schema.get("x-default", ...))


def _default(parameter: Mapping[str, Any]) -> str:
    default = _default_of(parameter["schema"])
    if default is ...:
        return "OMITTED"
    if default == "none" and "none" in _alternatives(parameter["schema"])[0]:
        return "None"
    return _quoted(default) if isinstance(default, str) else repr(default)


def _row(parameter: Mapping[str, Any], typed: str) -> str:
    default = _default(parameter)
    optional = "optional" if default == "OMITTED" else f"default {default}"
    typed = typed.removesuffix(" | Omitted").replace(" | ", " or ")
    return f"        {parameter['name']} : {typed}, {optional}\n" + _indented(
        _meaning(parameter).replace("\\", "\\\\"), 12
    )


def _meaning(parameter: Mapping[str, Any]) -> str:
    """Give the description without the default, which the row has."""
    text: str = parameter["description"]
    return text.rpartition(" Default: ")[0] if "x-default" in parameter["schema"] else text


def _indented(text: str, by: int) -> str:
    margin = " " * by
    lines = wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )
    return "".join(f"{line}\n" for line in lines)


def _look(document: Mapping[str, Any], aliases: dict[str, str]) -> str:
    """Give what a picture has beyond its feature, as a typed dictionary."""
    picture, array = (
        _parameters(document["paths"][path]["post"], document) for path in (PICTURE, ARRAY)
    )
    names = {p["name"] for p in array}
    own = [p for p in picture if p["name"] not in names]
    rows = (f"    {p['name']}: {_typed(p, aliases)}\n" for p in own)
    title = "How a picture looks; see `/docs` of the service for the meaning of each."
    return f'\n\nclass Look(TypedDict, total=False):\n    """{title}"""\n\n' + "".join(rows)


if __name__ == "__main__":
    main()
