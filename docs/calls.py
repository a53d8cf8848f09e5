"""All calls of the service, those of one feature or format together."""

import re
from collections.abc import Iterator
from functools import cache

from service.api.pages import router as human
from service.app import create_app
from service.features import FEATURES
from service.settings import Settings

CALLS = {
    "/v1/features/{feature}.{json,npy,npz,png}": (
        "a [feature](features.md) of the posted sound, in a [format](formats.md)"
    ),
    "/v1/sound.{flac,ogg,wav}": "the prepared sound itself, to listen to",
    "/v1/sweeps/{feature}.{npz,png}": (
        "one sound under a grid of parameter values: all arrays, or a contact sheet"
    ),
    "/v1/bundle.{json,npz}": "several features of one sound, decoded once",
    "/v1/replay": "a receipt computed again, and compared",
    "/v1/plan/{feature}": "what a request would give, and cost, without sound",
    "/v1/convert": "units of pitch, level and time, in one another",
    "/v1/features": "all features, with their parameters",
    "/v1/formats": "all formats, with their parameters",
    "/v1/presets": "all [presets](../presets.md)",
    "/v1/presets/{id}": "a preset, with every parameter",
    "/": "the page for people",
    "/docs": "Swagger UI, without any address outside the service",
    "/openapi.json": "the OpenAPI document",
    "/livez": "whether the process is alive",
    "/readyz": "whether requests can be computed",
}
"""What each call is for; a call that is missing here stands in the table with its own summary."""

ENDINGS = re.compile(r"\.(\w+)$")


def call_rows(folder: str = "") -> list[str]:
    """One row for each call, features and formats put together; links begin at a folder."""
    rows = []
    for method, path, meaning in calls():
        told = CALLS.get(path, meaning)
        if folder:
            told = told.replace("](../", "](docs/")
            told = re.sub(r"\]\((?!docs/)", f"]({folder}", told)
        rows.append(f"| {method} | `{path}` | {told} |")
    return rows


@cache
def calls() -> tuple[tuple[str, str, str], ...]:
    """List method, path and summary of all calls, in the order of `CALLS`."""
    found: dict[tuple[str, str], set[str]] = {}
    summaries: dict[str, str] = {}
    for method, path, summary in operations():
        stem = re.sub(rf"/({'|'.join(FEATURES)})(?=\.|$)", "/{feature}", path)
        ending = ENDINGS.search(stem) if stem != "/openapi.json" else None
        whole = stem[: ending.start()] if ending else stem
        found.setdefault((method, whole), set()).update([ending[1]] if ending else [])
        summaries[whole] = summary
    listed = [
        (method, path + (f".{{{','.join(sorted(ends))}}}" if ends else ""), summaries[path])
        for (method, path), ends in found.items()
    ]
    order = list(CALLS)
    return tuple(sorted(listed, key=lambda c: order.index(c[1]) if c[1] in CALLS else len(order)))


def operations() -> Iterator[tuple[str, str, str]]:
    """List method, path and summary of the document's operations, and of the pages."""
    app = create_app(Settings())
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation.get("summary", "")
    for path in dict.fromkeys(route.path for route in human.routes):
        yield "GET", path, ""
    yield "GET", "/openapi.json", ""
