import librosa
import numpy as np
import pytest


@pytest.fixture(scope="session", autouse=True)
def _librosa_is_compiled():
    """Let librosa compile what it compiles at its first call, before a test is timed."""
    librosa.feature.mfcc(y=np.ones(4096, np.float32), sr=8_000, n_mels=16)
