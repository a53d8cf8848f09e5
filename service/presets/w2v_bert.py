"""The front-end of w2v-BERT 2.0 and SeamlessM4T."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK_80, INT16

PRESET = Preset(
    name="w2v-bert",
    feature="mel",
    title="w2v-BERT 2.0 and SeamlessM4T",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/seamless_m4t/"
        "feature_extraction_seamless_m4t.py: SeamlessM4TFeatureExtractor",
    ),
    serves=(
        "w2v-BERT 2.0",
        "SeamlessM4T",
    ),
    values={
        **FBANK_80,
        "normalize": "standard",
        "ddof": 1,
        "normalize_eps": 1e-7,
        "eps_place": "inside",
        "stack": 2,
    },
    notes=(
        INT16,
        (
            "Pairs of frames are put side by side; an odd last frame is dropped. Padding to a "
            "batch is not done here."
        ),
    ),
)
