"""NumPy's file format: the values alone, the receipt in a header."""

import json
from collections.abc import Mapping
from typing import BinaryIO

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
    """Say in ASCII JSON what the caller set, or, if that is too long, what of it changes anything.

    Warnings that are too long are left out, and that is said.
    """
    many = f"{len(features.warnings)} warnings: see the JSON answer"
    text = ""
    for names, warnings in (
        (features.given, features.warnings),
        (features.given, [many]),
        (features.changed, [many]),
    ):
        parameters = {name: features.receipt["parameters"][name] for name in names}
        receipt = {**features.receipt, "parameters": parameters, "warnings": warnings}
        text = json.dumps(receipt, separators=(",", ":"))
        if len(text) <= LONGEST_RECEIPT:
            break
    return text


FORMAT = Format("npy", "application/x-npy", "NumPy array", NpyParams, 4, 0, npy)
