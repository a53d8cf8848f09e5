"""The sounds that are measured with: noise under a slow swell, as 16-bit mono WAV."""

import io

import numpy as np
import soundfile

SIZES = ((1, 16_000), (5, 16_000), (30, 16_000), (1, 44_100), (5, 44_100), (30, 44_100))


def samples(seconds: int, rate: int) -> np.ndarray:
    time = np.arange(seconds * rate) / rate
    noise = np.random.default_rng(0).standard_normal(len(time))
    return (0.1 * noise * (1 + np.sin(2 * np.pi * time))).astype(np.float32)


def wav(seconds: int, rate: int) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, samples(seconds, rate), rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()
