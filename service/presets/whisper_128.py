"""Whisper, 128 bands."""

from service.presets._base import Origin, Preset
from service.presets._whisper import NOTES, WHISPER

PRESET = Preset(
    name="whisper-128",
    feature="mel",
    title="Whisper, 128 bands",
    origin=Origin(
        "openai-whisper",
        "20250625",
        "whisper/audio.py: log_mel_spectrogram(n_mels=128)",
    ),
    serves=(
        "Whisper large-v3",
        "Distil-Whisper of it",
    ),
    values={**WHISPER, "n_mels": 128},
    notes=NOTES,
)
