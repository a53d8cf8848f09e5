"""Write the tables of parameters, settings and presets anew, from what the service knows."""

import re
from bisect import bisect_left
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from service.api.schema import parameters
from service.errors import BadParameter
from service.features import FEATURES
from service.formats import FORMATS
from service.parameters import Group
from service.pipeline import Job, plan_of, run, unchanged
from service.presets import PRESETS, Preset, agreements, params, status
from service.settings import Limits, Settings
from service.sources import Body, SourceParams

HERE = Path(__file__).parent
ANY_RATE = 44_100  # of presets that have none
FILES = (HERE.parent / "README.md", HERE / "presets.md")


def main() -> None:
    for file in FILES:
        file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")


def tables() -> dict[str, list[str]]:
    """Rows by the name of the table."""
    return {
        "parameters": parameter_rows(),
        "groups": group_rows(),
        "settings": setting_rows(),
        "presets": preset_rows(),
        "agreement": agreement_rows(),
        "edges": edge_rows(),
    }


def renewed(text: str) -> str:
    """Give the text with its tables as they should be."""
    for name, rows in tables().items():
        table = re.compile(rf"(<!-- {name} -->\n(?:.*\n){{2}})(?:\|.*\n)*")
        text = table.sub(lambda found, rows=rows: found[1] + "".join(f"{r}\n" for r in rows), text)
    return text


def parameter_rows() -> list[str]:
    """One row for each parameter that everybody needs, with all that take it in this meaning."""
    return [
        f"| `{name}` | {', '.join(of)} | {default} | {meaning} |"
        for (group, name, default, meaning), of in users().items()
        if not group
    ]


def group_rows() -> list[str]:
    """One row for each other parameter, by the group that it belongs to."""
    rows = [
        (group, f"| {group} | `{name}` | {', '.join(of)} | {default} | {meaning} |")
        for (group, name, default, meaning), of in users().items()
        if group
    ]
    order = get_args(Group)
    return [row for _, row in sorted(rows, key=lambda entry: order.index(entry[0]))]


@cache
def users() -> dict[tuple[str, str, str, str], list[str]]:
    """Who takes a parameter, by its group, name, default and meaning."""
    models: list[tuple[str, type[BaseModel]]] = [("all", params("mel")), ("all", SourceParams)]
    models += [(name, leaf.params) for name, leaf in {**FEATURES, **FORMATS}.items()]
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for user, model in models:
        for parameter in parameters(model):
            schema = parameter["schema"]
            default = str(schema.get("default", "")).lower()
            group = schema.get("x-group", "")
            entry = (group, parameter["name"], default, parameter["description"])
            found.setdefault(entry, []).append(user)
    return found


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
        f"| {one.worst_sound} | {100 * one.share:.3g} % |"
        for preset in sorted(PRESETS)
        for one in agreements(preset)
    ]


@cache
def edge_rows() -> list[str]:
    """One row for each preset: the shortest sound, what it gives, and what silence gives."""
    return [_edge_row(preset) for _, preset in sorted(PRESETS.items())]


def _edge_row(preset: Preset) -> str:
    least = shortest(preset)
    rate = unchanged(preset.feature, preset.id).sample_rate or ANY_RATE
    shape = " x ".join(map(str, answered(preset, np.zeros(least, np.float32)).shape))
    silence = answered(preset, np.zeros(rate, np.float32))
    ends = dict.fromkeys(
        f"{round(float(end), 3) + 0.0:.4g}" for end in (silence.min(), silence.max())
    )
    return f"| `{preset.id}` | {least} | {shape} | {' to '.join(ends)} |"


def shortest(preset: Preset) -> int:
    """Find the fewest samples that are not refused."""
    params = unchanged(preset.feature, preset.id)
    plan = plan_of(preset.feature, params, params.sample_rate or ANY_RATE)

    def accepted(length: int) -> bool:
        try:
            plan.remarks(length)
        except BadParameter:
            return False
        return True

    return bisect_left(range(1 << 20), 1, lo=1, key=accepted)


def answered(preset: Preset, samples: NDArray[np.float32], **more: str) -> NDArray[np.float32]:
    """Compute a preset of a sound."""
    rate = {"sample_rate": preset.values["sample_rate"] or ANY_RATE}
    out = BytesIO()
    with NamedTemporaryFile(suffix=".npy") as file:
        np.save(file, samples)
        file.flush()
        given = {"preset": preset.id, **rate, **more}
        run(Job(preset.feature, "npy", given, Body(file.name, "npy"), Limits()), out)
    return np.load(BytesIO(out.getvalue()))


def setting_rows() -> list[str]:
    """One row for each setting; a default that depends on the machine stands in its meaning."""
    return [
        f"| `SONOGRAPH_{name.upper()}` | {'' if field.default_factory else field.default or ''} "
        f"| {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


if __name__ == "__main__":
    main()
