"""HiFi-GAN."""

from service.presets._base import Origin, Preset
from service.presets._vocoder import HIFI_GAN, PEAK

PRESET = Preset(
    name="hifi-gan",
    feature="mel",
    title="HiFi-GAN",
    origin=Origin(
        "bigvgan",
        "2.4.1",
        "bigvgan/meldataset.py: mel_spectrogram(1024, 80, 22050, 256, 8000)",
    ),
    serves=("HiFi-GAN V1",),
    values=HIFI_GAN,
    notes=(PEAK,),
)
