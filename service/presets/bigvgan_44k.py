"""BigVGAN, 44 kHz."""

from service.presets._base import Origin, Preset
from service.presets._vocoder import HIFI_GAN, PEAK

PRESET = Preset(
    name="bigvgan-44k",
    feature="mel",
    title="BigVGAN, 44 kHz",
    origin=Origin(
        "bigvgan",
        "2.4.1",
        "bigvgan/meldataset.py: mel_spectrogram(2048, 128, 44100, 512, None)",
    ),
    serves=("BigVGAN 44 kHz, 128 bands",),
    values={
        **HIFI_GAN,
        "sample_rate": 44_100,
        "n_fft": 2048,
        "win_length": 2048,
        "hop_length": 512,
        "n_mels": 128,
        "fmax": 22_050.0,
    },
    notes=(PEAK,),
)
