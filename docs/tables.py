"""Write the README's tables of parameters and settings anew, from the models."""

import re
from pathlib import Path

from service.api.schema import parameters
from service.features import FEATURES
from service.formats import FORMATS
from service.settings import Settings
from service.sources import SourceParams

README = Path(__file__).parent.parent / "README.md"


def main() -> None:
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(text: str) -> str:
    """Give the text with both tables as they should be."""
    for name, rows in (("parameters", parameter_rows()), ("settings", setting_rows())):
        table = re.compile(rf"(<!-- {name} -->\n(?:.*\n){{2}})(?:\|.*\n)*")
        text = table.sub(lambda found, rows=rows: found[1] + "\n".join(rows) + "\n", text)
    return text


def parameter_rows() -> list[str]:
    """One row for each parameter, with all that take it in the same meaning."""
    models = {"all": SourceParams}
    models |= {name: leaf.params for name, leaf in {**FEATURES, **FORMATS}.items()}
    users: dict[tuple[str, str, str], list[str]] = {}
    for user, model in models.items():
        for parameter in parameters(model):
            default = str(parameter["schema"].get("default", "")).lower()
            entry = (parameter["name"], default, parameter["description"])
            users.setdefault(entry, []).append(user)
    return [
        f"| `{name}` | {', '.join(of)} | {default} | {meaning} |"
        for (name, default, meaning), of in users.items()
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
