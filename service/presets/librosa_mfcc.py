"""The front-end of librosa's MFCC."""

from service.presets._base import Origin, Preset
from service.presets._librosa import LIBROSA, RATE
from service.presets._neutral import DB, cepstral

PRESET = Preset(
    name="librosa-mfcc",
    feature="mfcc",
    title="librosa MFCC",
    origin=Origin("librosa", "0.11.0", "librosa/feature/spectral.py: mfcc"),
    serves=("librosa.feature.mfcc",),
    values=cepstral(
        {**LIBROSA, **DB, "amin": 1e-10, "top_db": 80.0, "top_db_scope": "answer"}, n_mfcc=20
    ),
    notes=(
        RATE,
        (
            "With channel=each the range of 80 dB spans all channels, as up to librosa 0.11; "
            "librosa 1.0 does it for each alone (top_db_scope=channel)."
        ),
    ),
)
