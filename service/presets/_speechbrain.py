"""SpeechBrain's filter bank."""

from service.presets._neutral import DB, HTK, MEL

FBANK = {
    **MEL,
    "sample_rate": 16_000,
    "n_fft": 400,
    "win_length": 400,
    "hop_length": 160,
    "window": "hamming",
    "pad_mode": "constant",
    "power": 2.0,
    "n_mels": 40,
    "fmin": 0.0,
    "fmax": 8_000.0,
    **HTK,
    "triangles": "left",
    **DB,
    "amin": 1e-10,
    "top_db": 80.0,
    "top_db_scope": "answer",
    "time_axis": "first",
}

TRIANGLES = (
    "Both slopes of a filter have the width of its left one: ordinary triangles differ by up to "
    "10.5 dB."
)
