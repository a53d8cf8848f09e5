"""The pages of the reference, from the registries, the models and their docstrings."""

import json
import re
from inspect import get_annotations
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docs import words
from docs.calls import call_rows
from service.api.problems import TYPE
from service.api.schema import parameters
from service.errors import BadParameter, ServiceError
from service.features import FEATURES, Feature
from service.formats import ENCODERS, Format
from service.parameters import Parameters
from service.presets import params as preset_params
from service.settings import Settings
from service.several import FORMS
from service.sources import SourceParams
from service.sources.tones import ToneSpec

FOLDER = Path(__file__).parent / "reference"
RATE = 22_050  # of the example of a shape: librosa's own

HEAD = "parameter | default | range and unit | meaning"
MADE = "<!-- Written by `make openapi` from what the service says of itself. -->"

LANES = {"core": "core", "long_tail": "long tail"}


def pages() -> dict[Path, str]:
    """Give the text of every page, by its file."""
    made = {
        "README": index(),
        "features": features(),
        "parameters": shared_parameters(),
        "formats": formats(),
        "tones": tones(),
        "errors": errors(),
        "settings": settings(),
    }
    return {
        FOLDER / f"{name}.md": "\n".join([lines[0], "", MADE, *lines[1:]]).rstrip() + "\n"
        for name, lines in made.items()
    }


def index() -> list[str]:
    return [
        "# Reference",
        "",
        (
            "Generated from the models and the docstrings of the service, so it says what "
            "this version does."
        ),
        "",
        *words.table(
            "page | what it has",
            [
                (
                    f"| [features](features.md) | the {len(FEATURES)} features: what each "
                    "is, its shape, its source, its limits, its own parameters |"
                ),
                (
                    "| [parameters](parameters.md) | the parameters that features share, in"
                    " the order in which they take effect |"
                ),
                "| [formats](formats.md) | how an answer is written down, and how pictures look |",
                "| [tones](tones.md) | the kinds of a tone spec |",
                "| [errors](errors.md) | every kind of problem, an example, and what to do |",
                "| [settings](settings.md) | what an operator may change |",
                (
                    "| [presets](../presets.md) | the published front-ends, and how closely"
                    " each was matched |"
                ),
            ],
        ),
        "## Calls",
        "",
        (
            "The body of every POST is [the sound](../../README.md#what-may-be-sent), the "
            "query its parameters."
        ),
        "",
        *words.table("method | path | answers", call_rows()),
    ]


def features() -> list[str]:
    rows = [
        f"| [`{f.name}`](#{f.name}) | {f.title} | {LANES[f.lane]} | {example(f)[0]} |"
        for f in FEATURES.values()
    ]
    return [
        "# Features",
        "",
        (
            "Each is answered at `POST /v1/features/{feature}.{format}`. Features of the "
            "long tail are computed by workers that have librosa, and warm up after the "
            f"others. The shape is that of one second of sound at {RATE} Hz with all "
            "defaults."
        ),
        "",
        *words.table("feature | what it is | workers | shape", rows),
        *(line for feature in FEATURES.values() for line in section(feature)),
    ]


def section(feature: Feature[Any]) -> list[str]:
    """Describe one feature."""
    plan = feature.plan
    shape, axes, unit = example(feature)
    facts = [
        ("Answer", words.section(plan, "Returns")),
        ("Example", f"one second at {RATE} Hz gives {shape}: {axes}{unit}."),
        ("Refused", words.section(plan, "Raises")),
        ("Source", words.section(plan, "References")),
        ("Workers", LANES[feature.lane]),
        ("Also takes", also(feature)),
    ]
    own = [p for p in parameters(feature.params) if p["name"] in own_names(feature)]
    return [
        f"## {feature.name}",
        "",
        *(line for paragraph in words.prose(plan) for line in (paragraph, "")),
        *(f"- **{name}:** {text}" for name, text in facts if text),
        "",
        *(
            words.table(HEAD, list(map(row, own)))
            if own
            else ["It has no parameters of its own.", ""]
        ),
    ]


def lower(text: str) -> str:
    """Let a sentence begin in the middle of another."""
    return text[:1].lower() + text[1:]


def example(feature: Feature[Any]) -> tuple[str, str, str]:
    """Tell shape, axes and unit of one second of sound."""
    plan = feature.plan(feature.params(), RATE)
    axes = plan.axes(RATE)
    shape = " x ".join(str(len(axis)) for axis in axes)
    named = ", ".join(f"`{a.name}`" + (f" in {a.unit}" if a.unit != "1" else "") for a in axes)
    most = "at most " if plan.counted else ""
    unit = "" if plan.unit == "1" else f"; values in {plan.unit}"
    return most + shape, named, unit


