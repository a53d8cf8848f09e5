"""JSON: values nested as their shape, with axes, unit and receipt."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import numpy as np
import orjson

from service.domain import Axis, Features, Steps
from service.formats._base import Format, NoParams

ROWS_BYTES = 1 << 20
"""Bytes of values that become text at a time."""

LONGEST_VALUE, LONGEST_COORDINATE = 16, 25
"""Bytes of the longest float32 and float64 with a comma: ``-0.000012345678,`` is one."""


def to_json(features: Features, params: NoParams, out: BinaryIO) -> Mapping[str, str]:  # noqa: ARG001  # every encoder has this form
    """Write values, axes, unit, warnings and receipt.

    Parameters
    ----------
    features : Features
        Values must be finite. Complex values become a last axis of real and imaginary part.
    params : NoParams
        None.
    out : BinaryIO
        Takes an object with `feature`, `shape`, `dtype`, `unit`, `axes`, `values`, `warnings` and
        `receipt`; every number is the shortest that reads back as the same float32.

    Returns
    -------
    mapping
        No headers.
    """
    values, axes = np.ascontiguousarray(features.values), features.axes
    dtype = str(values.dtype)
    if np.iscomplexobj(values):
        values = values[..., np.newaxis].view(np.float32)
        axes = (*axes, Axis("real_imaginary", "1", Steps(2)))
    before = {
        "feature": features.name,
        "shape": values.shape,
        "dtype": dtype,
        "unit": features.unit,
        "axes": [{"name": a.name, "unit": a.unit, "values": a.values} for a in axes],
    }
    after = {"warnings": features.warnings, "receipt": features.receipt}
    out.write(_text(before)[:-1] + b',"values":[')
    rows = max(1, ROWS_BYTES * len(values) // max(1, values.nbytes))
    parts = (values[at : at + rows] for at in range(0, len(values), rows))
    for at, part in enumerate(parts):
        out.write(b"," * (at > 0))
        out.write(memoryview(_text(part))[1:-1])
    out.write(b"]," + _text(after)[1:])
    return {}


def _text(data: Any) -> bytes:  # noqa: ANN401  # whatever JSON can hold
    return orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY)


FORMAT = Format(
    "json",
    "application/json",
    "JSON",
    NoParams,
    LONGEST_VALUE,
    LONGEST_COORDINATE,
    to_json,
    value_s=27e-9,
)
