"""Kaldi filter bank, 80 bands, whole sound."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, FBANK_80, INT16, WHOLE

PRESET = Preset(
    name="kaldi-fbank-80-no-snip",
    feature="mel",
    title="Kaldi filter bank, 80 bands, whole sound",
    origin=Origin(
        "kaldi-native-fbank",
        "1.23.0",
        "kaldi-native-fbank/csrc/feature-window.cc: snip_edges false",
    ),
    serves=("Kaldi, kaldi-native-fbank with snip_edges=false",),
    values={**FBANK_80, **WHOLE},
    notes=(
        INT16,
        DITHER,
        "Frames are round(length / 160); the edges are mirrored with the edge sample itself.",
    ),
)
