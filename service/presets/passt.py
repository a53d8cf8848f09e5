"""PaSST and EfficientAT."""

from service.presets._base import Origin, Preset
from service.presets._neutral import LOG, MEL

PRESET = Preset(
    name="passt",
    feature="mel",
    title="PaSST and EfficientAT",
    origin=Origin(
        "hear21passt",
        "0.0.26",
        "hear21passt/models/preprocess.py: AugmentMelSTFT(fmax_aug_range=2000)",
    ),
    serves=(
        "PaSST",
        "EfficientAT",
    ),
    values={
        **MEL,
        "sample_rate": 32_000,
        "preemphasis": 0.97,
        "preemphasis_on": "wave_valid",
        "n_fft": 1024,
        "win_length": 800,
        "hop_length": 320,
        "periodic": False,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 128,
        "fmin": 0.0,
        "fmax": 15_000.0,
        "htk": True,
        "triangles": "mel",
        "norm": None,
        "scale": "log",
        "amin": 1e-5,
        **LOG,
        "guard": "add",
        "bias": 4.5,
        "gain": 0.2,
    },
    notes=(
        "The pre-emphasis loses the first sample.",
        (
            "fmax is 15 kHz with the fmax_aug_range of 2000 that the models use; with the class "
            "default of 1000 it is 15.5 kHz."
        ),
    ),
)
