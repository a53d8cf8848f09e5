"""NumPy's file format, written block by block."""

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
    header = {
        "descr": np.dtype(features.dtype).newbyteorder("<").str,
        "fortran_order": len(features.axes) > 1 and not features.blocks_first,
        "shape": features.shape,
    }
    np.lib.format.write_array_header_1_0(out, header)
    apart = features.blocks_first and features.channels is not None
    for channel in range(features.channels or 0) if apart else [...]:
        for block in features.blocks:
            part = block[..., channel] if apart else block
            out.write(np.ascontiguousarray(part).data)
