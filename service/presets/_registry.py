"""All presets there are, and how one is found."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from service.presets._base import Preset
from service.registry import discover

PRESETS = discover(__name__.rpartition(".")[0], [str(Path(__file__).parent)], Preset, key="id")
"""By id, such as ``whisper-80@1``."""


def newest(presets: Iterable[Preset]) -> Mapping[str, Preset]:
    """Give the newest version of each name."""
    rising = sorted(presets, key=lambda preset: preset.version)
    return MappingProxyType({preset.name: preset for preset in rising})


NEWEST = newest(PRESETS.values())
"""By bare name, such as ``whisper-80``."""


def find(name: str) -> Preset | None:
    """Look a preset up by its id, or the newest of a bare name."""
    return PRESETS.get(name) or NEWEST.get(name)
