"""LAION's CLAP."""

from service.presets._neutral import DB, HTK, MEL

FUSION = {
    **MEL,
    "sample_rate": 48_000,
    "fit": "repeat_zeros",
    "fit_length": 480_000,
    "n_fft": 1024,
    "win_length": 1024,
    "hop_length": 480,
    "pad_mode": "reflect",
    "power": 2.0,
    "n_mels": 64,
    "fmin": 50.0,
    "fmax": 14_000.0,
    **HTK,
    **DB,
    "amin": 1e-10,
    "top_db": None,
    "time_axis": "first",
}

NOTES = (
    "A sound shorter than 10 s is repeated whole, then filled with zeros.",
    "Of a longer one the original takes random crops; here its first 10 s: choose with offset.",
    "laion's hook first rounds the samples to 16 bits (truncating x * 32767): not done here.",
    "transformers' class starts at 0 Hz by default, laion's models at 50 Hz.",
)
