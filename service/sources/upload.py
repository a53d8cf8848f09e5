"""Sound files, recognised by their content."""

import re

from service.errors import BadSound, CutShort, Unsupported
from service.settings import Limits
from service.sources._aiff import aiff
from service.sources._base import Body, Recording, SourceParams
from service.sources._bytes import opened
from service.sources._flac import flac
from service.sources._matroska import matroska
from service.sources._mp3 import mp3
from service.sources._mpeg4 import mpeg4
from service.sources._ogg import ogg
from service.sources._signatures import HEAD_BYTES, recognised
from service.sources._tags import ID3_BEFORE, after_tags
from service.sources._wav import wav

CONTAINERS = tuple(
    (re.compile(pattern, re.DOTALL), read)
    for pattern, read in (
        (rb"RIFF.{4}WAVE|RF64.{4}WAVE", wav),
        (rb"fLaC", flac),
        (rb"OggS", ogg),
        (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", mp3),
        (rb"FORM.{4}AIF[FC]", aiff),
        (rb".{4}(ftyp|moov)|\0\0\0\x08wide", mpeg4),
        (rb"\x1aE\xdf\xa3", matroska),
    )
)
"""Patterns of the first bytes, and who reads on."""

READABLE = "WAV, FLAC, Ogg Vorbis, Ogg Opus, MP3, AIFF, and with the extra 'ffmpeg' m4a and WebM"


def record(body: Body, params: SourceParams, limits: Limits) -> Recording:  # noqa: ARG001  # all readers are called alike
    """Open a sound file.

    Parameters
    ----------
    body : Body
        The file.
    params : SourceParams
        Not needed here.
    limits : Limits
        Not needed here: blocks are decoded as they are asked for.

    Returns
    -------
    Recording
        Channels and rate as the file's header says, which may be outside of what the service
        takes.

    Raises
    ------
    Unsupported
        The bytes are none of the containers and codecs that the service reads, or need the extra
        `ffmpeg`, which is not installed.
    CutShort
        The file holds less than its header claims.
    BadSound
        It is empty or broken.
    """
    with opened(body.path) as file:
        start = after_tags(file, ID3_BEFORE)
        head = file.read(HEAD_BYTES)
        if not head:
            raise _nothing(start)
        for pattern, read in CONTAINERS:
            if pattern.match(head):
                file.seek(start)
                return read(body.path, file)
    raise Unsupported(f"the body is {recognised(head)}; this service reads {READABLE}")


def _nothing(start: int) -> BadSound:
    return CutShort("the file ends inside its ID3 tag") if start else BadSound("the body is empty")
