"""librosa, the engine that the service is judged by elsewhere too."""

import librosa

from tests.oracles.originals._base import original

SPECTRAL = "librosa/feature/spectral.py: {}"
RATE = 22_050


@original("librosa", "librosa", SPECTRAL.format("melspectrogram"), RATE, "mel time")
def mel(samples):
    return librosa.feature.melspectrogram(y=samples, sr=RATE)


@original(
    "librosa-0.8",
    "librosa",
    SPECTRAL.format("melspectrogram(pad_mode='reflect'), the default up to 0.8.1"),
    RATE,
    "mel time",
)
def mel_reflect(samples):
    return librosa.feature.melspectrogram(y=samples, sr=RATE, pad_mode="reflect")


@original("librosa-mfcc", "librosa", SPECTRAL.format("mfcc"), RATE, "coefficient time")
def mfcc(samples):
    return librosa.feature.mfcc(y=samples, sr=RATE)
