"""Whisper, 80 bands."""

from service.presets._base import Origin, Preset
from service.presets._whisper import NOTES, WHISPER

PRESET = Preset(
    name="whisper-80",
    feature="mel",
    title="Whisper, 80 bands",
    origin=Origin("openai-whisper", "20250625", "whisper/audio.py: log_mel_spectrogram(n_mels=80)"),
    serves=(
        "Whisper tiny to large-v2",
        "Distil-Whisper of these",
    ),
    values={**WHISPER, "n_mels": 80},
    notes=NOTES,
)
