"""Samples without a sound file around them: npy arrays, and 16 bits as in RFC 2586."""

import math
import warnings
from typing import BinaryIO, NamedTuple

import numpy as np

from service.errors import BadParameter, BadSound, CutShort, Unsupported
from service.settings import Limits
from service.sources._base import MAX_CHANNELS, Body, Recording, SourceParams
from service.sources._bytes import opened, size_of
from service.sources._pcm import ENCODINGS, Encoding, Layout, recording
from service.sources._signatures import HEAD_BYTES, recognised

HEADER_READERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}

SAMPLE_TYPES = {"i2", "i4", "f4", "f8"}


class Header(NamedTuple):
    """What an npy file says of itself."""

    shape: tuple[int, ...]
    fortran: bool
    dtype: np.dtype


def record_npy(body: Body, params: SourceParams, limits: Limits) -> Recording:  # noqa: ARG001  # all readers are called alike
    """Open an array of samples.

    Parameters
    ----------
    body : Body
        An npy file of shape (n,) or (channels, n): int16 and int32, whose full scale is 2**15 and
        2**31, or float32 and float64, whose full scale is 1; of either byte order.
    params : SourceParams
        `sample_rate` is the rate of the samples.
    limits : Limits
        Not needed here: blocks are read as they are asked for.

    Returns
    -------
    Recording
        At the rate that was given.

    Raises
    ------
    BadParameter
        `sample_rate` is missing.
    Unsupported
        The body is no npy file.
    CutShort
        The file holds less than its header claims.
    BadSound
        Shape or type are none of those above, or the header is broken.
    """
    if params.sample_rate is None or "sample_rate" not in params.model_fields_set:
        raise BadParameter.of(
            "sample_rate", None, "is required with application/x-npy: the rate of the samples, Hz"
        )
    with opened(body.path) as file:
        header = _header(file)
        encoding = _encoding(header.dtype)
        _check_shape(header.shape)
        _check_size(header, size_of(file) - file.tell())
        channels, frames = header.shape if len(header.shape) > 1 else (1, *header.shape)
        planar = not header.fortran
        layout = Layout(body.path, file.tell(), frames, channels, encoding, planar)
    return recording(layout, params.sample_rate)


def record_l16(body: Body, params: SourceParams, limits: Limits) -> Recording:  # noqa: ARG001  # all readers are called alike
    """Open big-endian 16-bit samples.

    Parameters
    ----------
    body : Body
        With the rate and the number of channels that its media type names.
    params : SourceParams
        Not needed here.
    limits : Limits
        Not needed here: blocks are read as they are asked for.

    Returns
    -------
    Recording
        All whole frames.

    Raises
    ------
    CutShort
        The last frame is incomplete.
    BadSound
        There are no bytes, or the media type names no rate.
    """
    with opened(body.path) as file:
        size = size_of(file)
    if not size:
        raise BadSound("the body is empty")
    if not body.rate:
        raise BadSound("the media type must name a rate, as in audio/L16;rate=16000")
    encoding = ENCODINGS[">i2"]
    frame = max(1, body.channels) * encoding.width
    if size % frame:
        raise CutShort(f"{size} bytes are no whole number of frames of {frame} bytes")
    return recording(Layout(body.path, 0, size // frame, body.channels, encoding), body.rate)


def _header(file: BinaryIO) -> Header:
    """Read an npy header with numpy's own reader, which evaluates literals and nothing else."""
    head = file.read(HEAD_BYTES)
    if not head:
        raise BadSound("the body is empty")
    if not head.startswith(np.lib.format.MAGIC_PREFIX):
        raise Unsupported(f"the body is {recognised(head)}; application/x-npy is an npy array")
    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):
            version = np.lib.format.read_magic(file)
            return Header(*HEADER_READERS[version](file))
    except Exception as error:  # a hostile header makes numpy's parser raise nearly anything
        raise BadSound("the npy header is broken, cut short or of an unknown version") from error


def _encoding(dtype: np.dtype) -> Encoding:
    if dtype.str[1:] not in SAMPLE_TYPES:
        raise BadSound(
            f"the array has the type {dtype.name}; samples are int16, int32, float32 or float64"
        )
    return ENCODINGS[dtype.str]


def _check_shape(shape: tuple[int, ...]) -> None:
    if len(shape) not in {1, 2} or min(shape) < 0:
        raise BadSound(f"the array has the shape {shape}; samples are (n,) or (channels, n)")
    if len(shape) > 1 and shape[0] > MAX_CHANNELS:
        raise BadSound(
            f"the array has the shape {shape}; (channels, n) is expected, with 1 to "
            f"{MAX_CHANNELS} channels"
        )


def _check_size(header: Header, present: int) -> None:
    claimed = math.prod(header.shape) * header.dtype.itemsize
    if claimed > present:
        raise CutShort(f"the npy header claims {claimed} bytes of samples, but {present} follow")
    if claimed < present:
        raise BadSound(f"the npy header says {claimed} bytes of samples, but {present} follow")
