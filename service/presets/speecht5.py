"""SpeechT5 target."""

from service.presets._base import Origin, Preset
from service.presets._neutral import LOG, MEL, SLANEY

PRESET = Preset(
    name="speecht5",
    feature="mel",
    title="SpeechT5 target",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/speecht5/feature_extraction_speecht5.py: SpeechT5FeatureExtractor",
    ),
    serves=("SpeechT5",),
    values={
        **MEL,
        "sample_rate": 16_000,
        "n_fft": 1024,
        "win_length": 1024,
        "hop_length": 256,
        "pad_mode": "reflect",
        "power": 1.0,
        "n_mels": 80,
        "fmin": 80.0,
        "fmax": 7_600.0,
        **SLANEY,
        "scale": "log10",
        "amin": 1e-10,
        **LOG,
        "time_axis": "first",
    },
    notes=("The target side; its speech input is a raw waveform.",),
)
