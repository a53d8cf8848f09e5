"""The front-end of python_speech_features' log filter bank."""

from service.presets._base import Origin, Preset
from service.presets._psf import FLOAT64, LOGFBANK, TAIL

PRESET = Preset(
    name="python-speech-features-logfbank",
    feature="mel",
    title="python_speech_features log filter bank",
    origin=Origin("python-speech-features", "0.6", "python_speech_features/base.py: logfbank"),
    serves=("python_speech_features.logfbank",),
    values=LOGFBANK,
    notes=(
        TAIL,
        FLOAT64,
    ),
)
