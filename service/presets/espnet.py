"""ESPnet."""

from service.presets._base import Origin, Preset
from service.presets._neutral import LOG, MEL, SLANEY

PRESET = Preset(
    name="espnet",
    feature="mel",
    title="ESPnet",
    origin=Origin("espnet", "202511", "espnet2/asr/frontend/default.py: DefaultFrontend"),
    serves=("ESPnet2 before normalisation",),
    values={
        **MEL,
        "sample_rate": 16_000,
        "channel": "first",
        "n_fft": 512,
        "win_length": 512,
        "hop_length": 128,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 80,
        "fmin": 0.0,
        "fmax": 8_000.0,
        **SLANEY,
        "scale": "log",
        "amin": 1e-10,
        **LOG,
        "time_axis": "first",
    },
    notes=("Before UtteranceMVN (normalize=mean) or GlobalMVN, which is the model's own.",),
)
