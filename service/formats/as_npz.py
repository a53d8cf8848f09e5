"""NumPy's archive: values, axes and receipt, each under its name."""

from collections.abc import Mapping
from typing import Any, BinaryIO
from zipfile import ZipFile, ZipInfo

import numpy as np
import orjson

from service.domain import Features
from service.formats import _array
from service.formats._base import Format
from service.parameters import Parameters


class NpzParams(Parameters):
    """No parameters of its own."""


def npz(features: Features, params: NpzParams, out: BinaryIO) -> Mapping[str, str]:  # noqa: ARG001  # every encoder has this form
    """Write the values, each axis under its name, and the receipt.

    Parameters
    ----------
    features : Features
        What to write.
    params : NpzParams
        None.
    out : BinaryIO
        Takes the entries ``values`` (float32 or complex64), one float64 entry per axis
        (``frequency``, ``time`` ...), ``unit`` and ``receipt`` (a JSON string). Nothing is pickled.

    Returns
    -------
    mapping
        No headers.
    """
    entries: dict[str, Any] = {axis.name: axis.values for axis in features.axes}
    entries["unit"] = np.str_(features.unit)
    entries["receipt"] = np.str_(orjson.dumps(features.receipt).decode())
    with ZipFile(out, "w") as archive:
        with archive.open(ZipInfo("values.npy"), "w", force_zip64=True) as entry:
            _array.write(features, entry)  # type: ignore[arg-type]  # writing is all it takes
        for name, value in entries.items():
            with archive.open(ZipInfo(f"{name}.npy"), "w", force_zip64=True) as entry:
                np.lib.format.write_array(entry, np.asanyarray(value), allow_pickle=False)
    return {}


FORMAT = Format("npz", "application/x-npz", "NumPy archive with axes", NpzParams, 4, 8, npz)
