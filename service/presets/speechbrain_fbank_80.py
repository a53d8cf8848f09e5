"""SpeechBrain Fbank, 80 bands."""

from service.presets._base import Origin, Preset
from service.presets._speechbrain import FBANK, TRIANGLES

PRESET = Preset(
    name="speechbrain-fbank-80",
    feature="mel",
    title="SpeechBrain Fbank, 80 bands",
    origin=Origin("speechbrain", "1.1.2", "speechbrain/lobes/features.py: Fbank(n_mels=80)"),
    serves=("SpeechBrain ECAPA-TDNN before mean removal",),
    values={**FBANK, "n_mels": 80},
    notes=(
        TRIANGLES,
        "ECAPA-TDNN removes the mean of the sentence afterwards: normalize=mean.",
    ),
)
