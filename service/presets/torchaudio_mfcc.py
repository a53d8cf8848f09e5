"""The front-end of torchaudio's MFCC."""

from service.presets._base import Origin, Preset
from service.presets._neutral import DB, cepstral
from service.presets._torchaudio import CHANNELS, EMPTY, TORCHAUDIO

PRESET = Preset(
    name="torchaudio-mfcc",
    feature="mfcc",
    title="torchaudio MFCC",
    origin=Origin("torchaudio", "2.11.0", "torchaudio/transforms/_transforms.py: MFCC()"),
    serves=("torchaudio.transforms.MFCC",),
    values=cepstral(
        {**TORCHAUDIO, **DB, "amin": 1e-10, "top_db": 80.0, "top_db_scope": "answer"}, n_mfcc=40
    ),
    notes=(
        EMPTY,
        CHANNELS,
    ),
)
