"""Write the tables of parameters, settings and presets anew, from what the service knows."""

import re
from pathlib import Path

from pydantic import BaseModel

from service.api.schema import parameters
from service.features import FEATURES
from service.formats import FORMATS
from service.presets import PRESETS, Preset, agreements, params, status
from service.settings import Settings
from service.sources import SourceParams

HERE = Path(__file__).parent
FILES = (HERE.parent / "README.md", HERE / "presets.md")


def main() -> None:
    for file in FILES:
        file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")


def tables() -> dict[str, list[str]]:
    """Rows by the name of the table."""
    return {
        "parameters": parameter_rows(),
        "settings": setting_rows(),
        "presets": preset_rows(),
        "agreement": agreement_rows(),
    }


def renewed(text: str) -> str:
    """Give the text with its tables as they should be."""
    for name, rows in tables().items():
        table = re.compile(rf"(<!-- {name} -->\n(?:.*\n){{2}})(?:\|.*\n)*")
        text = table.sub(lambda found, rows=rows: found[1] + "".join(f"{r}\n" for r in rows), text)
    return text


def parameter_rows() -> list[str]:
    """One row for each parameter, with all that take it in the same meaning."""
    models: list[tuple[str, type[BaseModel]]] = [("all", params("mel")), ("all", SourceParams)]
    models += [(name, leaf.params) for name, leaf in {**FEATURES, **FORMATS}.items()]
    users: dict[tuple[str, str, str], list[str]] = {}
    for user, model in models:
        for parameter in parameters(model):
            default = str(parameter["schema"].get("default", "")).lower()
            entry = (parameter["name"], default, parameter["description"])
            users.setdefault(entry, []).append(user)
    return [
        f"| `{name}` | {', '.join(of)} | {default} | {meaning} |"
        for (name, default, meaning), of in users.items()
    ]


def preset_rows() -> list[str]:
    """One row for each preset."""
    return [_preset_row(preset) for _, preset in sorted(PRESETS.items())]


def _preset_row(preset: Preset) -> str:
    origin = preset.origin
    serves = ", ".join(preset.serves)
    read = f"{origin.package} {origin.version}: `{origin.file}`"
    notes = " ".join(preset.notes)
    return (
        f"| `{preset.id}` | {preset.feature} | {status(preset.id)} | {preset.title}: {serves} "
        f"| {read} | {notes} |"
    )


def agreement_rows() -> list[str]:
    """One row for each original that a preset was compared with."""
    return [
        f"| `{preset}` | {one.original} {one.version} | `{one.file}` | {', '.join(one.sounds)} "
        f"| {one.worst_sound} | {100 * one.share:.2g} % |"
        for preset in sorted(PRESETS)
        for one in agreements(preset)
    ]


def setting_rows() -> list[str]:
    """One row for each setting; a default that depends on the machine stands in its meaning."""
    return [
        f"| `SONOGRAPH_{name.upper()}` | {'' if field.default_factory else field.default or ''} "
        f"| {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


if __name__ == "__main__":
    main()
