"""Lhotse and icefall filter bank."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import DITHER, FBANK_80, WHOLE

PRESET = Preset(
    name="lhotse",
    feature="mel",
    title="Lhotse and icefall filter bank",
    origin=Origin("lhotse", "1.33.0", "lhotse/features/kaldi/extractors.py: Fbank"),
    serves=(
        "Lhotse",
        "icefall (k2)",
    ),
    values={**FBANK_80, **WHOLE, "input_scale": 1.0, "fmax": 7_600.0},
    notes=(
        (
            "The samples stay within [-1, 1], unlike Kaldi's: the floor of 1.2e-7 is reached in "
            "quiet sounds."
        ),
        "high_freq is -400 there: 400 Hz below half the rate.",
        DITHER,
    ),
)
