"""The front-end of wav2vec 2.0, HuBERT and WavLM: the normalised waveform."""

from service.presets._base import Origin, Preset
from service.presets._neutral import SOURCE, WAVE

PRESET = Preset(
    name="wav2vec2",
    feature="waveform",
    title="wav2vec 2.0, HuBERT, WavLM: the normalised waveform",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/wav2vec2/feature_extraction_wav2vec2.py: Wav2Vec2FeatureExtractor",
    ),
    serves=("wav2vec 2.0, HuBERT, WavLM with do_normalize",),
    values={
        **SOURCE,
        **WAVE,
        "sample_rate": 16_000,
        "wave_norm": "standard",
        "wave_norm_eps": 1e-7,
    },
    notes=(
        "fairseq normalises with an epsilon of 1e-5 instead of 1e-7.",
        (
            "Base models were trained without normalisation: their do_normalize decides, not this "
            "preset."
        ),
    ),
)
