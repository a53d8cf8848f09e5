"""Audio taggers and embeddings."""

import json
from types import SimpleNamespace

import numpy as np
import torch
import torchaudio
from torch import nn
from torch.nn import functional
from torchaudio.compliance import kaldi
from torchlibrosa.augmentation import SpecAugmentation
from torchlibrosa.stft import LogmelFilterBank, Spectrogram

from tests.oracles.make_goldens._golden import excerpt, golden, package
from tests.oracles.make_goldens.speech import batch


@golden(
    "ast",
    "torchaudio",
    "torchaudio/compliance/kaldi.py: fbank as AST's src/dataloader.py calls it",
    16_000,
    "time mel",
)
def audio_spectrogram_transformer(samples):
    """Settings of YuanGongND/ast: mean removed, zeros to 1024 frames, AudioSet's statistics."""
    settings = {"htk_compat": True, "sample_frequency": 16_000, "use_energy": False}
    settings |= {"window_type": "hanning", "num_mel_bins": 128, "dither": 0.0, "frame_shift": 10}
    logs = kaldi.fbank(batch(samples - samples.mean()), **settings).numpy()
    fitted = np.pad(logs, ((0, 1024 - len(logs)), (0, 0)))
    return (fitted + np.float32(4.2677393)) / np.float32(2 * 4.5689974)


@golden(
    "beats",
    "speechbrain",
    "speechbrain/lobes/models/beats.py: BEATs.preprocess",
    16_000,
    "time mel",
)
def beats(samples):
    path = package("speechbrain") / "speechbrain/lobes/models/beats.py"
    method = excerpt(path, "BEATs.preprocess", torch=torch, ta_kaldi=kaldi).preprocess
    return method(None, batch(samples))[0]


@golden(
    "panns-cnn14",
    "panns-inference",
    "panns_inference/models.py: Cnn14, its spectrogram_extractor and logmel_extractor",
    32_000,
    "time mel",
)
def panns(samples):
    path = package("panns-inference") / "panns_inference/models.py"
    names = ("Cnn14", "ConvBlock", "init_layer", "init_bn")
    given = {"torch": torch, "nn": nn, "F": functional, "SpecAugmentation": SpecAugmentation}
    given |= {"Spectrogram": Spectrogram, "LogmelFilterBank": LogmelFilterBank}
    settings = {"sample_rate": 32_000, "window_size": 1024, "hop_size": 320}
    settings |= {"mel_bins": 64, "fmin": 50, "fmax": 14_000, "classes_num": 2}
    model = excerpt(path, *names, **given).Cnn14(**settings)
    return model.logmel_extractor(model.spectrogram_extractor(batch(samples)))[0, 0].detach()


@golden(
    "clap-fusion",
    "laion-clap",
    "laion_clap/training/data.py: get_mel, after repeating to 10 s",
    48_000,
    "time mel",
)
def clap_fusion(samples):
    """`data_filling="repeatpad"`, `enable_fusion=True` for a sound shorter than 10 s."""
    path = package("laion-clap") / "laion_clap/training/data.py"
    get_mel = excerpt(path, "get_mel", torchaudio=torchaudio).get_mel
    return get_mel(torch.from_numpy(repeated(samples)), clap_settings())


def clap_settings():
    path = package("laion-clap") / "laion_clap/clap_module/model_configs/HTSAT-tiny.json"
    return json.loads(path.read_text())["audio_cfg"]


def repeated(samples, size=480_000):
    whole = np.tile(samples, size // len(samples))
    return np.pad(whole, (0, size - len(whole)))


@golden(
    "clap-unfused",
    "laion-clap",
    "laion_clap/clap_module/htsat.py: HTSAT_Swin_Transformer, its torchlibrosa extractors",
    48_000,
    "time mel",
)
def clap_unfused(samples):
    config = SimpleNamespace(**clap_settings())
    spectrum = Spectrogram(n_fft=config.window_size, hop_length=config.hop_size)
    ends = {"fmin": config.fmin, "fmax": config.fmax, "ref": 1.0, "amin": 1e-10, "top_db": None}
    bands = LogmelFilterBank(
        sr=config.sample_rate, n_fft=config.window_size, n_mels=config.mel_bins, **ends
    )
    return bands(spectrum(batch(repeated(samples))))[0, 0].detach()


@golden(
    "passt",
    "hear21passt",
    "hear21passt/models/preprocess.py: AugmentMelSTFT(fmax_aug_range=2000), as PaSST's base.py",
    32_000,
    "mel time",
)
def passt(samples):
    path = package("hear21passt") / "hear21passt/models/preprocess.py"
    features = excerpt(path, "AugmentMelSTFT", torch=torch, nn=nn, torchaudio=torchaudio)
    return features.AugmentMelSTFT(fmax_aug_range=2000).eval()(batch(samples))[0]
