"""JSON: values nested as their shape, with axes, unit and receipt."""

from typing import Any

import numpy as np
import orjson

from service.domain import Axis, Encoded, Features, Steps
from service.formats._base import Format
from service.parameters import Parameters

LONGEST_VALUE, LONGEST_COORDINATE = 16, 25
"""Bytes of the longest float32 and float64 with a comma: ``-0.000012345678,`` is one."""


class JsonParams(Parameters):
    """No parameters of its own."""


def to_json(features: Features, params: JsonParams) -> Encoded:  # noqa: ARG001  # every encoder has this form
    """Write values, axes, unit, warnings and receipt.

    Parameters
    ----------
    features : Features
        Values must be finite. Complex values become a last axis of real and imaginary part.
    params : JsonParams
        None.

    Returns
    -------
    Encoded
        An object with `feature`, `shape`, `dtype`, `unit`, `axes`, `values`, `warnings` and
        `receipt`; every number is the shortest that reads back as the same float32.
    """
    values, axes = features.values, features.axes
    dtype = str(values.dtype)
    if np.iscomplexobj(values):
        values = np.ascontiguousarray(values)[..., np.newaxis].view(np.float32)
        axes = (*axes, Axis("real_imaginary", "1", Steps(2)))
    answer: dict[str, Any] = {
        "feature": features.name,
        "shape": values.shape,
        "dtype": dtype,
        "unit": features.unit,
        "axes": [{"name": a.name, "unit": a.unit, "values": a.values} for a in axes],
        "values": np.ascontiguousarray(values),
        "warnings": features.warnings,
        "receipt": features.receipt,
    }
    return Encoded(orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY), "application/json")


FORMAT = Format(
    "json", "application/json", "JSON", JsonParams, LONGEST_VALUE, LONGEST_COORDINATE, to_json
)
