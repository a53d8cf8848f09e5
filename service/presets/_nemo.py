"""NVIDIA NeMo's features, normalised per band."""

from service.presets._neutral import LOG, MEL, SLANEY

NEMO = {
    **MEL,
    "sample_rate": 16_000,
    "preemphasis": 0.97,
    "preemphasis_on": "wave",
    "n_fft": 512,
    "win_length": 400,
    "hop_length": 160,
    "periodic": False,
    "pad_mode": "constant",
    "power": 2.0,
    "fmin": 0.0,
    "fmax": 8_000.0,
    **SLANEY,
    "scale": "log",
    "amin": 2.0**-24,
    **LOG,
    "guard": "add",
    "normalize": "standard",
    "ddof": 1,
    "normalize_eps": 1e-5,
    "eps_place": "add",
    "masked_frames": 1,
}
"""From NeMo 2.5.0 on."""

UNTIL_2_4 = {**NEMO, "pad_mode": "reflect", "masked_frames": 0}
"""Up to NeMo 2.4.1: mirrored edges, and every frame counts."""

DITHER = "NeMo's dither of 1e-5 is for training only; here it is 0."
LATER = "From 2.5.0 on the last frame is 0 and does not count for mean and deviation."
EARLIER = (
    "NeMo changed padding and statistics in 2.5.0: see the preset without -2.4 for later ones."
)
MODELS = ("NeMo Conformer, FastConformer", "Parakeet", "Canary")
