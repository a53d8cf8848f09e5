"""CLVP of Tortoise."""

from service.presets._base import Origin, Preset
from service.presets._neutral import LOG, MEL

PRESET = Preset(
    name="clvp",
    feature="mel",
    title="CLVP of Tortoise",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/clvp/feature_extraction_clvp.py: ClvpFeatureExtractor",
    ),
    serves=(
        "CLVP",
        "Tortoise TTS",
    ),
    values={
        **MEL,
        "sample_rate": 22_050,
        "fit": "zeros",
        "fit_length": 132_300,
        "fit_step": None,
        "n_fft": 1024,
        "win_length": 1024,
        "hop_length": 256,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 80,
        "fmin": 0.0,
        "fmax": 8_000.0,
        "htk": True,
        "norm": "slaney",
        "scale": "log",
        "amin": 1e-5,
        **LOG,
    },
    notes=(
        "HTK's scale with Slaney's areas, which is rare.",
        "Without the checkpoint's mel_norms, which divide each band.",
    ),
)
