"""NumPy's archive: values, axes and receipt, each under its name."""

from io import BytesIO

import numpy as np
import orjson

from service.domain import Encoded, Features
from service.formats._base import Format
from service.parameters import Parameters


class NpzParams(Parameters):
    """No parameters of its own."""


def npz(features: Features, params: NpzParams) -> Encoded:  # noqa: ARG001  # every encoder has this form
    """Write the values, each axis under its name, and the receipt.

    Parameters
    ----------
    features : Features
        What to write.
    params : NpzParams
        None.

    Returns
    -------
    Encoded
        Entries ``values`` (float32 or complex64), one float64 entry per axis (``frequency``,
        ``time`` ...), ``unit`` and ``receipt`` (a JSON string). Nothing is pickled.
    """
    buffer = BytesIO()
    entries = {axis.name: axis.values for axis in features.axes}
    receipt = orjson.dumps(features.receipt).decode()
    np.savez(
        buffer,
        allow_pickle=False,
        values=features.values,
        unit=np.str_(features.unit),
        receipt=np.str_(receipt),
        **entries,
    )
    return Encoded(buffer.getvalue(), "application/x-npz")


FORMAT = Format("npz", "application/x-npz", "NumPy archive with axes", NpzParams, 4, 8, npz)
