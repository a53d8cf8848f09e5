"""What features share that need all of the sound at once."""

from collections.abc import Iterable

import numpy as np

from service.domain import Floats
from service.errors import TooLarge

LONGEST_S = 600.0


def refuse_long(feature: str, length: int, rate: int, longest_s: float = LONGEST_S) -> None:
    """Refuse a sound that is too long to be in memory as a whole.

    Raises
    ------
    TooLarge
        It is longer than `longest_s`, s.
    """
    if length > longest_s * rate:
        raise TooLarge(f"a {feature} takes at most {longest_s:g} s of sound")


def whole(
    feature: str, samples: Iterable[Floats], rate: int, longest_s: float = LONGEST_S
) -> Floats:
    """Put a sound together.

    Parameters
    ----------
    feature : str
        Who needs it.
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        Its blocks.
    rate : int
        Samples per second, Hz.
    longest_s : float
        Limit of its length, s.

    Returns
    -------
    ndarray of float32
        All of it.

    Raises
    ------
    TooLarge
        It is longer, as soon as that is known.
    """
    parts, length = [], 0
    for block in samples:
        parts.append(block)
        length += len(block)
        refuse_long(feature, length, rate, longest_s)
    return np.concatenate(parts)
