"""torchaudio's transforms, stated."""

from service.presets._neutral import HTK, LINEAR, MEL

TORCHAUDIO = {
    **MEL,
    "sample_rate": 16_000,
    "n_fft": 400,
    "win_length": 400,
    "hop_length": 200,
    "pad_mode": "reflect",
    "power": 2.0,
    "n_mels": 128,
    "fmin": 0.0,
    "fmax": 8_000.0,
    **HTK,
    **LINEAR,
}
"""``MelSpectrogram()``."""

CHANNELS = "torchaudio keeps channels apart; here they are mixed, unless channel=each."
EMPTY = "With 128 bands over 201 bins some filters are empty; the answer warns, torchaudio too."
