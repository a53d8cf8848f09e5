"""YAMNet."""

from service.presets._audioset import VGGISH
from service.presets._base import Origin, Preset

PRESET = Preset(
    name="yamnet",
    feature="mel",
    title="YAMNet",
    origin=Origin(
        "tensorflow/models",
        "unversioned",
        "research/audioset/yamnet/features.py: waveform_to_log_mel_spectrogram_patches",
    ),
    serves=("YAMNet",),
    values={
        **VGGISH,
        "fit": "zeros",
        "fit_length": 15_600,
        "fit_step": 7_680,
        "amin": 0.001,
        "patch_hop": 48,
    },
    notes=(
        "The sound is filled with zeros to one patch of 0.975 s, then to whole steps of 0.48 s.",
    ),
)
