"""Where a sound is not silent."""

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np

from service.domain import Floats
from service.dsp.frames import Framing, frames

FRAME_LENGTH = 2048
AMIN = 1e-5
"""Below this root mean square all is silence, whatever the reference; librosa's `amin`."""

Span = tuple[int, int]


def loudness(samples: Iterable[Floats], hop_length: int) -> Floats:
    """Measure frames, each centred at a multiple of `hop_length`.

    Parameters
    ----------
    samples : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound.
    hop_length : int
        Step from one frame to the next, samples.

    Returns
    -------
    ndarray of float32, shape (frames,)
        Root mean square, as `librosa.feature.rms`; of the loudest channel.
    """
    framing = Framing(FRAME_LENGTH, hop_length, FRAME_LENGTH, "center")
    found = [np.sqrt(_mean_squares(block)) for block in frames(samples, framing)]
    measured = np.concatenate(found).astype(np.float32)
    return measured if measured.ndim == 1 else measured.max(axis=1)


def _mean_squares(block: Floats) -> Floats:
    """Sum in float64, so that a frame has the same sum in any block."""
    exact = block.astype(np.float64, order="C")
    squares: Floats = np.einsum("...i,...i->...", exact, exact) / FRAME_LENGTH
    return squares


def spans(
    measured: Floats, top_db: float, ref: Literal["max"] | float, hop_length: int, length: int
) -> list[Span]:
    """Find what is not silent.

    Parameters
    ----------
    measured : ndarray of float32, shape (frames,)
        As from `loudness`.
    top_db : float
        What is at least this far below `ref` is silent, dB.
    ref : {'max'} or float
        The loudest frame, or a root mean square.
    hop_length : int
        Step from one frame to the next, samples.
    length : int
        Of the sound, samples.

    Returns
    -------
    list of tuple of int
        Start and end, samples: those of `librosa.effects.split`, but none where no frame is above
        `AMIN`.
    """
    exact = measured.astype(np.float64)
    against = exact.max() if ref == "max" else ref
    ratio = np.maximum(exact, AMIN) / max(against, AMIN)
    loud = (20 * np.log10(ratio) > -top_db) & (exact > AMIN)
    edges = np.flatnonzero(np.diff(loud, prepend=False, append=False)) * hop_length
    pairs = np.minimum(edges, length).reshape(-1, 2)
    return [(start, stop) for start, stop in pairs.tolist() if start < stop]


def padded(found: Iterable[Span], padding: int, length: int) -> Iterator[Span]:
    """Widen spans on either side, within the sound, and join those that meet.

    Parameters
    ----------
    found : iterable of tuple of int
        Start and end, samples, in their order.
    padding : int
        On either side, samples.
    length : int
        Of the sound, samples.

    Yields
    ------
    tuple of int
        No sample is in two of them.
    """
    current: Span | None = None
    for start, stop in found:
        wide = max(0, start - padding), min(length, stop + padding)
        if current and wide[0] <= current[1]:
            current = current[0], wide[1]
            continue
        if current:
            yield current
        current = wide
    if current:
        yield current