def owner(feature: Feature[Any], name: str) -> type[BaseModel]:
    """Find the class that declares a parameter."""
    classes = feature.params.__mro__
    return next(c for c in classes if name in get_annotations(c))


def shared(model: type[BaseModel]) -> bool:
    """Tell whether a class of parameters is for several features."""
    return model.__module__.rpartition(".")[2].startswith("_")


def own_names(feature: Feature[Any]) -> set[str]:
    """List the parameters that are a feature's own."""
    return {n for n in feature.params.model_fields if not shared(owner(feature, n))}


def groups() -> dict[type[BaseModel], list[str]]:
    """Give the classes of shared parameters, in the order of their effect, and who takes them."""
    found: dict[type[BaseModel], list[str]] = {}
    widest = sorted(FEATURES.values(), key=lambda f: -len(f.params.__mro__))
    for feature in widest:
        for model in reversed(feature.params.__mro__):
            owned = [n for n in feature.params.model_fields if owner(feature, n) is model]
            if owned and shared(model):
                found.setdefault(model, []).append(feature.name)
    return found


def heading(model: type[BaseModel]) -> str:
    """Name a class of parameters for people: ``MelBankParams`` is the mel bank."""
    split = re.findall(r"[A-Z][a-z0-9]*", model.__name__.removesuffix("Params"))
    return " ".join(split).capitalize()


def link(model: type[BaseModel]) -> str:
    return f"[{lower(heading(model))}](parameters.md#{heading(model).lower().replace(' ', '-')})"


def also(feature: Feature[Any]) -> str:
    """Link what else a feature takes."""
    mine = [link(model) for model, takers in groups().items() if feature.name in takers]
    return ", ".join(["[preset, source and preparations](parameters.md)", *mine])


def row(parameter: dict[str, Any]) -> str:
    """Describe one parameter."""
    schema, meaning = parameter["schema"], parameter["description"]
    cells = (words.default(schema, meaning), words.allowed(schema, meaning), meaning)
    return f"| `{parameter['name']}` | {' | '.join(map(words.cell, cells))} |"


def declared(model: type[BaseModel]) -> list[dict[str, Any]]:
    """List the parameters that a class itself declares."""
    here = get_annotations(model)
    return [p for p in parameters(model) if p["name"] in here]


def shared_parameters() -> list[str]:
    augmentations, preparations = SourceParams.__mro__[1:3]
    lines = [
        "# Shared parameters",
        "",
        (
            "They take effect in this order. Each feature lists those it takes, and has its"
            " [own](features.md) besides. `none` spells None; a parameter that would have "
            "no effect is refused."
        ),
        "",
        "## Preset",
        "",
        (
            f"Of every feature: {lower(parameters(preset_params('mel'))[0]['description'])} "
            "[All presets](../presets.md)."
        ),
        "",
        *part("Source", SourceParams, "Of every feature."),
        *part("Preparations", preparations, "Of every feature."),
        *part("Augmentations", augmentations, "Of every feature."),
    ]
    for model, takers in groups().items():
        users = ", ".join(f"[`{name}`](features.md#{name})" for name in sorted(takers))
        lines += part(heading(model), model, f"Of {users}.")
    return lines


def part(title: str, model: type[BaseModel], takers: str) -> list[str]:
    return [
        f"## {title}",
        "",
        *words.prose(model),
        "",
        takers,
        "",
        *words.table(HEAD, list(map(row, declared(model)))),
    ]


def formats() -> list[str]:
    return [
        "# Formats",
        "",
        (
            "The ending of the path chooses one. Features come as arrays and pictures, the "
            "prepared sound as a file of sound."
        ),
        "",
        *words.table(
            "ending | what it is | media type | of a",
            [
                f"| [`{f.name}`](#{f.name}) | {f.title} | `{f.media_type}` | {f.of} |"
                for f in ENCODERS.values()
            ],
        ),
        *(line for format in ENCODERS.values() for line in format_section(format)),
        "## Sweeps",
        "",
        "A contact sheet, `/v1/sweeps/{feature}.png`, takes these instead of those of a `png`.",
        "",
        *words.table(HEAD, list(map(row, parameters(FORMS["png"].params)))),
    ]


