"""The mel spectrogram that HiFi-GAN and its successors are trained on."""

from service.presets._neutral import LOG, MEL, SLANEY

HIFI_GAN = {
    **MEL,
    "sample_rate": 22_050,
    "n_fft": 1024,
    "win_length": 1024,
    "hop_length": 256,
    "center": False,
    "padding": "hop",
    "pad_mode": "reflect",
    "power": 1.0,
    "magnitude_eps": 1e-9,
    "n_mels": 80,
    "fmin": 0.0,
    "fmax": 8_000.0,
    **SLANEY,
    "scale": "log",
    "amin": 1e-5,
    **LOG,
}

PEAK = (
    "The original's training data are scaled to a peak of 0.95; at inference nothing is, as here."
)
