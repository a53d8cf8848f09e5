"""python_speech_features."""

import numpy as np
import python_speech_features as psf

from tests.oracles.originals._base import original

SOURCE = "python_speech_features/base.py: {}"


@original(
    "python-speech-features-mfcc",
    "python-speech-features",
    SOURCE.format("mfcc"),
    16_000,
    "time coefficient",
)
def mfcc(samples):
    return psf.mfcc(samples.astype(np.float64))


@original(
    "python-speech-features-logfbank",
    "python-speech-features",
    SOURCE.format("logfbank"),
    16_000,
    "time mel",
)
def logfbank(samples):
    return psf.logfbank(samples.astype(np.float64))
