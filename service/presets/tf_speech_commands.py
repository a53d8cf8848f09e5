"""TensorFlow Speech Commands."""

from service.presets._base import Origin, Preset
from service.presets._neutral import BANDS, CEPSTRUM, FINISH, FRAMES, LOG, SOURCE, WAVE

PRESET = Preset(
    name="tf-speech-commands",
    feature="mfcc",
    title="TensorFlow Speech Commands",
    origin=Origin(
        "tensorflow-cpu",
        "2.21.0",
        "tensorflow/core/kernels/{spectrogram,mfcc,mfcc_mel_filterbank,mfcc_dct}.cc",
    ),
    serves=("TensorFlow speech_commands example",),
    values={
        **SOURCE,
        **WAVE,
        "sample_rate": 16_000,
        "fit": "zeros",
        "fit_length": 16_000,
        "fit_step": None,
        "n_fft": 512,
        "win_length": 480,
        "hop_length": 160,
        **FRAMES,
        "window_place": "left",
        "center": False,
        "padding": "none",
        **BANDS,
        "power": 1.0,
        "n_mels": 40,
        "fmin": 20.0,
        "fmax": 4_000.0,
        "htk": True,
        "triangles": "mel",
        "mel_norm": None,
        "first_bin": 2,
        "scale": "log",
        "amin": 1e-12,
        **LOG,
        **CEPSTRUM,
        "n_mfcc": 40,
        "norm": "htk",
        **FINISH,
        "time_axis": "first",
    },
    notes=(
        "One second: longer is cut, shorter is filled with zeros.",
        "The bank ends at 4 kHz and leaves out the two lowest bins.",
    ),
)
