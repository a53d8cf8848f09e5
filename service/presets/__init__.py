"""One file per preset. Add ``<name>.py`` with a constant ``PRESET`` and it is offered."""

from service.presets._agreement import Agreement, agreements, status
from service.presets._base import Origin, Preset, Value
from service.presets._params import PresetParams, blamed, chosen, guess, idle, params
from service.presets._registry import NEWEST, PRESETS, find

__all__ = [
    "NEWEST",
    "PRESETS",
    "Agreement",
    "Origin",
    "Preset",
    "PresetParams",
    "Value",
    "agreements",
    "blamed",
    "chosen",
    "find",
    "guess",
    "idle",
    "params",
    "status",
]
