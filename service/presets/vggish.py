"""VGGish."""

from service.presets._audioset import VGGISH
from service.presets._base import Origin, Preset

PRESET = Preset(
    name="vggish",
    feature="mel",
    title="VGGish",
    origin=Origin("torchvggish", "0.2", "torchvggish/mel_features.py: log_mel_spectrogram, frame"),
    serves=("VGGish",),
    values=VGGISH,
    notes=(
        "Patches of 96 frames, whole ones only: a sound shorter than 0.975 s has none.",
        "The original resamples with resampy.",
    ),
)
