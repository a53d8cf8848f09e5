"""Tacotron 2."""

from service.presets._base import Origin, Preset
from service.presets._neutral import LOG, MEL, SLANEY

PRESET = Preset(
    name="tacotron2",
    feature="mel",
    title="Tacotron 2",
    origin=Origin(
        "tacotron2-model",
        "0.2.4",
        "tacotron2_model/stft.py: TacotronSTFT.mel_spectrogram",
    ),
    serves=("Tacotron 2 (NVIDIA)",),
    values={
        **MEL,
        "sample_rate": 22_050,
        "n_fft": 1024,
        "win_length": 1024,
        "hop_length": 256,
        "pad_mode": "reflect",
        "power": 1.0,
        "n_mels": 80,
        "fmin": 0.0,
        "fmax": 8_000.0,
        **SLANEY,
        "scale": "log",
        "amin": 1e-5,
        **LOG,
    },
    notes=("Natural logarithm; some forks have 20 log10.",),
)
