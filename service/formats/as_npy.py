"""NumPy's file format: the values alone, the receipt in a header."""

from collections.abc import Mapping
from typing import BinaryIO

from service.domain import Features
from service.formats._array import write
from service.formats._base import Format, NoParams
from service.formats._header import NAME, short_receipt


def npy(features: Features, params: NoParams, out: BinaryIO) -> Mapping[str, str]:  # noqa: ARG001  # every encoder has this form
    """Write the values as little-endian float32 or complex64.

    Parameters
    ----------
    features : Features
        What to write, with ``fortran_order`` set if there is more than one axis.
    params : NoParams
        None.
    out : BinaryIO
        The file.

    Returns
    -------
    mapping
        ``Sonograph-Receipt``, at most 2 KiB, says the preset and what the caller set besides, the
        digest of the samples, the versions and the warnings.
    """
    write(features, out)
    return {NAME: short_receipt(features)}


FORMAT = Format("npy", "application/x-npy", "NumPy array", NoParams, 4, 0, npy)
