"""The sounds that are measured with: noise under a slow swell, as 16-bit WAV."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.bench import Bench

BLOCK_S = 10


@dataclass(frozen=True, slots=True)
class Clip:
    """A mono recording."""

    seconds: int
    rate: int

    def __str__(self) -> str:
        return f"{self.seconds} s, {self.rate / 1000:g} kHz"

    def samples(self) -> np.ndarray:
        return swelling(self.seconds, self.rate)

    def file(self, bench: Bench) -> Path:
        path = bench.folder / f"{self.seconds}s-{self.rate}.wav"
        if not path.exists():
            soundfile.write(path, self.samples(), self.rate, format="WAV", subtype="PCM_16")
        return path


CLIP = Clip(5, 16_000)
LONGEST = Clip(30, 44_100)
CLIPS = (Clip(1, 16_000), CLIP, Clip(30, 16_000), Clip(1, 44_100), Clip(5, 44_100), LONGEST)


def swelling(seconds: int, rate: int, channels: tuple[int, ...] = ()) -> np.ndarray:
    """Noise of shape (samples,) or (samples, channels), the loudest samples below full scale."""
    time = np.arange(seconds * rate) / rate
    noise = np.random.default_rng(0).standard_normal((*channels, len(time)))
    return (0.1 * noise * (1 + np.sin(2 * np.pi * time))).astype(np.float32).T


def write_recording(path: Path, minutes: int, rate: int = 44_100) -> Path:
    """Write a stereo recording of any length, in little memory."""
    block = swelling(BLOCK_S, rate, (2,))
    with soundfile.SoundFile(path, "w", rate, 2, "PCM_16", format="WAV") as file:
        for _ in range(minutes * 60 // BLOCK_S):
            file.write(block)
    return path
