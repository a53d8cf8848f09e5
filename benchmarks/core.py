"""The core against librosa and against the bare transform, in one process with one thread."""

from collections.abc import Iterator

import numpy as np
import scipy.fft

from benchmarks import clips, task
from benchmarks.bench import Bench
from benchmarks.report import Row, Side, at_least, at_most
from benchmarks.turns import in_turn
from service.blocks import Kept, Scratch
from service.dsp.frames import BLOCK_BYTES
from service.features import FEATURES
from service.parameters import parse
from service.pipeline import plan_of
from service.pool.sandbox import keep_freed_memory

BLOCK = BLOCK_BYTES // (4 * task.N_FFT)
"""Frames per block, as in the core."""

AT_LEAST = {
    clips.Clip(1, 16_000): at_least(7),
    clips.CLIP: at_least(4),
    clips.LONGEST: at_least(3),
}
AT_MOST = {clips.CLIP: at_most(1.8)}


def mel_in_db(samples: np.ndarray, rate: int) -> np.ndarray:
    """The call that is measured: adapt it here when the core's interface changes."""
    plan = plan_of("mel", PARAMS, rate)
    blocks = plan.compute([samples], lambda values: Kept(values, Scratch()))
    return np.concatenate(list(blocks)).T


PARAMS = parse(FEATURES["mel"].params, task.PARAMETERS)


def run(bench: Bench) -> Iterator[Row]:
    keep_freed_memory()  # as in a worker; it serves all sides alike
    for clip in clips.CLIPS:
        samples, rate = clip.samples(), clip.rate
        frames = framed(samples)
        task.check(mel_in_db(samples, rate), task.in_librosa(samples, rate))
        times = in_turn(
            {
                "core": lambda: mel_in_db(samples, rate),  # noqa: B023  # called in this round
                "librosa": lambda: task.in_librosa(samples, rate),  # noqa: B023
                "FFT": lambda: transform(frames),  # noqa: B023
            },
            bench.pick(5.0, 1.0),
        )
        core, librosa, fft = (Side(name, found, "ms") for name, found in times.items())
        yield Row(f"core, {clip}, against librosa", librosa, core, AT_LEAST.get(clip))
        yield Row(f"core, {clip}, against the FFT alone", core, fft, AT_MOST.get(clip))


def framed(samples: np.ndarray) -> np.ndarray:
    padded = np.pad(samples, task.N_FFT // 2)
    return np.lib.stride_tricks.sliding_window_view(padded, task.N_FFT)[:: task.HOP].copy()


def transform(frames: np.ndarray) -> None:
    """Transform in the core's blocks, keeping nothing: pages of a large result would cost more."""
    for at in range(0, len(frames), BLOCK):
        scipy.fft.rfft(frames[at : at + BLOCK], axis=-1)
