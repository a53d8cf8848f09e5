"""NeMo up to 2.4, 80 bands."""

from service.presets._base import Origin, Preset
from service.presets._nemo import DITHER, EARLIER, MODELS, UNTIL_2_4

PRESET = Preset(
    name="nemo-80-2.4",
    feature="mel",
    title="NeMo up to 2.4, 80 bands",
    origin=Origin(
        "nemo-toolkit",
        "2.4.1",
        "nemo/collections/asr/parts/preprocessing/features.py: FilterbankFeatures",
    ),
    serves=MODELS,
    values={**UNTIL_2_4, "n_mels": 80},
    notes=(
        EARLIER,
        DITHER,
    ),
)
