"""Vocos, 24 kHz."""

from service.presets._base import Origin, Preset
from service.presets._neutral import HTK, LOG, MEL

PRESET = Preset(
    name="vocos",
    feature="mel",
    title="Vocos, 24 kHz",
    origin=Origin("vocos", "0.1.0", "vocos/feature_extractors.py: MelSpectrogramFeatures"),
    serves=("Vocos mel 24 kHz",),
    values={
        **MEL,
        "sample_rate": 24_000,
        "n_fft": 1024,
        "win_length": 1024,
        "hop_length": 256,
        "pad_mode": "reflect",
        "power": 1.0,
        "n_mels": 100,
        "fmin": 0.0,
        "fmax": 12_000.0,
        **HTK,
        "scale": "log",
        "amin": 1e-7,
        **LOG,
    },
)
