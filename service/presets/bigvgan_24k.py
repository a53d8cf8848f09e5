"""BigVGAN, 24 kHz."""

from service.presets._base import Origin, Preset
from service.presets._vocoder import HIFI_GAN, PEAK

PRESET = Preset(
    name="bigvgan-24k",
    feature="mel",
    title="BigVGAN, 24 kHz",
    origin=Origin(
        "bigvgan",
        "2.4.1",
        "bigvgan/meldataset.py: mel_spectrogram(1024, 100, 24000, 256, 12000)",
    ),
    serves=("BigVGAN 24 kHz, 100 bands",),
    values={**HIFI_GAN, "sample_rate": 24_000, "n_mels": 100, "fmax": 12_000.0},
    notes=(PEAK,),
)
