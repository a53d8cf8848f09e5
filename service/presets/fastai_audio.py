"""The front-end of fastai_audio by default."""

from service.presets._base import Origin, Preset
from service.presets._neutral import DB, HTK, MEL

PRESET = Preset(
    name="fastai-audio",
    feature="mel",
    title="fastai_audio default",
    origin=Origin(
        "mogwai/fastai_audio",
        "unversioned, with torchaudio 0.6.0",
        "audio/data.py: SpectrogramConfig, create_spectro",
    ),
    serves=("fastai_audio",),
    values={
        **MEL,
        "sample_rate": None,
        "n_fft": 2560,
        "win_length": 2560,
        "hop_length": 256,
        "pad_mode": "reflect",
        "power": 2.0,
        "n_mels": 128,
        "fmin": 0.0,
        "fmax": 22_050.0,
        **HTK,
        "bank_rate": 16_000,
        **DB,
        "amin": 1e-10,
        "top_db": 100.0,
        "top_db_scope": "answer",
    },
    notes=(
        (
            "The sound keeps its own rate, while the bank is that of 16 kHz, whatever the rate is: "
            "the original does not hand the rate on, and models were trained on that."
        ),
        "34 of the 128 rows lie above 8 kHz and are empty: they stand at the floor.",
        (
            "Channels are mixed, as with downmix; the original otherwise keeps them apart: "
            "channel=each."
        ),
    ),
)
