"""kaldi-native-fbank: Kaldi's own feature code without Kaldi."""

import kaldi_native_fbank as knf
import numpy as np

from tests.oracles.originals._base import original

SOURCE = "kaldi-native-fbank/csrc: {}"


def frame(options, **changes):
    options.frame_opts.dither = 0
    for name, value in changes.items():
        setattr(options.frame_opts, name, value)


def features(computer, samples, scale):
    computer.accept_waveform(16_000, (samples * np.float32(scale)).tolist())
    computer.input_finished()
    return np.array([computer.get_frame(at) for at in range(computer.num_frames_ready)])


def fbank(samples, n_mels, high_freq=0.0, scale=32768, **frames):
    options = knf.FbankOptions()
    frame(options, **frames)
    options.mel_opts.num_bins, options.mel_opts.high_freq = n_mels, high_freq
    return features(knf.OnlineFbank(options), samples, scale)


def registered(preset, settings):
    return original(preset, "kaldi-native-fbank", SOURCE.format(settings), 16_000, "time mel")


@registered("kaldi-fbank", "OnlineFbank, dither 0")
def kaldi_fbank_23(samples):
    return fbank(samples, 23)


@registered("kaldi-fbank-80", "OnlineFbank, 80 bins, dither 0")
def kaldi_fbank_80(samples):
    return fbank(samples, 80)


@registered("kaldi-fbank-80-no-snip", "OnlineFbank, 80 bins, snip_edges False, dither 0")
def kaldi_fbank_no_snip(samples):
    return fbank(samples, 80, snip_edges=False)


@registered("lhotse", "OnlineFbank, 80 bins to -400 Hz, snip_edges False, samples of [-1, 1]")
def lhotse(samples):
    return fbank(samples, 80, high_freq=-400.0, scale=1, snip_edges=False)


@registered("wespeaker", "OnlineFbank, 80 bins, hamming")
def wespeaker(samples):
    return fbank(samples, 80, window_type="hamming")


def mfcc(samples, **changes):
    options = knf.MfccOptions()
    frame(options)
    for name, value in changes.items():
        setattr(options, name, value)
    return features(knf.OnlineMfcc(options), samples, 32768)


@original(
    "kaldi-mfcc",
    "kaldi-native-fbank",
    SOURCE.format("OnlineMfcc, use_energy True as in Kaldi"),
    16_000,
    "time coefficient",
)
def kaldi_mfcc(samples):
    return mfcc(samples, use_energy=True)


@original(
    "kaldi-mfcc-no-energy",
    "kaldi-native-fbank",
    SOURCE.format("OnlineMfcc, use_energy False as in torchaudio"),
    16_000,
    "time coefficient",
)
def kaldi_mfcc_no_energy(samples):
    return mfcc(samples, use_energy=False)
