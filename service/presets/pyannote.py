"""The front-end of pyannote's speaker embedding."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK_80, INT16

PRESET = Preset(
    name="pyannote",
    feature="mel",
    title="pyannote speaker embedding",
    origin=Origin(
        "pyannote-audio",
        "4.0.7",
        "pyannote/audio/models/embedding/wespeaker/__init__.py: BaseWeSpeakerResNet.compute_fbank",
    ),
    serves=("pyannote speaker embedding (WeSpeaker ResNet)",),
    values={**FBANK_80, "channel": "mean", "window": "hamming", "normalize": "mean"},
    notes=(INT16,),
)
