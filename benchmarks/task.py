"""The one task that all sides do: a mel spectrogram in dB, as librosa computes it."""

import io
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import librosa
import numpy as np

N_FFT, HOP = 1024, 256
FRAMES = {"n_fft": N_FFT, "hop_length": HOP}
PARAMETERS = FRAMES | {"scale": "db"}
PICTURE = {"style": "figure", "width": 1000, "height": 400}
LARGEST_DIFFERENCE_DB = 0.01


def url(form: str, parameters: Mapping[str, object]) -> str:
    """Path and query of a mel spectrogram."""
    return f"/v1/features/mel.{form}?{urlencode(parameters)}"


def target(form: str) -> str:
    """Path and query of the task, the same at both services."""
    return url(form, PARAMETERS | PICTURE if form == "png" else PARAMETERS)


def in_librosa(samples: np.ndarray, rate: float) -> np.ndarray:
    power = librosa.feature.melspectrogram(y=samples, sr=rate, n_fft=N_FFT, hop_length=HOP)
    return librosa.power_to_db(power)


def file_in_librosa(path: Path) -> np.ndarray:
    return in_librosa(*librosa.load(path, sr=None))


def array(npy: bytes) -> np.ndarray:
    return np.load(io.BytesIO(npy), allow_pickle=False)


def check(values: np.ndarray, expected: np.ndarray) -> None:
    """Refuse to compare the speed of two sides that compute different things."""
    np.testing.assert_allclose(values, expected, rtol=0, atol=LARGEST_DIFFERENCE_DB)
