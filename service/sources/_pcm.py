"""Samples that stand in a file uncompressed: which bytes mean which amplitude."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import numpy as np

from service.domain import Floats
from service.sources._base import BLOCK_FRAMES, Recording
from service.sources._bytes import exactly, opened


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one sample is stored.

    Attributes
    ----------
    width : int
        Bytes per sample.
    decode : callable
        From bytes to amplitudes, full scale [-1, 1], in one dimension.
    lossy : str or None
        Name of a coding that loses something of the sound.
    """

    width: int
    decode: Callable[[bytes], Floats]
    lossy: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the samples are: checked claims, so that every byte of them is in the file.

    Attributes
    ----------
    path : str or int
        The file.
    offset : int
        Where the first sample begins, bytes.
    frames, channels : int
        Their number.
    encoding : Encoding
        How each is stored.
    planar : bool
        One channel after the other, instead of frame by frame.
    """

    path: str | int
    offset: int
    frames: int
    channels: int
    encoding: Encoding
    planar: bool = False

    def read(self, file: BinaryIO, start: int, stop: int) -> Floats:
        """Decode the frames from `start` to `stop`, shape (stop - start, channels)."""
        planes, columns = (self.channels, 1) if self.planar else (1, self.channels)
        width = columns * self.encoding.width
        parts = []
        for plane in range(planes):
            file.seek(self.offset + (plane * self.frames + start) * width)
            raw = exactly(file, (stop - start) * width, "the samples")
            parts.append(self.encoding.decode(raw).reshape(-1, columns))
        return parts[0] if planes == 1 else np.concatenate(parts, axis=1)


def recording(layout: Layout, rate: int, warnings: tuple[str, ...] = ()) -> Recording:
    """Make stored samples a recording.

    Parameters
    ----------
    layout : Layout
        Where they are.
    rate : int
        Samples per second, Hz.
    warnings : tuple of str
        What the caller should know.

    Returns
    -------
    Recording
        Its blocks are read when they are asked for.
    """
    blocks = partial(_blocks, layout)
    return Recording(rate, layout.channels, blocks, warnings, layout.encoding.lossy)


def _blocks(layout: Layout, start: int, stop: int | None) -> Iterator[Floats]:
    end = layout.frames if stop is None else min(stop, layout.frames)
    with opened(layout.path) as file:
        for first in range(start, end, BLOCK_FRAMES):
            yield layout.read(file, first, min(first + BLOCK_FRAMES, end))


def _integers(dtype: str, bits: int, zero: int = 0) -> Callable[[bytes], Floats]:
    scale = np.float32(2.0 ** (1 - bits))

    def decode(raw: bytes) -> Floats:
        samples = np.frombuffer(raw, dtype).astype(np.float32)
        if zero:
            samples -= np.float32(zero)
        samples *= scale
        return samples

    return decode


def _three_bytes(order: str) -> Callable[[bytes], Floats]:
    """24 bits become the upper 24 of 32."""
    wide = _integers(f"{order}i4", 32)
    columns = slice(1, 4) if order == "<" else slice(0, 3)

    def decode(raw: bytes) -> Floats:
        padded = np.zeros((len(raw) // 3, 4), np.uint8)
        padded[:, columns] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        return wide(padded.tobytes())

    return decode


def _floats(dtype: str) -> Callable[[bytes], Floats]:
    def decode(raw: bytes) -> Floats:
        with np.errstate(all="ignore"):
            return np.frombuffer(raw, dtype).astype(np.float32)

    return decode


def _companded(table: Floats) -> Callable[[bytes], Floats]:
    return lambda raw: table[np.frombuffer(raw, np.uint8)]


def _ulaw() -> Floats:
    """Amplitude of each mu-law code: ITU-T G.711, table 2, on a scale of 16 bits."""
    code = ~np.arange(256, dtype=np.uint8)
    magnitude = (((code & 15).astype(np.int32) << 3) + 132 << ((code & 112) >> 4)) - 132
    return (np.where(code & 128, -magnitude, magnitude) / 32768).astype(np.float32)


def _alaw() -> Floats:
    """Amplitude of each A-law code: ITU-T G.711, table 1, on a scale of 16 bits."""
    code = np.arange(256, dtype=np.uint8) ^ 0x55
    segment = ((code & 112) >> 4).astype(np.int32)
    step = ((code & 15).astype(np.int32) << 4) + 8
    magnitude = np.where(segment == 0, step, step + 256 << np.maximum(segment - 1, 0))
    return (np.where(code & 128, magnitude, -magnitude) / 32768).astype(np.float32)


ENCODINGS = {
    "u1": Encoding(1, _integers("u1", 8, zero=128)),
    "i1": Encoding(1, _integers("i1", 8)),
    "<i2": Encoding(2, _integers("<i2", 16)),
    ">i2": Encoding(2, _integers(">i2", 16)),
    "<i3": Encoding(3, _three_bytes("<")),
    ">i3": Encoding(3, _three_bytes(">")),
    "<i4": Encoding(4, _integers("<i4", 32)),
    ">i4": Encoding(4, _integers(">i4", 32)),
    "<f4": Encoding(4, _floats("<f4")),
    ">f4": Encoding(4, _floats(">f4")),
    "<f8": Encoding(8, _floats("<f8")),
    ">f8": Encoding(8, _floats(">f8")),
    "alaw": Encoding(1, _companded(_alaw()), "A-law"),
    "ulaw": Encoding(1, _companded(_ulaw()), "mu-law"),
}
"""Byte order, kind and bytes per sample in numpy's spelling, and the two companding laws."""
