"""PANNs CNN14."""

from service.presets._base import Origin, Preset
from service.presets._neutral import DB, MEL, SLANEY

PRESET = Preset(
    name="panns-cnn14",
    feature="mel",
    title="PANNs CNN14",
    origin=Origin("panns-inference", "0.1.1", "panns_inference/models.py: Cnn14"),
    serves=("PANNs CNN14 at 32 kHz",),
    values={
        **MEL,
        "sample_rate": 32_000,
        "n_fft": 1024,
        "win_length": 1024,
        "hop_length": 320,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 64,
        "fmin": 50.0,
        "fmax": 14_000.0,
        **SLANEY,
        **DB,
        "amin": 1e-10,
        "top_db": None,
        "time_axis": "first",
    },
    notes=("Before bn0, which is a learned layer of the model.",),
)
