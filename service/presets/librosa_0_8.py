"""The front-end of librosa up to 0.8."""

from service.presets._base import Origin, Preset
from service.presets._librosa import LIBROSA, RATE

PRESET = Preset(
    name="librosa-0.8",
    feature="mel",
    title="librosa up to 0.8",
    origin=Origin("librosa", "0.8.1", "librosa/feature/spectral.py: melspectrogram"),
    serves=("librosa.feature.melspectrogram up to 0.8.1",),
    values={**LIBROSA, "pad_mode": "reflect"},
    notes=(
        RATE,
        "Up to 0.8.1 the edges were mirrored, since then they are zeros.",
        "Before 0.10 librosa.load resampled with kaiser_best, not soxr_hq.",
    ),
)
