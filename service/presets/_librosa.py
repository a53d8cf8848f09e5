"""librosa's defaults, stated."""

from service.presets._neutral import LINEAR, MEL, SLANEY

LIBROSA = {
    **MEL,
    "sample_rate": 22_050,
    "n_fft": 2048,
    "win_length": 2048,
    "hop_length": 512,
    "pad_mode": "constant",
    "power": 2.0,
    "n_mels": 128,
    "fmin": 0.0,
    "fmax": 11_025.0,
    **SLANEY,
    **LINEAR,
}
"""``melspectrogram(y)`` of what ``load(path)`` gives."""

RATE = "librosa.load resamples to 22,050 Hz; set sample_rate (and fmax, half of it) for another."
