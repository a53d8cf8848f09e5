"""What is done to the wave itself before it is cut into frames, block by block."""

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from service.blocks import Derived
from service.domain import Floats

REPEATED_SAMPLES = 1 << 16
"""A short wave is repeated so many samples at a time: each block has its price."""

Fit = Literal["zeros", "repeat", "repeat_zeros", "cut"]
WaveNorm = Literal["mean", "standard", "minmax", "peak", "rms"]


def dithered(samples: Iterable[Floats], amount: float, seed: int) -> Iterator[Floats]:
    """Add Gaussian noise.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The wave.
    amount : float
        Standard deviation of the noise.
    seed : int
        Of NumPy's legacy generator, whose stream is frozen (NEP 19).

    Yields
    ------
    ndarray of float32
        The same noise, however the wave is cut into blocks.
    """
    noise = np.random.RandomState(seed)
    for block in samples:
        yield block + (amount * noise.standard_normal(block.shape)).astype(np.float32)


def emphasised(samples: Iterable[Floats], amount: float, *, whole: bool) -> Iterator[Floats]:
    """Raise high frequencies: y[n] = x[n] - amount x[n - 1].

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The wave.
    amount : float
        Usually 0.97.
    whole : bool
        Whether the first sample is kept as it is; otherwise it is dropped.

    Yields
    ------
    ndarray of float32
        The wave, perhaps one sample shorter.
    """
    last: Floats | None = None
    for block in samples:
        before = block[:-1] if last is None else np.concatenate([last, block[:-1]])
        raised = block[len(block) - len(before) :] - np.float32(amount) * before
        yield np.concatenate([block[:1], raised]) if last is None and whole else raised
        last = block[-1:]


def fitted(samples: Iterable[Floats], how: Fit, length: int, step: int | None) -> Iterator[Floats]:
    """Make a wave as long as it must be.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The wave.
    how : {'zeros', 'repeat', 'repeat_zeros', 'cut'}
        What fills a short wave: zeros; itself again and again; itself as often as it fits whole,
        then zeros; nothing.
    length : int
        Wanted, samples; a longer wave is cut.
    step : int or None
        Lengths `length` + k * `step` will do, too: the shortest that holds the wave.

    Yields
    ------
    ndarray of float32
        The wave.
    """
    held: list[Floats] = []
    part: Floats = np.empty(0, np.float32)
    seen = 0
    for block in samples:
        part = block if step else block[: max(0, length - seen)]
        seen += len(part)
        if how in {"repeat", "repeat_zeros"}:
            held.append(part)
        if len(part):
            yield part
    if held and seen < length:
        yield from _repeated(np.concatenate(held), length, whole=how == "repeat_zeros")
        seen = length if how == "repeat" else length // seen * seen
    missing = fitting(seen, length, step) - seen
    if how != "cut" and missing > 0:
        yield np.zeros((missing, *part.shape[1:]), np.float32)


def fitting(seen: int, length: int, step: int | None) -> int:
    """Give the length that a wave of `seen` samples gets by zeros."""
    return length + (-(-max(0, seen - length) // step) * step if step else 0)


def _repeated(wave: Floats, length: int, *, whole: bool) -> Iterator[Floats]:
    """Give what follows the first time, block by block."""
    rest = (length // len(wave) * len(wave) if whole else length) - len(wave)
    times = min(REPEATED_SAMPLES, rest) // len(wave)
    several = np.concatenate([wave] * max(1, times))
    while rest > 0:
        yield several[:rest]
        rest -= len(several)


def normalised(samples: Iterable[Floats], kind: WaveNorm, eps: float) -> Iterable[Floats]:
    """Normalise each channel of a wave by what it is as a whole.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The wave; gone through several times.
    kind : {'mean', 'standard', 'minmax', 'peak', 'rms'}
        x - mean; (x - mean) / sqrt(variance + eps); 2 (x - min) / (max - min + eps) - 1;
        x / (max |x| + eps); x / (sqrt(mean(x^2)) + eps).
    eps : float
        Guards the divisor; where that is 0 all the same, the wave is 0, too.

    Returns
    -------
    iterable of ndarray of float32
        The wave.
    """
    shift, divisor = _MEASURES[kind](samples, eps)
    shift, factor = shift.astype(np.float32), inverse(divisor)
    return Derived(samples, lambda blocks: ((block - shift) * factor for block in blocks))


Measure = tuple[NDArray[np.float64], NDArray[np.float64]]


def mean_of(blocks: Iterable[NDArray[np.floating]]) -> tuple[NDArray[np.float64], int]:
    """Give the mean along the first axis, summed in float64, and how many it is of."""
    total, count = np.float64(0), 0
    for block in blocks:
        total = total + block.sum(axis=0, dtype=np.float64)
        count += len(block)
    return np.asarray(total / max(1, count)), count


def inverse(divisor: NDArray[np.float64]) -> Floats:
    """Give the factor that stands for a divisor: 0 for 0."""
    factor = np.divide(1, divisor, out=np.zeros_like(divisor), where=divisor != 0)
    return factor.astype(np.float32)


def _mean(samples: Iterable[Floats], _eps: float) -> Measure:
    mean, _ = mean_of(samples)
    return mean, np.ones_like(mean)


def _standard(samples: Iterable[Floats], eps: float) -> Measure:
    mean, _ = _mean(samples, eps)
    variance, _ = mean_of((block - mean) ** 2 for block in samples)
    return mean, np.sqrt(variance + eps)


def _minmax(samples: Iterable[Floats], eps: float) -> Measure:
    low, high = _extremes(samples)
    span = high - low + eps
    return low + span / 2, span / 2


def _peak(samples: Iterable[Floats], eps: float) -> Measure:
    low, high = _extremes(samples)
    peak = np.maximum(-low, high)
    return np.zeros_like(peak), peak + eps


def _rms(samples: Iterable[Floats], eps: float) -> Measure:
    square, _ = mean_of(b.astype(np.float64) ** 2 for b in samples)
    root = np.sqrt(square)
    return np.zeros_like(root), root + eps


def _extremes(samples: Iterable[Floats]) -> Measure:
    ends = [(b.min(axis=0), b.max(axis=0)) for b in samples if len(b)]
    lows, highs = zip(*ends, strict=True)
    return np.min(lows, axis=0).astype(np.float64), np.max(highs, axis=0).astype(np.float64)


_MEASURES = {
    "mean": _mean,
    "standard": _standard,
    "minmax": _minmax,
    "peak": _peak,
    "rms": _rms,
}
