"""The core against librosa and against the bare transform, in one process with one thread."""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import time  # noqa: E402  # the threads are counted when numpy is imported
from collections.abc import Callable  # noqa: E402

import librosa  # noqa: E402
import numpy as np  # noqa: E402
import scipy.fft  # noqa: E402
from clips import SIZES, samples  # noqa: E402

from service.features import FEATURES, Clip  # noqa: E402
from service.parameters import parse  # noqa: E402

N_FFT, HOP = 1024, 256
GIVEN = {"n_fft": N_FFT, "hop_length": HOP, "scale": "db"}
LONGEST_S = 1.5


def main() -> None:
    print("\n## Core: mel in dB, warm, one thread; ms: min / median / max\n")
    print("| clip | core | librosa | FFT alone | librosa / core | core / FFT |")
    print("|---|---|---|---|---|---|")
    for seconds, rate in SIZES:
        row(seconds, rate)


def row(seconds: int, rate: int) -> None:
    sound = samples(seconds, rate)
    feature = FEATURES["mel"]
    params = parse(feature.params, GIVEN)
    padded = np.pad(sound, N_FFT // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP].copy()
    sides = {
        "core": lambda: feature.plan(params, Clip(len(sound), rate)).compute(sound),
        "librosa": lambda: librosa.power_to_db(
            librosa.feature.melspectrogram(y=sound, sr=rate, n_fft=N_FFT, hop_length=HOP)
        ),
        "fft": lambda: [
            scipy.fft.rfft(frames[i : i + 64], axis=-1) for i in range(0, len(frames), 64)
        ],
    }
    times = measured(sides)
    middle = {name: np.median(all_of_it) for name, all_of_it in times.items()}
    cells = [f"{min(t):.2f} / {np.median(t):.2f} / {max(t):.2f}" for t in times.values()]
    ratios = (middle["librosa"] / middle["core"], middle["core"] / middle["fft"])
    print(f"| {seconds} s, {rate} Hz | {' | '.join(cells)} | {ratios[0]:.1f} | {ratios[1]:.1f} |")


def measured(sides: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Time all sides in turn, so that what disturbs one disturbs the others."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side()
    began = time.perf_counter()
    while time.perf_counter() - began < LONGEST_S * len(sides) or len(times["core"]) < 5:
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            times[name].append(1000 * (time.perf_counter() - start))
    return times


if __name__ == "__main__":
    main()
