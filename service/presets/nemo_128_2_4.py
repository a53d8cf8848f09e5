"""NeMo up to 2.4, 128 bands."""

from service.presets._base import Origin, Preset
from service.presets._nemo import DITHER, EARLIER, UNTIL_2_4

PRESET = Preset(
    name="nemo-128-2.4",
    feature="mel",
    title="NeMo up to 2.4, 128 bands",
    origin=Origin(
        "nemo-toolkit",
        "2.4.1",
        "nemo/collections/asr/parts/preprocessing/features.py: FilterbankFeatures",
    ),
    serves=("NeMo models with 128 bands",),
    values={**UNTIL_2_4, "n_mels": 128},
    notes=(
        EARLIER,
        DITHER,
    ),
)
