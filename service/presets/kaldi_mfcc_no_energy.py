"""Kaldi MFCC without energy."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, INT16, MFCC

PRESET = Preset(
    name="kaldi-mfcc-no-energy",
    feature="mfcc",
    title="Kaldi MFCC without energy",
    origin=Origin("torchaudio", "2.11.0", "torchaudio/compliance/kaldi.py: mfcc()"),
    serves=(
        "torchaudio.compliance.kaldi.mfcc",
        "Kaldi with --use-energy=false",
    ),
    values=MFCC,
    notes=(
        INT16,
        "use_energy is false in torchaudio and true in Kaldi: see kaldi-mfcc.",
        DITHER,
    ),
)
