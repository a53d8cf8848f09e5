"""Gemma 3n audio."""

from service.presets._base import Origin, Preset
from service.presets._neutral import HTK, LOG, MEL

PRESET = Preset(
    name="gemma3n",
    feature="mel",
    title="Gemma 3n audio",
    origin=Origin(
        "transformers",
        "5.24.0",
        "transformers/models/gemma3n/feature_extraction_gemma3n.py: Gemma3nAudioFeatureExtractor",
    ),
    serves=("Gemma 3n",),
    values={
        **MEL,
        "sample_rate": 16_000,
        "duration": 30.0,
        "fit": "zeros",
        "fit_length": 128,
        "fit_step": 128,
        "preemphasis": 0.97,
        "preemphasis_on": "frame",
        "n_fft": 1024,
        "win_length": 512,
        "hop_length": 160,
        "window_place": "left",
        "center": False,
        "padding": "none",
        "drop_last": 1,
        "power": 1.0,
        "n_mels": 128,
        "fmin": 125.0,
        "fmax": 7_600.0,
        **HTK,
        "scale": "log",
        "amin": 1e-5,
        **LOG,
        "time_axis": "first",
    },
    notes=(
        "The sound is cut at 30 s and filled with zeros to a multiple of 128 samples.",
        "A frame of 512 samples needs a 513th behind it: the original unfolds 513.",
    ),
)
