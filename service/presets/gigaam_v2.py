"""GigaAM v2."""

from service.presets._base import Origin, Preset
from service.presets._neutral import HTK, LOG, MEL

PRESET = Preset(
    name="gigaam-v2",
    feature="mel",
    title="GigaAM v2",
    origin=Origin(
        "onnx-asr",
        "0.12.0",
        "onnx_asr/preprocessors/numpy_preprocessor.py: GigaamPreprocessorNumpy('gigaam_v2')",
    ),
    serves=("GigaAM v2",),
    values={
        **MEL,
        "sample_rate": 16_000,
        "n_fft": 400,
        "win_length": 400,
        "hop_length": 160,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 64,
        "fmin": 0.0,
        "fmax": 8_000.0,
        **HTK,
        "scale": "log",
        "amin": 1e-9,
        **LOG,
    },
    notes=("The original also clamps at 1e9, which samples within [-1, 1] never reach.",),
)
