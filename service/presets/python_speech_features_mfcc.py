"""The front-end of python_speech_features' MFCC."""

from service.presets._base import Origin, Preset
from service.presets._psf import FLOAT64, MFCC, TAIL

PRESET = Preset(
    name="python-speech-features-mfcc",
    feature="mfcc",
    title="python_speech_features MFCC",
    origin=Origin("python-speech-features", "0.6", "python_speech_features/base.py: mfcc"),
    serves=("python_speech_features.mfcc",),
    values=MFCC,
    notes=(
        "Coefficient 0 is the logarithm of the energy of the frame's spectrum (appendEnergy).",
        TAIL,
        FLOAT64,
    ),
)
