"""Whisper's log-mel spectrogram, whatever the number of bands."""

from service.presets._neutral import LOG, MEL, SLANEY

WHISPER = {
    **MEL,
    "sample_rate": 16_000,
    "fit": "zeros",
    "fit_length": 480_000,
    "fit_step": None,
    "n_fft": 400,
    "win_length": 400,
    "hop_length": 160,
    "pad_mode": "reflect",
    "drop_last": 1,
    "power": 2.0,
    "fmin": 0.0,
    "fmax": 8_000.0,
    **SLANEY,
    "scale": "log10",
    "amin": 1e-10,
    **LOG,
    "log_range": 8.0,
    "top_db_scope": "answer",
    "bias": 4.0,
    "gain": 0.25,
}

NOTES = (
    "The sound is filled with zeros to 30 s, or cut there; the maximum is that of the 30 s.",
    "For parts of a longer recording set offset, as Whisper's own loop does.",
    "The original decodes and resamples with FFmpeg; equality starts at samples of 16 kHz.",
)
