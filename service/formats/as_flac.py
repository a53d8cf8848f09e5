"""FLAC: integers without loss, in about half the bytes."""

from collections.abc import Mapping
from typing import BinaryIO, Literal

import numpy as np
import soundfile
from pydantic import Field

from service.domain import Features
from service.errors import BadParameter
from service.formats import _sound
from service.formats._base import Format

ANY_RATE = 65_535
"""Up to it a frame's header can say every rate, Hz; above it, multiples of ten."""


class FlacParams(_sound.PlaybackParams):
    """Rate and kind of samples."""

    subtype: Literal["pcm16", "pcm24"] = Field(
        "pcm16",
        description="`pcm16` or `pcm24`: integers of so many bits, rounded; beyond full scale they "
        "are clipped, with a warning. Recordings of so many bits come out as they went in.",
    )


def flac(features: Features, params: FlacParams, out: BinaryIO) -> Mapping[str, str]:
    """Write a sound as a FLAC file.

    Parameters
    ----------
    features : Features
        The sound.
    params : FlacParams
        Rate and kind of samples.
    out : BinaryIO
        The file, which is written over at its beginning.

    Returns
    -------
    mapping
        The receipt, as with an npy.

    Raises
    ------
    BadParameter
        FLAC has no such rate.
    """
    rate, bits = params.rate(features), int(params.subtype.removeprefix("pcm"))
    if rate > ANY_RATE and rate % 10:
        limit = f"FLAC has rates up to {ANY_RATE} Hz, and above it multiples of 10 Hz"
        raise BadParameter.of("playback_rate", rate, limit)
    quantised = _sound.Quantised(features, bits)
    kind = {"format": "FLAC", "subtype": f"PCM_{bits}"}
    with soundfile.SoundFile(out, "w", rate, _sound.width(features), **kind) as file:
        for block in quantised:
            file.write(block << 8 if block.dtype == np.int32 else block)
    return _sound.headers(_sound.clipped(features, quantised.clipped))


FORMAT = Format("flac", "audio/flac", "FLAC", FlacParams, 4, 0, flac, of="sound")
