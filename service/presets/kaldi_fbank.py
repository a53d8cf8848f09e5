"""Kaldi filter bank, 23 bands."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, FBANK, INT16

PRESET = Preset(
    name="kaldi-fbank",
    feature="mel",
    title="Kaldi filter bank, 23 bands",
    origin=Origin("torchaudio", "2.11.0", "torchaudio/compliance/kaldi.py: fbank()"),
    serves=(
        "Kaldi compute-fbank-feats",
        "torchaudio.compliance.kaldi.fbank",
        "kaldi-native-fbank",
    ),
    values=FBANK,
    notes=(
        INT16,
        DITHER,
    ),
)
