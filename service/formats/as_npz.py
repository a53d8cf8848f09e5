"""NumPy's archive: values, axes and receipt, each under its name."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO
from zipfile import ZipFile, ZipInfo

import numpy as np
import orjson

from service.domain import Features
from service.formats import _array
from service.formats._base import Format, NoParams


def npz(features: Features, params: NoParams, out: BinaryIO) -> Mapping[str, str]:  # noqa: ARG001  # every encoder has this form
    """Write the values, each axis under its name, and the receipt.

    Parameters
    ----------
    features : Features
        What to write.
    params : NoParams
        None.
    out : BinaryIO
        Takes the entries ``values`` (float32 or complex64), one float64 entry per axis
        (``frequency``, ``time`` ...), ``unit`` and ``receipt`` (a JSON string). Nothing is pickled.

    Returns
    -------
    mapping
        No headers.
    """
    with ZipFile(out, "w") as archive:
        put(archive, features)
        put_receipt(archive, features.receipt)
    return {}


def npz_of_several(
    parts: Iterable[Features],
    params: NoParams,  # noqa: ARG001  # every encoder has this form
    out: BinaryIO,
) -> Mapping[str, str]:
    """Write the values of several sounds, each part's axes, and the receipt of all.

    Parameters
    ----------
    parts : iterable of Features
        One after the other: none is needed any more when the next one comes.
    params : NoParams
        None.
    out : BinaryIO
        Takes the entries ``values_0``, ``values_1`` ..., as many float64 entries per axis
        (``frequency_0``, ``time_0`` ...) and units, and ``receipt``.

    Returns
    -------
    mapping
        No headers.
    """
    with ZipFile(out, "w") as archive:
        last: Features | None = None
        for number, last in enumerate(parts):
            put(archive, last, f"{{}}_{number}")
        if last is not None:
            put_receipt(archive, last.receipt)
    return {}


def put(archive: ZipFile, features: Features, naming: str = "{}") -> None:
    """Write the values, the axes and the unit of features into an archive.

    Parameters
    ----------
    archive : ZipFile
        Takes them.
    features : Features
        What to write.
    naming : str
        Makes the name of an entry from ``values``, ``unit`` or the name of an axis.
    """
    with archive.open(ZipInfo(f"{naming.format('values')}.npy"), "w", force_zip64=True) as entry:
        _array.write(features, entry)  # type: ignore[arg-type]  # writing is all it takes
    for axis in features.axes:
        _put_entry(archive, naming.format(axis.name), axis.values)
    _put_entry(archive, naming.format("unit"), np.str_(features.unit))


def put_receipt(archive: ZipFile, receipt: Mapping[str, Any]) -> None:
    """Write a receipt as a JSON string."""
    _put_entry(archive, "receipt", np.str_(orjson.dumps(receipt).decode()))


def _put_entry(archive: ZipFile, name: str, value: Any) -> None:  # noqa: ANN401  # an array or not yet
    """Write a small array or a string into an archive."""
    with archive.open(ZipInfo(f"{name}.npy"), "w", force_zip64=True) as entry:
        np.lib.format.write_array(entry, np.asanyarray(value), allow_pickle=False)


FORMAT = Format(
    "npz",
    "application/x-npz",
    "NumPy archive with axes",
    NoParams,
    bytes_per_value=4,
    bytes_per_coordinate=8,
    encode=npz,
    value_s=2e-9,
    encode_several=npz_of_several,
)
