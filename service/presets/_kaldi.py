"""Kaldi's filter bank and cepstra: what its users share."""

from service.presets._neutral import BANDS, FINISH, LOG, SOURCE, WAVE, cepstral

FBANK = {
    **SOURCE,
    **WAVE,
    "sample_rate": 16_000,
    "channel": "first",
    "input_scale": 32_768.0,
    "preemphasis": 0.97,
    "preemphasis_on": "frame",
    "n_fft": 512,
    "win_length": 400,
    "hop_length": 160,
    "window": "povey",
    "periodic": False,
    "window_place": "left",
    "center": False,
    "padding": "none",
    "drop_last": 0,
    "remove_dc": True,
    **BANDS,
    "power": 2.0,
    "n_mels": 23,
    "fmin": 20.0,
    "fmax": 8_000.0,
    "htk": True,
    "triangles": "mel",
    "norm": None,
    "scale": "log",
    "amin": 2.0**-23,
    **LOG,
    **FINISH,
    "time_axis": "first",
}
"""``compute-fbank-feats`` at 16 kHz, without dither; the floor is float32's epsilon."""

FBANK_80 = {**FBANK, "n_mels": 80}

WHOLE = {"padding": "round", "pad_mode": "symmetric"}
"""``snip_edges=false``."""

MFCC = cepstral(FBANK, n_mfcc=13, lifter=22.0, lifter_from=0)

INT16 = "The samples are scaled as 16-bit integers: the original takes values up to 32768."
DITHER = "Dither is 0 here; Kaldi's default is 1.0, kaldi-native-fbank's 3e-5, torchaudio's 0."
