"""Toolkits and speech recognisers."""

import logging
import math
import os
import random
from functools import lru_cache, partial
from types import SimpleNamespace

import librosa
import numpy as np
import torch
import torchaudio
from torch import nn
from torch.nn import functional
from torchaudio.compliance import kaldi

from tests.oracles.make_goldens._golden import excerpt, golden, package

TRANSFORMS = "torchaudio/transforms/_transforms.py: {}"
KALDI = "torchaudio/compliance/kaldi.py: {}"


def batch(samples):
    return torch.from_numpy(samples.copy())[None]


@golden("torchaudio", "torchaudio", TRANSFORMS.format("MelSpectrogram()"), 16_000, "mel time")
def torchaudio_mel(samples):
    return torchaudio.transforms.MelSpectrogram()(batch(samples))[0]


@golden("torchaudio-mfcc", "torchaudio", TRANSFORMS.format("MFCC()"), 16_000, "coefficient time")
def torchaudio_mfcc(samples):
    return torchaudio.transforms.MFCC()(batch(samples))[0]


@golden(
    "fastai-audio",
    "torchaudio",
    TRANSFORMS.format("MelSpectrogram, AmplitudeToDB(top_db=100) as fastai_audio calls them"),
    44_100,
    "mel time",
)
def fastai_audio(samples):
    """The rate of the sound is not handed on: the filters are those of 16 kHz, to 22,050 Hz."""
    bands = torchaudio.transforms.MelSpectrogram(
        n_fft=2560, hop_length=256, f_min=0.0, f_max=22_050.0, n_mels=128
    )
    return torchaudio.transforms.AmplitudeToDB(top_db=100)(bands(batch(samples)))[0]


@golden("kaldi-fbank", "torchaudio", KALDI.format("fbank()"), 16_000, "time mel")
def kaldi_fbank(samples):
    return kaldi.fbank(batch(samples) * 32768)


@golden("kaldi-mfcc-no-energy", "torchaudio", KALDI.format("mfcc()"), 16_000, "time coefficient")
def kaldi_mfcc(samples):
    return kaldi.mfcc(batch(samples) * 32768)


def nemo(version, n_mels, samples):
    path = package("nemo-toolkit", version) / "nemo/collections/asr/parts/preprocessing/features.py"
    names = ("CONSTANT", "normalize_batch", "splice_frames", "FilterbankFeatures")
    given = {"torch": torch, "nn": nn, "librosa": librosa, "math": math}
    features = excerpt(path, *names, **given, logging=logging, random=random)
    settings = {"n_window_size": 400, "n_window_stride": 160, "n_fft": 512, "pad_to": 0}
    compute = features.FilterbankFeatures(nfilt=n_mels, dither=0.0, **settings).eval()
    return compute(batch(samples), torch.tensor([len(samples)]))[0][0]


for preset, version, n_mels in (
    ("nemo-80", "3.0.0", 80),
    ("nemo-128", "3.0.0", 128),
    ("nemo-80", "2.5.0", 80),
    ("nemo-80-2.4", "2.4.1", 80),
    ("nemo-128-2.4", "2.4.1", 128),
    ("nemo-80-2.4", "1.23.0", 80),
):
    golden(
        preset,
        "nemo-toolkit",
        "nemo/collections/asr/parts/preprocessing/features.py: FilterbankFeatures",
        16_000,
        "mel time",
        version=version,
    )(partial(nemo, version, n_mels))


@golden("whisper-80", "openai-whisper", "whisper/audio.py: log_mel_spectrogram", 16_000, "mel time")
def whisper(samples):
    path = package("openai-whisper") / "whisper/audio.py"
    names = ("SAMPLE_RATE", "N_FFT", "HOP_LENGTH", "CHUNK_LENGTH", "N_SAMPLES", "pad_or_trim")
    names += ("mel_filters", "log_mel_spectrogram")
    given = {"torch": torch, "F": functional, "np": np, "os": os, "lru_cache": lru_cache}
    audio = excerpt(path, *names, **given)
    return audio.log_mel_spectrogram(audio.pad_or_trim(batch(samples)[0]))


@golden(
    "espnet",
    "espnet",
    "espnet2/asr/frontend/default.py: DefaultFrontend, as its Stft and LogMel",
    16_000,
    "time mel",
)
def espnet(samples):
    layers = package("espnet") / "espnet2/layers"
    given = {"torch": torch, "librosa": librosa, "is_torch_1_10_plus": True}
    stft = excerpt(layers / "stft.py", "Stft", InversibleInterface=object, **given).Stft()
    spectrum = stft(batch(samples))[0]
    log_mel = excerpt(layers / "log_mel.py", "LogMel", **given).LogMel()
    return log_mel(spectrum[..., 0] ** 2 + spectrum[..., 1] ** 2)[0][0]


def speechbrain(n_mels, samples):
    home = package("speechbrain") / "speechbrain"
    names = ("STFT", "spectral_magnitude", "Filterbank", "Deltas", "ContextWindow")
    given = {"torch": torch, "math": math, "logger": logging}
    parts = excerpt(home / "processing/features.py", *names, **given)
    given |= {name: getattr(parts, name) for name in names}
    fbank = excerpt(home / "lobes/features.py", "Fbank", **given).Fbank(n_mels=n_mels)
    return fbank(batch(samples))[0]


for preset, n_mels in (("speechbrain-fbank", 40), ("speechbrain-fbank-80", 80)):
    golden(preset, "speechbrain", "speechbrain/lobes/features.py: Fbank", 16_000, "time mel")(
        partial(speechbrain, n_mels)
    )


@golden(
    "pyannote",
    "pyannote-audio",
    "pyannote/audio/models/embedding/wespeaker/__init__.py: BaseWeSpeakerResNet.compute_fbank",
    16_000,
    "time mel",
)
def pyannote(samples):
    """Its defaults; the method needs nothing else of its model."""
    path = package("pyannote-audio") / "pyannote/audio/models/embedding/wespeaker/__init__.py"
    compute = excerpt(path, "BaseWeSpeakerResNet.compute_fbank", torch=torch).compute_fbank
    settings = {"num_mel_bins": 80, "window_type": "hamming", "dither": 0.0, "use_energy": False}
    model = SimpleNamespace(
        _fbank=partial(kaldi.fbank, sample_frequency=16_000, **settings),
        hparams=SimpleNamespace(fbank_centering_span=None),
    )
    return compute(model, batch(samples)[None])[0]
