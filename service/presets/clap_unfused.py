"""CLAP without fusion."""

from service.presets._base import Origin, Preset
from service.presets._clap import FUSION, NOTES
from service.presets._neutral import SLANEY

PRESET = Preset(
    name="clap-unfused",
    feature="mel",
    title="CLAP without fusion",
    origin=Origin("laion-clap", "1.1.7", "laion_clap/clap_module/htsat.py: HTSAT_Swin_Transformer"),
    serves=("LAION CLAP without fusion",),
    values={**FUSION, **SLANEY},
    notes=NOTES,
)
