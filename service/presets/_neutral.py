"""What a front-end does not do, said aloud: later defaults must not change a preset.

Parameters without effect (`ref` with ``scale=log``) are left out, for they decide nothing.
"""

from collections.abc import Mapping

from service.presets._base import Value

SOURCE: dict[str, Value] = {"channel": "mean"}

WAVE: dict[str, Value] = {
    "input_scale": 1.0,
    "wave_norm": None,
    "fit": None,
    "dither": 0.0,
}

FRAMES: dict[str, Value] = {
    "preemphasis": 0.0,
    "window": "hann",
    "periodic": True,
    "window_place": "center",
    "remove_dc": False,
    "drop_last": 0,
}

CENTERED: dict[str, Value] = {**FRAMES, "center": True, "padding": "none"}

BANDS: dict[str, Value] = {
    "fft_norm": "backward",
    "magnitude_eps": 0.0,
    "component": "magnitude",
    "triangles": "hz",
    "bank_rate": None,
    "first_bin": 0,
}

LINEAR: dict[str, Value] = {"scale": "linear", "bias": 0.0, "gain": 1.0}

LOG: dict[str, Value] = {"guard": "max", "log_range": None, "bias": 0.0, "gain": 1.0}

DB: dict[str, Value] = {"scale": "db", "ref": 1.0, "bias": 0.0, "gain": 1.0}

FINISH: dict[str, Value] = {
    "deltas": 0,
    "frames": None,
    "normalize": None,
    "masked_frames": 0,
    "stack": 1,
    "patch_frames": None,
    "time_axis": "last",
}

SLANEY: dict[str, Value] = {"htk": False, "norm": "slaney"}

HTK: dict[str, Value] = {"htk": True, "norm": None}

MEL: dict[str, Value] = {**SOURCE, **WAVE, **CENTERED, **BANDS, **FINISH}
"""Of `mel` with centred frames; bank, rate, lengths and scale are the preset's own."""

CEPSTRUM: dict[str, Value] = {"dct_type": 2, "norm": "ortho", "lifter": 0.0, "energy": None}


def cepstral(bank: Mapping[str, Value], n_mfcc: int, **own: Value) -> dict[str, Value]:
    """Give the values of `mfcc` over the bands that these values of `mel` make.

    Parameters
    ----------
    bank : mapping
        Values of `mel`; its `norm` becomes `mel_norm`.
    n_mfcc : int
        Number of coefficients.
    **own : str, int, float, bool or None
        What differs from an orthonormal transform without lifter or energy.
    """
    return {**bank, "mel_norm": bank["norm"], **CEPSTRUM, "n_mfcc": n_mfcc, **own}
