"""CLAP with fusion."""

from service.presets._base import Origin, Preset
from service.presets._clap import FUSION, NOTES

PRESET = Preset(
    name="clap-fusion",
    feature="mel",
    title="CLAP with fusion",
    origin=Origin("laion-clap", "1.1.7", "laion_clap/training/data.py: get_mel"),
    serves=("LAION CLAP with fusion",),
    values=FUSION,
    notes=NOTES,
)
