"""One file per preset. Add ``<name>.py`` with a constant ``PRESET`` and it is offered."""

from collections.abc import Mapping
from types import MappingProxyType

from service.presets._agreement import Agreement, agreements
from service.presets._base import Origin, Preset
from service.registry import discover

PRESETS = discover(__name__, __path__, Preset, key="id")
"""By id, such as ``whisper-80@1``."""


def _newest() -> Mapping[str, Preset]:
    rising = sorted(PRESETS.values(), key=lambda preset: preset.version)
    return MappingProxyType({preset.name: preset for preset in rising})


NEWEST = _newest()
"""By bare name, such as ``whisper-80``."""


def find(name: str) -> Preset | None:
    """Look a preset up by its id, or the newest of a bare name."""
    return PRESETS.get(name) or NEWEST.get(name)


__all__ = ["NEWEST", "PRESETS", "Agreement", "Origin", "Preset", "agreements", "find"]
