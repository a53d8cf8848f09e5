"""Kaldi filter bank, 80 bands."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, FBANK_80, INT16

PRESET = Preset(
    name="kaldi-fbank-80",
    feature="mel",
    title="Kaldi filter bank, 80 bands",
    origin=Origin("torchaudio", "2.11.0", "torchaudio/compliance/kaldi.py: fbank(num_mel_bins=80)"),
    serves=(
        "Kaldi, torchaudio.compliance.kaldi, kaldi-native-fbank with 80 bands",
        "Speech2Text without normalisation",
    ),
    values=FBANK_80,
    notes=(
        INT16,
        DITHER,
    ),
)
