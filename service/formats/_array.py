"""NumPy's file format, written block by block."""

from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

import numpy as np

from service.domain import Features


def write(features: Features, out: BinaryIO) -> None:
    """Write the values of features as an npy file.

    Parameters
    ----------
    features : Features
        Their blocks follow each other in the file, which is in Fortran order unless they are first;
        then the channels follow each other.
    out : BinaryIO
        The file.
    """
    in_fortran_order = len(features.axes) > 1 and not features.blocks_first
    descr = np.dtype(features.dtype).newbyteorder("<").str
    out.write(_header(descr, in_fortran_order, features.shape))
    apart = features.blocks_first and features.channels is not None
    for channel in range(features.channels or 0) if apart else [...]:
        for block in features.blocks:
            part = block[..., channel] if apart else block
            out.write(np.ascontiguousarray(part).data)


@lru_cache(maxsize=64)
def _header(descr: str, fortran_order: bool, shape: tuple[int, ...]) -> bytes:  # noqa: FBT001  # numpy's name for it
    """Write what stands before the values, or remember it: numpy takes its time."""
    written = BytesIO()
    header = {"descr": descr, "fortran_order": fortran_order, "shape": shape}
    np.lib.format.write_array_header_1_0(written, header)
    return written.getvalue()
