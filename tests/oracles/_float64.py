"""Some front-ends once more in float64, by other libraries' parts: what the law asks for.

librosa and transformers.audio_utils compute the spectrum, their filter banks weigh it. This says
how far the originals of one preset may lie apart, and that each is what its name says.
"""

from functools import partial

import librosa
import numpy as np
import scipy.fft
import scipy.signal
from transformers import audio_utils

from tests.oracles import law
from tests.oracles.originals.transformers import kaldi_filters

FLOAT32_EPS = 1.1920928955078125e-07


def centred(samples, n_fft, win_length, periodic=True, pad_mode="reflect"):
    """Power (time, bins), E and E0 of frames of 10 ms hops that are centred on their time."""
    window = scipy.signal.get_window("hann", win_length, fftbins=periodic)
    frames = {"n_fft": n_fft, "hop_length": 160, "window": window, "pad_mode": pad_mode}
    bins = librosa.stft(samples, win_length=win_length, dtype=np.complex128, **frames)
    return (np.abs(bins) ** 2).T, two_sided(np.abs(bins) ** 2)


def two_sided(power):
    return 2 * power.sum(axis=0) - power[0] - power[-1]


def cut(samples, size, n_fft):
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::160]
    return law.energy(frames, n_fft)


def whisper(n_mels, samples):
    fitted = np.pad(samples.astype(np.float64), (0, max(0, 480_000 - len(samples))))[:480_000]
    power, windowed = centred(fitted, 400, 400)
    raw = cut(np.pad(fitted, 200, mode="reflect"), 400, 400)
    weights = librosa.filters.mel(sr=16_000, n_fft=400, n_mels=n_mels, dtype=np.float64)
    bands = law.bands(power @ weights.T, windowed, raw, weights)
    without_last = law.Known(bands.values[:-1], bands.error[:-1])
    logs = law.range_from_max(law.logarithm(without_last, "log10", "clamp", 1e-10), 8)
    return transposed(law.affine(logs, 4, 0.25))


def nemo(n_mels, samples, pad_mode="constant", more_valid=0):
    samples = samples.astype(np.float64)
    emphasised = scipy.signal.lfilter([1, -0.97], [1], samples)
    power, windowed = centred(emphasised, 512, 400, periodic=False, pad_mode=pad_mode)
    raw = cut(np.pad(samples, 256, mode=pad_mode), 512, 512)
    weights = librosa.filters.mel(sr=16_000, n_fft=512, n_mels=n_mels, dtype=np.float64)
    bands = law.bands(power @ weights.T, windowed, raw, weights)
    logs = law.logarithm(bands, "ln", "add", 2**-24)
    valid = len(samples) // 160 + more_valid
    return transposed(law.per_bin(logs, ddof=1, eps=1e-5, place="add", valid=valid))


def kaldi(samples, n_mels=80, scale=32768, high=8_000, window="povey", snip=True):
    samples = samples.astype(np.float64) * scale
    if not snip:
        frames = (len(samples) + 80) // 160
        end = (frames - 1) * 160 + 400 - 120 - len(samples)
        samples = np.pad(samples, (120, end), mode="symmetric")
    power = audio_utils.spectrogram(
        samples,
        audio_utils.window_function(400, window, periodic=False),
        frame_length=400,
        hop_length=160,
        fft_length=512,
        power=2.0,
        center=False,
        preemphasis=0.97,
        remove_dc_offset=True,
    )
    weights = kaldi_filters(n_mels, high).T
    bands = law.bands(power.T @ weights.T, two_sided(power), cut(samples, 400, 512), weights)
    return law.logarithm(bands, "ln", "clamp", FLOAT32_EPS)


def kaldi_mfcc(samples):
    order = np.arange(13)
    lifter = 1 + 11 * np.sin(np.pi * order / 22)
    basis = scipy.fft.dct(np.eye(23), axis=0, norm="ortho")[:13] * lifter[:, np.newaxis]
    return law.transform(kaldi(samples, 23), basis)


def ast(samples):
    logs = kaldi(samples, n_mels=128, scale=1, window="hann")
    rest = ((0, max(0, 1024 - len(logs.values))), (0, 0))
    fitted = law.Known(np.pad(logs.values[:1024], rest), np.pad(logs.error[:1024], rest))
    return law.affine(fitted, 4.2677393, 1 / (2 * 4.5689974))


def beats(samples):
    return law.affine(kaldi(samples, n_mels=128), -15.41663, 1 / (2 * 6.55582))


def pyannote(samples):
    return law.per_bin(kaldi(samples, window="hamming"), place="mean_only")


def transposed(known):
    return law.Known(known.values.T, known.error.T)


KNOWN = {
    "whisper-80": partial(whisper, 80),
    "whisper-128": partial(whisper, 128),
    "nemo-80": partial(nemo, 80),
    "nemo-128": partial(nemo, 128),
    "nemo-80-2.4": partial(nemo, 80, pad_mode="reflect", more_valid=1),
    "nemo-128-2.4": partial(nemo, 128, pad_mode="reflect", more_valid=1),
    "kaldi-fbank": partial(kaldi, n_mels=23),
    "kaldi-fbank-80": kaldi,
    "kaldi-fbank-80-no-snip": partial(kaldi, snip=False),
    "kaldi-mfcc-no-energy": kaldi_mfcc,
    "lhotse": partial(kaldi, scale=1, high=7_600, snip=False),
    "wespeaker": partial(kaldi, window="hamming"),
    "pyannote": pyannote,
    "ast": ast,
    "beats": beats,
}
