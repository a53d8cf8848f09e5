"""UnivNet."""

from service.presets._base import Origin, Preset
from service.presets._vocoder import HIFI_GAN

PRESET = Preset(
    name="univnet",
    feature="mel",
    title="UnivNet",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/univnet/feature_extraction_univnet.py: UnivNetFeatureExtractor",
    ),
    serves=("UnivNet",),
    values={
        **HIFI_GAN,
        "sample_rate": 24_000,
        "fit": "cut",
        "fit_length": 240_000,
        "n_mels": 100,
        "fmax": 12_000.0,
        "time_axis": "first",
    },
    notes=(
        "What is longer than 10 s is cut, as there.",
        "The mapping to [-1, 1] is off, as by default there.",
    ),
)
