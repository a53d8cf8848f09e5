"""Audio Spectrogram Transformer."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK

PRESET = Preset(
    name="ast",
    feature="mel",
    title="Audio Spectrogram Transformer",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/audio_spectrogram_transformer/"
        "feature_extraction_audio_spectrogram_transformer.py: ASTFeatureExtractor",
    ),
    serves=("AST (MIT)",),
    values={
        **FBANK,
        "input_scale": 1.0,
        "window": "hann",
        "n_mels": 128,
        "bias": 4.2677393,
        "gain": 1 / (2 * 4.5689974),
        "frames": 1024,
        "frames_fit": "before",
    },
    notes=(
        "Missing frames are 0 before the normalisation, so 0.467 after it.",
        (
            "The original's code removes the mean of the waveform first, which the removal of each "
            "frame's own mean makes void."
        ),
        "Band 3 of the bank is empty, as in the original.",
    ),
)
