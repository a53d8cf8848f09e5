"""NeMo from 2.5, 128 bands."""

from service.presets._base import Origin, Preset
from service.presets._nemo import DITHER, LATER, NEMO

PRESET = Preset(
    name="nemo-128",
    feature="mel",
    title="NeMo from 2.5, 128 bands",
    origin=Origin(
        "nemo-toolkit",
        "3.0.0",
        "nemo/collections/asr/parts/preprocessing/features.py: FilterbankFeatures",
    ),
    serves=("NeMo models with 128 bands: Parakeet TDT 0.6B v2 and v3, Canary 1B v2 and flash",),
    values={**NEMO, "n_mels": 128},
    notes=(
        LATER,
        DITHER,
        "A model's own configuration says whether it has 80 or 128 bands.",
    ),
)
