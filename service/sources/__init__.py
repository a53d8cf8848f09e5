"""Where a signal comes from. One reader per kind of body; all of them are prepared alike."""

from service.blocks import Scratch
from service.domain import Signal
from service.settings import Limits
from service.sources import _ffmpeg, samples, tones, upload
from service.sources._base import HEAD_BYTES, Body, Kind, SourceParams, kind_of
from service.sources.prepare import prepare

READERS = {
    "file": upload.record,
    "npy": samples.record_npy,
    "l16": samples.record_l16,
    "tones": tones.record,
}

__all__ = ["HEAD_BYTES", "READERS", "Body", "Kind", "SourceParams", "kind_of", "load", "read"]


def load() -> None:
    """Import decoders that are optional, while files may still be opened."""
    _ffmpeg.loaded()


def read(
    body: Body, params: SourceParams, limits: Limits, scratch: Scratch | None = None
) -> Signal:
    """Turn a body into a prepared signal.

    Parameters
    ----------
    body : Body
        What the caller sent.
    params : SourceParams
        What to take of it.
    limits : Limits
        What it may cost.
    scratch : Scratch, optional
        For what must be gone through twice.

    Returns
    -------
    Signal
        See `service.sources.prepare.prepare`.

    Raises
    ------
    ServiceError
        The body cannot be read, or not within the limits.
    """
    return prepare(READERS[body.kind](body, params, limits), params, limits, scratch)