def format_section(format: Format[Any]) -> list[str]:
    own = parameters(format.params)
    file = words.parameter(format.encode, "out")
    headers = words.section(format.encode, "Returns").replace("No headers.", "")
    told = [
        *words.prose(format.encode),
        f"**Holds:** {file.removeprefix('Takes ')}" if file.startswith("Takes ") else "",
        f"**Header:** {headers}" if headers else "",
    ]
    refusals = words.section(format.encode, "Raises")
    return [
        f"## {format.name}",
        "",
        *(line for text in told if text for line in (text, "")),
        *([f"**Refused:** {refusals}", ""] if refusals else []),
        *(words.table(HEAD, list(map(row, own))) if own else []),
    ]


def kinds_of_tones() -> dict[str, type[Parameters]]:
    """Give the classes of a tone spec by the word that chooses them."""
    union = ToneSpec.model_fields["sound"].annotation.__value__.__args__[0]
    return {one.model_fields["type"].annotation.__args__[0]: one for one in union.__args__}


def tones() -> list[str]:
    lines = [
        "# Tones",
        "",
        (
            'A tone spec is `{"sample_rate": 16000, "sound": S}`, sent as '
            "`application/json`; `sample_rate` is optional. S is one of these; a mix or a "
            "sequence holds further ones in `of`."
        ),
        "",
        *words.table("member | default | range and unit | meaning", members(ToneSpec)),
    ]
    for name, model in kinds_of_tones().items():
        shown = json.dumps(model.model_config["json_schema_extra"]["examples"][0])
        lines += [
            f"## {name}",
            "",
            *(line for text in words.prose(model) for line in (text, "")),
            "```json",
            shown,
            "```",
            "",
            *words.table("member | default | range and unit | meaning", members(model)),
        ]
    return lines


def members(model: type[BaseModel]) -> list[str]:
    """One row for each member of an object of a tone spec but its `type`."""
    schema = model.model_json_schema()
    own = schema.get("properties") or schema["$defs"][model.__name__]["properties"]
    return [
        row({"name": name, "description": one["description"], "schema": one})
        for name, one in own.items()
        if name != "type"
    ]


def errors() -> list[str]:
    found = classes(ServiceError)
    rows = [
        f"| {e.status} | [`{e.kind}`](#{e.kind}) | {e.title} |"
        for e in sorted(found, key=lambda e: (e.status, e.kind))
    ]
    return [
        "# Errors",
        "",
        (
            "Every error is a problem document (RFC 9457), `application/problem+json`: "
            "`type`, `title`, `status`, `detail` (a sentence that names what is wrong, its "
            "value and the limit), `instance` (the request id, as in the log) and `errors`,"
            " the parameters at fault."
        ),
        "",
        *words.table("status | kind | title", rows),
        *(line for error in found for line in error_section(error)),
        "## Without a kind",
        "",
        (
            "A path that does not exist (404) and a method that it does not have (405) are "
            "problems of the type `about:blank`."
        ),
    ]


def classes(root: type[ServiceError]) -> list[type[ServiceError]]:
    """List a class and all below it, in the order of the file."""
    return [root, *(c for child in root.__subclasses__() for c in classes(child))]


def error_section(error: type[ServiceError]) -> list[str]:
    when, *cures = words.prose(error)
    retry = not issubclass(error, BadParameter) and "Retry-After" in error("").headers
    return [
        f"## {error.kind}",
        "",
        f"{error.status} {error.title}: `{TYPE}{error.kind}`",
        "",
        f"- **When:** {when}",
        f"- **Example:** {words.section(error, 'Examples')}",
        f"- **What to do:** {' '.join(cures)}",
        *(["- **Header:** `Retry-After`, s."] if retry else []),
        "",
    ]


def settings() -> list[str]:
    return [
        "# Settings",
        "",
        (
            "Environment variables, read once at the start. A value that is out of its "
            "range ends the start with a sentence."
        ),
        "",
        *words.table("variable | default | range and unit | meaning", setting_rows()),
    ]


def setting_default(field: FieldInfo) -> str:
    plain = not field.default_factory and field.default not in {"", (), None}
    return f"`{words.number(field.default)}`" if plain else ""


def setting_rows() -> list[str]:
    """One row for each setting; a default that depends on the machine stands in its meaning."""
    properties = Settings.model_json_schema()["properties"]
    rows = []
    for name, field in Settings.model_fields.items():
        schema = properties[name]
        cells = (
            setting_default(field),
            words.allowed(schema, field.description),
            field.description,
        )
        rows.append(f"| `SONOGRAPH_{name.upper()}` | {' | '.join(map(words.cell, cells))} |")
    return rows
