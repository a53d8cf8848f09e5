"""Another pitch."""

import warnings
from collections.abc import Iterable, Iterator

import numpy as np

from service.domain import Floats
from service.errors import TooLarge

MOST = 1 << 22
"""Samples over all channels: the transform of a sound four times as long is in memory."""


def shifted(blocks: Iterable[Floats], rate: int, steps: float) -> Iterator[Floats]:
    """Raise the pitch; librosa is imported here alone, in the workers of the long tail.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound.
    rate : int
        Samples per second, Hz.
    steps : float
        Semitones.

    Yields
    ------
    ndarray of float32
        The whole sound, as `librosa.effects.pitch_shift` makes it.

    Raises
    ------
    TooLarge
        It has more than 4194304 samples over all channels.
    """
    import librosa  # noqa: PLC0415

    sound = _whole(blocks)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a frame is longer than a short sound
        made = librosa.effects.pitch_shift(sound.T, sr=rate, n_steps=steps)
    yield np.ascontiguousarray(made.T, np.float32)


def _whole(blocks: Iterable[Floats]) -> Floats:
    parts, count = [], 0
    for block in blocks:
        parts.append(block)
        count += block.size
        if count > MOST:
            raise TooLarge(f"pitch_shift takes at most {MOST} samples over all channels")
    return np.concatenate(parts)
