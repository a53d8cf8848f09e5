"""Answers: arrays with their axes, and pictures of them."""

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sonograph_client._problems import Refused

if TYPE_CHECKING:
    from sonograph_client._operations import Look

Draw = Callable[..., bytes]


@dataclass(frozen=True, eq=False, repr=False)
class Features:
    """A feature of a sound: an array that knows what its axes are.

    NumPy takes it wherever it takes an array. A notebook shows the picture that the service draws.

    Parameters
    ----------
    name : str
        Name of the feature.
    values : ndarray
        float32 or complex64, one dimension per axis.
    axes : mapping of str to ndarray
        Coordinates by the name of the axis, in the order of the dimensions: ``frequency`` in Hz,
        ``time`` in s ...
    unit : str
        Unit of the values.
    receipt : mapping
        How they came about: parameters, digests, versions, warnings.
    """

    name: str
    values: NDArray[Any]
    axes: Mapping[str, NDArray[Any]]
    unit: str
    receipt: Mapping[str, Any]
    _draw: Draw | None = field(default=None, compare=False)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the values."""
        return self.values.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        return self.values.dtype

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the service found worth saying."""
        return tuple(self.receipt.get("warnings", ()))

    def picture(self, **look: "Unpack[Look]") -> bytes:
        """PNG of the same request, drawn by the service.

        Parameters
        ----------
        **look
            ``style``, ``width``, ``height``, ``cmap``, ``vmin``, ``vmax``.

        Returns
        -------
        bytes
            The file.

        Raises
        ------
        Problem
            The service refuses, as for complex values.
        """
        if self._draw is None:
            raise ValueError(f"no picture of {self!r}: it is one part of several")
        return self._draw(**look)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001  # numpy's protocol
        return np.array(self.values, dtype=dtype, copy=copy)

    def __repr__(self) -> str:
        axes = ", ".join(map(_span, self.axes.items()))
        return f"<{self.name} {self.shape} {self.dtype}, unit {self.unit!r}: {axes}>"

    def _repr_png_(self) -> bytes | None:
        try:
            return self._draw() if self._draw else None
        except Refused:
            return None


def _span(axis: tuple[str, NDArray[Any]]) -> str:
    name, values = axis
    numbers = values.size and np.issubdtype(values.dtype, np.number)
    return f"{name} {values[0]:g} to {values[-1]:g}" if numbers else name


@dataclass(frozen=True, eq=False)
class Sheet(Mapping[str, Features]):
    """Features under a grid of values, by what varies: ``sheet["n_fft=512"]``.

    A notebook shows the contact sheet.

    Parameters
    ----------
    cells : mapping of str to Features
        In the order of the grid.
    """

    cells: Mapping[str, Features]
    _draw: Draw

    def __getitem__(self, name: str) -> Features:
        return self.cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def picture(self, **look: Any) -> bytes:  # noqa: ANN401  # cmap, vmin, vmax, width, row_height
        """PNG of the contact sheet, drawn by the service."""
        return self._draw(**look)

    def _repr_png_(self) -> bytes | None:
        try:
            return self._draw()
        except Refused:
            return None


def one(name: str, content: bytes, draw: Draw) -> Features:
    """Read the npz of a feature.

    Parameters
    ----------
    name : str
        Name of the feature.
    content : bytes
        The npz.
    draw : callable
        Asks for the picture.

    Returns
    -------
    Features
        With axes.

    Raises
    ------
    ValueError
        The sound was split into several.
    """
    entries = _entries(content)
    if "values" not in entries:
        raise ValueError(f"this gives several sounds: ask for parts({name!r}, ...)")
    return _features(name, entries, json.loads(str(entries.pop("receipt"))), draw)


def parts(name: str, content: bytes) -> list[Features]:
    """Read the npz of a feature of a sound that was split, or of one that was not."""
    entries = _entries(content)
    receipt = json.loads(str(entries.pop("receipt")))
    if "values" in entries:
        return [_features(name, entries, receipt)]
    groups = _grouped(entries, lambda entry: entry.rpartition("_")[::-2])
    return [_features(name, group, receipt) for group in groups.values()]


def several(content: bytes, name: str = "") -> dict[str, Features]:
    """Read the npz of a bundle, or of a sweep of a feature.

    Parameters
    ----------
    content : bytes
        The npz.
    name : str, optional
        Name of the feature. Default: each member is named after its own.

    Returns
    -------
    dict of str to Features
        By the name of the member.
    """
    entries = _entries(content)
    receipts = {p["name"]: p["receipt"] for p in json.loads(str(entries.pop("receipt")))["parts"]}
    groups = _grouped(entries, lambda entry: entry.rpartition("/")[::2])
    return {key: _features(name or key, group, receipts[key]) for key, group in groups.items()}


def _entries(content: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return dict(archive)


def _grouped(
    entries: Mapping[str, NDArray[Any]], split: Callable[[str], tuple[str, str]]
) -> dict[str, dict[str, NDArray[Any]]]:
    groups: defaultdict[str, dict[str, NDArray[Any]]] = defaultdict(dict)
    for entry, value in entries.items():
        group, name = split(entry)
        groups[group][name] = value
    return groups


def _features(
    name: str,
    entries: dict[str, NDArray[Any]],
    receipt: Mapping[str, Any],
    draw: Draw | None = None,
) -> Features:
    values, unit = entries.pop("values"), str(entries.pop("unit"))
    return Features(name, values, entries, unit, receipt, draw)
