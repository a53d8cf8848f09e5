"""WeSpeaker filter bank."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK_80, INT16

PRESET = Preset(
    name="wespeaker",
    feature="mel",
    title="WeSpeaker filter bank",
    origin=Origin("wespeakerruntime", "1.0.1", "wespeakerruntime/speaker.py"),
    serves=("WeSpeaker before mean removal",),
    values={**FBANK_80, "window": "hamming"},
    notes=(
        INT16,
        "Before the mean over time is removed: add normalize=mean for it, or see pyannote.",
    ),
)
