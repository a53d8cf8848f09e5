"""Write the tables of README and presets, and the reference, from what the service knows."""

import re
from bisect import bisect_left
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docs import calls, pages
from docs.words import cell, default
from service.api.schema import parameters
from service.errors import BadParameter
from service.features import FEATURES
from service.formats import ENCODERS
from service.pipeline import Job, plan_of, run, unchanged
from service.presets import PRESETS, Preset, agreements, params, status
from service.settings import Limits, Settings
from service.sources import Body, SourceParams

HERE = Path(__file__).parent
ANY_RATE = 44_100  # of presets that have none
NEEDED = (
    "preset",
    "sample_rate",
    "channel",
    "offset",
    "duration",
    "n_fft",
    "hop_length",
    "window",
    "n_mels",
    "fmin",
    "fmax",
    "power",
    "scale",
    "ref",
    "top_db",
    "style",
    "cmap",
)
FILES = (HERE.parent / "README.md", HERE / "presets.md")


def main() -> None:
    for file in FILES:
        file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")
    for file, text in pages.pages().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def tables() -> dict[str, list[str]]:
    """Rows by the name of the table."""
    return {
        "parameters": parameter_rows(),
        "calls": call_rows(),
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
    """One row for each parameter that most people need, of spectrograms and their pictures."""
    models = [params("mel"), SourceParams, FEATURES["mel"].params, ENCODERS["png"].params]
    known = {p["name"]: p for model in models for p in parameters(model)}
    return [_parameter_row(known[name]) for name in NEEDED]


def _parameter_row(parameter: dict[str, Any]) -> str:
    meaning = parameter["description"]
    return f"| `{parameter['name']}` | {default(parameter['schema'], meaning)} | {cell(meaning)} |"


def call_rows() -> list[str]:
    """One row for each call."""
    return calls.call_rows("docs/reference/")


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
        f"| `SONOGRAPH_{name.upper()}` | {pages.setting_default(field)} "
        f"| {cell(field.description)} |"
        for name, field in Settings.model_fields.items()
    ]


if __name__ == "__main__":
    main()
