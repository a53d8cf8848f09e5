"""Kaldi MFCC with energy."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, INT16, MFCC

PRESET = Preset(
    name="kaldi-mfcc",
    feature="mfcc",
    title="Kaldi MFCC with energy",
    origin=Origin(
        "kaldi-native-fbank",
        "1.23.0",
        "kaldi-native-fbank/csrc/feature-mfcc.h: MfccOptions",
    ),
    serves=("Kaldi compute-mfcc-feats",),
    values={**MFCC, "energy": "raw", "energy_floor": 2.0**-23},
    notes=(
        INT16,
        "Coefficient 0 is the natural logarithm of the frame's energy after DC removal.",
        DITHER,
    ),
)
