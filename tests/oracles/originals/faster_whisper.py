"""faster-whisper: its extractor needs numpy alone, its package an inference engine."""

import numpy as np

from tests.oracles.originals._base import module_of, original

NAME = "faster_whisper/feature_extractor.py"
SAMPLES = 480_000

FeatureExtractor = module_of("faster-whisper", NAME).FeatureExtractor


def whisper(n_mels):
    """The class leaves the padding to its caller: to 30 s of samples, as Whisper does."""
    extractor = FeatureExtractor(feature_size=n_mels)

    def compute(samples):
        fitted = np.pad(samples[:SAMPLES], (0, max(0, SAMPLES - len(samples))))
        return extractor(fitted, padding=0)

    return compute


for n_mels in (80, 128):
    original(
        f"whisper-{n_mels}", "faster-whisper", f"{NAME}: FeatureExtractor", 16_000, "mel time"
    )(whisper(n_mels))
