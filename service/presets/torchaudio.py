"""The front-end of torchaudio's MelSpectrogram."""

from service.presets._base import Origin, Preset
from service.presets._torchaudio import CHANNELS, EMPTY, TORCHAUDIO

PRESET = Preset(
    name="torchaudio",
    feature="mel",
    title="torchaudio MelSpectrogram",
    origin=Origin("torchaudio", "2.11.0", "torchaudio/transforms/_transforms.py: MelSpectrogram()"),
    serves=("torchaudio.transforms.MelSpectrogram",),
    values=TORCHAUDIO,
    notes=(
        EMPTY,
        CHANNELS,
    ),
)
