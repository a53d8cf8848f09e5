"""Front-ends made of TensorFlow's own operations."""

import numpy as np
import tensorflow as tf

from tests.oracles.make_goldens._golden import golden


@golden(
    "tf-speech-commands",
    "tensorflow-cpu",
    "tensorflow/core/kernels/{spectrogram,mfcc}.cc: AudioSpectrogram, Mfcc as in speech_commands",
    16_000,
    "time coefficient",
)
def speech_commands(samples):
    """examples/speech_commands: 1 s of samples, windows of 30 ms every 10 ms, 40 coefficients."""
    second = np.pad(samples[:16_000], (0, max(0, 16_000 - len(samples))))[:, None]
    power = tf.raw_ops.AudioSpectrogram(
        input=second, window_size=480, stride=160, magnitude_squared=True
    )
    return tf.raw_ops.Mfcc(spectrogram=power, sample_rate=16_000, dct_coefficient_count=40)[0]


@golden(
    "yamnet",
    "tensorflow-cpu",
    "tensorflow/python/ops/signal/{spectral,mel}_ops.py: stft, linear_to_mel_weight_matrix",
    16_000,
    "patch time mel",
)
def yamnet(samples):
    """The calls and settings of YAMNet's features.py: zeros to one patch, then to whole hops."""
    hops = max(0, -(-(len(samples) - 15_600) // 7_680))
    padded = np.pad(samples, (0, 15_600 + hops * 7_680 - len(samples)))
    bins = tf.abs(tf.signal.stft(padded, frame_length=400, frame_step=160, fft_length=512))
    bank = tf.signal.linear_to_mel_weight_matrix(64, 257, 16_000, 125.0, 7_500.0)
    return tf.signal.frame(tf.math.log(bins @ bank + 0.001), 96, 48, axis=0)
