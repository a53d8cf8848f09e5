"""Vocoders and the voices that are trained for them."""

from functools import partial

import numpy as np
import torch
import torchaudio
from librosa.filters import mel
from librosa.util import pad_center
from scipy.signal import get_window
from torch import nn
from torch.autograd import Variable
from torch.nn import functional

from tests.oracles.make_goldens._golden import excerpt, golden, package
from tests.oracles.make_goldens.speech import batch


@golden("vocos", "vocos", "vocos/feature_extractors.py: MelSpectrogramFeatures", 24_000, "mel time")
def vocos(samples):
    home = package("vocos") / "vocos"
    safe_log = excerpt(home / "modules.py", "safe_log", torch=torch).safe_log
    names = ("FeatureExtractor", "MelSpectrogramFeatures")
    given = {"torch": torch, "nn": nn, "torchaudio": torchaudio, "safe_log": safe_log}
    features = excerpt(home / "feature_extractors.py", *names, **given)
    return features.MelSpectrogramFeatures()(batch(samples))[0]


def bigvgan(settings, samples):
    path = package("bigvgan") / "bigvgan/meldataset.py"
    names = ("mel_basis_cache", "hann_window_cache", "mel_spectrogram")
    names += ("dynamic_range_compression_torch", "spectral_normalize_torch")
    function = excerpt(path, *names, torch=torch, librosa_mel_fn=mel).mel_spectrogram
    return function(batch(samples), **settings)[0]


for preset, size, bins, rate, highest in (
    ("bigvgan-24k", 1024, 100, 24_000, 12_000),
    ("bigvgan-44k", 2048, 128, 44_100, None),
    ("hifi-gan", 1024, 80, 22_050, 8_000),
):
    settings = {"n_fft": size, "win_size": size, "hop_size": size // 4, "num_mels": bins}
    settings |= {"sampling_rate": rate, "fmin": 0, "fmax": highest}
    golden(
        preset,
        "bigvgan",
        f"bigvgan/meldataset.py: mel_spectrogram({size}, {bins}, {rate}, {size // 4}, {highest})",
        rate,
        "mel time",
    )(partial(bigvgan, settings))


@golden(
    "tacotron2",
    "tacotron2-model",
    "tacotron2_model/stft.py: TacotronSTFT.mel_spectrogram",
    22_050,
    "mel time",
)
def tacotron2(samples):
    """Two of librosa's functions are called as librosa 0.8 took their arguments."""
    home = package("tacotron2-model") / "tacotron2_model"
    name = "dynamic_range_compression"
    compress = getattr(excerpt(home / "audio_processing.py", name, torch=torch), name)
    given = {"torch": torch, "np": np, "F": functional, "Variable": Variable, name: compress}
    given |= {
        "get_window": get_window,
        "pad_center": lambda data, size: pad_center(data, size=size),
    }
    parts = excerpt(home / "stft.py", "STFT", "TacotronSTFT", librosa_mel_fn=old_mel, **given)
    return parts.TacotronSTFT().mel_spectrogram(batch(samples))[0]


def old_mel(rate, size, bins, low, high):
    return mel(sr=rate, n_fft=size, n_mels=bins, fmin=low, fmax=high)
