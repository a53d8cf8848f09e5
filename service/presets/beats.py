"""BEATs."""

from service.presets._base import Origin, Preset
from service.presets._kaldi import FBANK, INT16

PRESET = Preset(
    name="beats",
    feature="mel",
    title="BEATs",
    origin=Origin("speechbrain", "1.1.2", "speechbrain/lobes/models/beats.py: BEATs.preprocess"),
    serves=("BEATs",),
    values={
        **FBANK,
        "channel": "mean",
        "n_mels": 128,
        "bias": -15.41663,
        "gain": 1 / (2 * 6.55582),
    },
    notes=(
        INT16,
        "Band 3 of the bank is empty, as in the original.",
    ),
)
