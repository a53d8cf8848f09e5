"""The front-end of librosa from 0.9 on."""

from service.presets._base import Origin, Preset
from service.presets._librosa import LIBROSA, RATE

PRESET = Preset(
    name="librosa",
    feature="mel",
    title="librosa from 0.9",
    origin=Origin("librosa", "0.11.0", "librosa/feature/spectral.py: melspectrogram"),
    serves=("librosa.feature.melspectrogram from 0.9 to 1.0",),
    values=LIBROSA,
    notes=(
        RATE,
        "A power spectrogram: add scale=db for decibels.",
    ),
)
