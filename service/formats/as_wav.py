"""WAV: the samples behind a header."""

import struct
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Literal

import numpy as np
from pydantic import Field

from service.domain import Features
from service.errors import TooLarge
from service.formats import _sound
from service.formats._base import Format

LARGEST = 2**32 - 1

PCM, FLOAT = 1, 3
"""Format tags."""


class WavParams(_sound.PlaybackParams):
    """Rate and kind of samples."""

    subtype: Literal["float", "pcm16"] = Field(
        "float",
        description="`float`: 32-bit floating point, exactly the samples that a feature gets. "
        "`pcm16`: 16-bit integers, rounded; beyond full scale they are clipped, with a warning.",
    )


def wav(features: Features, params: WavParams, out: BinaryIO) -> Mapping[str, str]:
    """Write a sound as a WAV file.

    Parameters
    ----------
    features : Features
        The sound.
    params : WavParams
        Rate and kind of samples.
    out : BinaryIO
        The file.

    Returns
    -------
    mapping
        The receipt, as with an npy.

    Raises
    ------
    TooLarge
        The file would have 4 GiB or more.

    References
    ----------
    Microsoft (1994), New Multimedia Data Types and Data Techniques, revision 3.
    """
    size = 4 if params.subtype == "float" else 2
    length = features.shape[-1]
    out.write(_head(length, _sound.width(features), params.rate(features), size))
    if size == 4:  # noqa: PLR2004  # bytes of a float
        _write(features.blocks, "<f4", out)
        return _sound.headers(features)
    quantised = _sound.Quantised(features, 16)
    _write(quantised, "<i2", out)
    return _sound.headers(_sound.clipped(features, quantised.clipped))


def _write(blocks: Iterable[np.ndarray], dtype: str, out: BinaryIO) -> None:
    out.writelines(np.ascontiguousarray(block, dtype).data for block in blocks)


def _head(length: int, channels: int, rate: int, size: int) -> bytes:
    """Write all chunks before the samples; what is no PCM has a size of extension, and `fact`."""
    tag = FLOAT if size == 4 else PCM  # noqa: PLR2004
    frame = size * channels
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, 8 * size)
    chunks = _chunk(b"fmt ", form + (b"\0\0" if tag == FLOAT else b""))
    if tag == FLOAT:
        chunks += _chunk(b"fact", struct.pack("<I", length))
    data = length * frame
    whole = 4 + len(chunks) + 8 + data
    if whole > LARGEST:
        raise TooLarge(f"a WAV file holds less than 4 GiB; the sound takes {data} bytes")
    return (
        struct.pack("<4sI4s", b"RIFF", whole, b"WAVE") + chunks + struct.pack("<4sI", b"data", data)
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content


FORMAT = Format("wav", "audio/wav", "WAV", WavParams, 4, 0, wav, of="sound")
