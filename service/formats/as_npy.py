"""NumPy's file format: the values alone, the receipt in a header."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from service.domain import Features
from service.formats._array import write
from service.formats._base import Format
from service.parameters import Parameters

LONGEST_RECEIPT = 2048


class NpyParams(Parameters):
    """No parameters of its own."""


def npy(features: Features, params: NpyParams, out: BinaryIO) -> Mapping[str, str]:  # noqa: ARG001  # every encoder has this form
    """Write the values as little-endian float32 or complex64.

    Parameters
    ----------
    features : Features
        What to write, with ``fortran_order`` set if there is more than one axis.
    params : NpyParams
        None.
    out : BinaryIO
        The file.

    Returns
    -------
    mapping
        A header ``Sonograph-Receipt`` of at most 2 KiB says the preset and what the caller set
        besides, the digest of the samples, the versions and the warnings.
    """
    write(features, out)
    return {"Sonograph-Receipt": short_receipt(features)}


def short_receipt(features: Features) -> str:
    """Say in ASCII JSON what the caller set.

    Where that is too long, warnings are left out, and that is said; then what was set as it is by
    the preset or by default; then `modified`, which the parameters tell, too.
    """
    receipt = dict(features.receipt)
    text = _written(receipt, features.given)
    if len(text) > LONGEST_RECEIPT:
        receipt["warnings"] = [f"{len(features.warnings)} warnings: see the JSON answer"]
        text = _written(receipt, features.given)
    if len(text) > LONGEST_RECEIPT:
        text = _written(receipt, features.changed)
    if len(text) > LONGEST_RECEIPT:
        receipt.pop("modified", None)
        text = _written(receipt, features.changed)
    return text


def _written(receipt: Mapping[str, Any], names: Iterable[str]) -> str:
    parameters = {name: receipt["parameters"][name] for name in names}
    return json.dumps({**receipt, "parameters": parameters}, separators=(",", ":"))


FORMAT = Format("npy", "application/x-npy", "NumPy array", NpyParams, 4, 0, npy)
