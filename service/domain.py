"""The nouns every layer speaks: `Signal`, `Axis`, `Features`.

Long arrays are blocks: the first axis runs along the sound (samples, frames), the channels come
last, and a short sound is a single block.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

MIN_RATE, MAX_RATE = 1_000, 384_000
"""Sample rates that are taken, Hz."""

Floats = NDArray[np.float32]
Values = NDArray[np.float32] | NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound of known length that can be gone through again.

    Attributes
    ----------
    blocks : iterable of Floats, shape (n,) or (n, channels)
        The samples.
    length : int
        How many there are in each channel.
    span : tuple of int or None
        Where it lies in the sound that it is a part of, samples; None if it is put together.
    drawn : mapping
        What chance decided of it, by the parameter: plain JSON data.
    """

    blocks: Iterable[Floats]
    length: int
    span: tuple[int, int] | None = None
    drawn: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signal:
    """Sound as samples.

    Attributes
    ----------
    rate : int
        Samples per second, Hz.
    blocks : iterable of Floats, shape (n,) or (n, channels)
        Amplitude, full scale is [-1, 1]; to be gone through once. The channel axis is there only
        for ``channel=each``.
    channels : int or None
        Length of the channel axis; None without it.
    warnings : tuple of str
        What the caller should know about the sound.
    source : mapping
        What the recording was, and what was done to it: plain JSON data.
    parts : tuple of Clip
        The sounds that it was cut into, if that was asked for; `blocks` are then theirs.
    """

    rate: int
    blocks: Iterable[Floats]
    channels: int | None = None
    warnings: tuple[str, ...] = ()
    source: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """Evenly spaced coordinates: (first + step * k) / over for k = 0 ... count - 1.

    Whole numbers, so that the last coordinate of a long recording is as exact as the first.
    """

    count: int
    step: int = 1
    first: int = 0
    over: int = 1

    def __len__(self) -> int:
        """Count the coordinates."""
        return self.count

    def values(self) -> NDArray[np.float64]:
        """Write the coordinates out."""
        return (self.first + self.step * np.arange(self.count)) / self.over


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The coordinates of one dimension of `Features`; axes with the same coordinates are equal.

    Attributes
    ----------
    name : str
        What is measured along the dimension, e.g. ``"frequency"``.
    unit : str
        Unit of the coordinates: ``"Hz"``, ``"s"`` or ``"1"``.
    coordinates : ndarray of float64, shape (n,), or Steps
        One per row or column.
    """

    name: str
    unit: str
    coordinates: NDArray[np.float64] | Steps

    def __len__(self) -> int:
        """Count the coordinates."""
        return len(self.coordinates)

    def __eq__(self, other: object) -> bool:
        """Compare by content."""
        return isinstance(other, Axis) and self._content == other._content

    def __hash__(self) -> int:
        """Hash the content."""
        return hash(self._content)

    @property
    def _content(self) -> tuple[object, ...]:
        spaced = self.coordinates
        return self.name, self.unit, spaced if isinstance(spaced, Steps) else spaced.tobytes()

    @property
    def values(self) -> NDArray[np.float64]:
        """The coordinates, shape (n,)."""
        spaced = self.coordinates
        return spaced.values() if isinstance(spaced, Steps) else spaced


@dataclass(frozen=True, slots=True)
class Features:
    """The answer before it is encoded: values with their axes, unit and receipt.

    Attributes
    ----------
    name : str
        The feature's name in the catalogue, e.g. ``"mel"``.
    title : str
        One line for people, e.g. ``"Mel spectrogram"``.
    blocks : iterable of ndarray of float32 or complex64
        The numbers, all finite; can be gone through more than once. They follow each other along
        the last axis and have the axes in reverse order, unless `blocks_first`.
    axes : tuple of Axis
        One per dimension of `values`.
    unit : str
        Unit of the values: ``"1"``, ``"dB"`` or ``"rad"``.
    dtype : type
        Of the values.
    warnings : tuple of str
        What the caller should know about the result.
    receipt : mapping
        Resolved parameters, digest of the samples, versions: plain JSON data.
    given : tuple of str
        The parameters that the caller set.
    changed : tuple of str
        Those of them that are not as the preset, or the default, has them.
    blocks_first : bool
        Whether the blocks follow each other along the first axis (behind that of the channels,
        which is the blocks' last) and have the others in their order.
    """

    name: str
    title: str
    blocks: Iterable[Values]
    axes: tuple[Axis, ...]
    unit: str
    dtype: type[np.float32] | type[np.complex64] = np.float32
    warnings: tuple[str, ...] = ()
    receipt: Mapping[str, Any] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    blocks_first: bool = False

    @property
    def channels(self) -> int | None:
        """Length of the channel axis; None without it."""
        return len(self.axes[0]) if self.axes[0].name == "channel" else None

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the values."""
        return tuple(map(len, self.axes))

    @property
    def values(self) -> Values:
        """All of the values at once.

        Raises
        ------
        ValueError
            They do not have the shape of the axes.
        """
        parts = list(self.blocks)
        whole: Any = parts[0] if len(parts) == 1 else np.concatenate(parts)
        if not self.blocks_first:
            whole = whole.T
        elif self.channels is not None:
            whole = np.moveaxis(whole, -1, 0)
        if whole.shape != self.shape:
            raise ValueError(f"values have shape {whole.shape}, their axes {self.shape}")
        return cast("Values", whole)


def samples_in(seconds: float, rate: int) -> int:
    """Count the whole samples in a span of time.

    Parameters
    ----------
    seconds : float
        Length of the span, s.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    int
        ``seconds * rate`` rounded down as librosa does it: where the binary fraction falls just
        short of a whole number, to the number below.

    Examples
    --------
    >>> samples_in(0.35, 44_100)
    15434
    """
    return int(seconds * rate)
