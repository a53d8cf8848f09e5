"""NeMo from 2.5, 80 bands."""

from service.presets._base import Origin, Preset
from service.presets._nemo import DITHER, LATER, MODELS, NEMO

PRESET = Preset(
    name="nemo-80",
    feature="mel",
    title="NeMo from 2.5, 80 bands",
    origin=Origin(
        "nemo-toolkit",
        "3.0.0",
        "nemo/collections/asr/parts/preprocessing/features.py: FilterbankFeatures",
    ),
    serves=MODELS,
    values={**NEMO, "n_mels": 80},
    notes=(
        LATER,
        DITHER,
    ),
)
