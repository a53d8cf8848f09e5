"""Speech2Text."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK_80, INT16

PRESET = Preset(
    name="speech2text",
    feature="mel",
    title="Speech2Text",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/speech_to_text/"
        "feature_extraction_speech_to_text.py: Speech2TextFeatureExtractor",
    ),
    serves=(
        "Speech2Text",
        "fairseq S2T",
    ),
    values={
        **FBANK_80,
        "normalize": "standard",
        "ddof": 0,
        "normalize_eps": 0.0,
        "eps_place": "add",
    },
    notes=(
        INT16,
        (
            "Where a band is constant, as in silence, the original divides 0 by 0 and gives NaN; "
            "no answer here is NaN."
        ),
    ),
)
