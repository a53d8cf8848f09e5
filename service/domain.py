"""The nouns every layer speaks: `Signal`, `Axis`, `Features`, `Encoded`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Values = NDArray[np.float32] | NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Signal:
    """Sound as samples.

    Attributes
    ----------
    samples : Floats, shape (n,) or (channels, n)
        Amplitude, full scale is [-1, 1]; the channel axis is there only for ``channel=each``.
    rate : int
        Samples per second, Hz.
    warnings : tuple of str
        What the caller should know about the sound.
    """

    samples: Floats
    rate: int
    warnings: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Number of samples per channel."""
        return int(self.samples.shape[-1])


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


@dataclass(frozen=True, slots=True)
class Axis:
    """The coordinates of one dimension of `Features`.

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
    values : ndarray of float32 or complex64
        The numbers; all finite.
    axes : tuple of Axis
        One per dimension of `values`, in the same order.
    unit : str
        Unit of `values`: ``"1"``, ``"dB"`` or ``"rad"``.
    warnings : tuple of str
        What the caller should know about the result.
    receipt : mapping
        Resolved parameters, digest of the samples, versions: plain JSON data.
    """

    name: str
    title: str
    values: Values
    axes: tuple[Axis, ...]
    unit: str
    warnings: tuple[str, ...] = ()
    receipt: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep values and axes the same size."""
        expected = tuple(map(len, self.axes))
        if self.values.shape != expected:
            raise ValueError(f"values have shape {self.values.shape}, their axes {expected}")


@dataclass(frozen=True, slots=True)
class Encoded:
    """An answer that is ready to send."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


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
