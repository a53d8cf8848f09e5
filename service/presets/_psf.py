"""python_speech_features: a rectangular window, and filters with edges on whole bins."""

from service.presets._neutral import FINISH, LOG, MEL, cepstral

LOGFBANK = {
    **MEL,
    "sample_rate": 16_000,
    "preemphasis": 0.97,
    "preemphasis_on": "wave",
    "n_fft": 512,
    "win_length": 400,
    "hop_length": 160,
    "window": "boxcar",
    "window_place": "left",
    "center": False,
    "padding": "whole",
    "fft_norm": "ortho",
    "power": 2.0,
    "n_mels": 26,
    "fmin": 0.0,
    "fmax": 8_000.0,
    "htk": True,
    "triangles": "bins",
    "norm": None,
    "scale": "log",
    "amin": 2.0**-52,
    **LOG,
    "guard": "zeros",
    **FINISH,
    "time_axis": "first",
}

MFCC = cepstral(
    LOGFBANK, n_mfcc=13, lifter=22.0, lifter_from=0, energy="spectrum", energy_floor=2.0**-52
)

FLOAT64 = "The original answers in float64, this service in float32."
TAIL = "The last frame is filled with zeros, so that no sample is left out."
