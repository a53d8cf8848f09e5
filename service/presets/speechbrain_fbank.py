"""SpeechBrain Fbank, 40 bands."""

from service.presets._base import Origin, Preset
from service.presets._speechbrain import FBANK, TRIANGLES

PRESET = Preset(
    name="speechbrain-fbank",
    feature="mel",
    title="SpeechBrain Fbank, 40 bands",
    origin=Origin("speechbrain", "1.1.2", "speechbrain/lobes/features.py: Fbank"),
    serves=("SpeechBrain Fbank by default",),
    values=FBANK,
    notes=(TRIANGLES,),
)
