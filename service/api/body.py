"""From a request's body to a `Body` that a worker can read."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import BinaryIO, Self

from fastapi import Request
from python_multipart.multipart import parse_options_header

from service.api.multipart import FIELD, Form, Write
from service.errors import SlowClient, TooLarge, Unsupported
from service.pool import Held, Pool
from service.settings import Settings
from service.sources import Body, Kind, kind_of

IN_MEMORY = 4 << 20
"""Bytes of a body that are kept in memory; longer ones move to a file without a name."""

NOWHERE = -1
LONGEST_NUMBER = 16
FORM = b"multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
KINDS: dict[str, Kind] = {
    "": "file",
    "multipart/form-data": "file",
    "application/octet-stream": "file",
    "application/ogg": "file",
    "application/json": "tones",
    "application/x-npy": "npy",
    "audio/l16": "l16",
}


class Spool:
    """The bytes of one body: in memory while they are few, then in a file without a name.

    Parameters
    ----------
    settings : Settings
        Where large bodies go.
    held : Held
        Counts the bytes while they are here.
    """

    def __init__(self, settings: Settings, held: Held) -> None:
        self._settings, self._held = settings, held
        self._size = 0
        self._few = bytearray()
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Give the spool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the bytes."""
        self._held.give(self._size)
        if self._file:
            self._file.close()

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises
        ------
        Busy
            All callers together have sent too many.
        """
        count = len(chunk)
        self._held.receive(count)
        self._size += count
        if self._file is None and self._size <= IN_MEMORY:
            self._few += chunk
        else:
            self._write_out(chunk)

    def body(self, kind: Kind, rate: int, channels: int) -> Body:
        """Give what was written; say what it claims to be."""
        if self._file is None:
            return Body(NOWHERE, kind, rate, channels, self._few)
        return Body(self._file.fileno(), kind, rate, channels)

    def _write_out(self, chunk: bytes | bytearray) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._settings.spool_dir, buffering=0)  # noqa: SIM115  # closed by __exit__
            self._write_out(self._few)
            self._few = bytearray()
        view = memoryview(chunk)
        while view:
            view = view[self._file.write(view) :]


def refuse_large(size: int, settings: Settings) -> None:
    """Refuse a body above the limit.

    Raises
    ------
    TooLarge
        It has more bytes than the limit.
    """
    if size > settings.max_upload_bytes:
        raise TooLarge(f"the body is larger than the limit of {settings.max_upload_bytes} bytes")


@asynccontextmanager
async def received(
    request: Request, settings: Settings, beside: Mapping[str, Write] | None = None
) -> AsyncIterator[Body]:
    """Receive the body of a request.

    Parameters
    ----------
    request : Request
        Its ``Content-Type`` says what the body is.
    settings : Settings
        The limit on its size.
    beside : mapping, optional
        For each further field that a form must then have, what takes its bytes. The file of such a
        form may also be samples or a tone spec.

    Yields
    ------
    Body
        Readable until the context ends.

    Raises
    ------
    TooLarge
        The body exceeds the limit; decided by ``Content-Length`` before it is read, if given.
    Busy
        All callers together have sent more than the limit.
    Unsupported
        The content type is nothing that the service reads.
    SlowClient
        The body comes more slowly than the limit.
    BadSound
        A multipart body is broken, or does not hold exactly one ``file``.
    """
    media_type, options = parse_options_header(request.headers.get("content-type"))
    kind = _kind(media_type.decode("latin-1"), request)
    if beside and media_type != FORM:
        fields = " and ".join([FIELD, *beside])
        raise Unsupported(f"send multipart/form-data with the fields {fields}")
    held: Held = request.app.state.pool.held
    refuse_large(number(request.headers.get("content-length", "")), settings)
    with Spool(settings, held) as spool:
        if media_type == FORM:
            writers: dict[str, Write] = {FIELD: spool.write, **(beside or {})}
            form = Form(options.get(b"boundary", b""), writers)
            await _receive(request, settings, form.feed)
            form.finish()
            kind = kind_of(form.head) if beside else kind
        else:
            await _receive(request, settings, spool.write)
        yield spool.body(kind, _option(options, b"rate"), _option(options, b"channels", b"1"))


async def _receive(request: Request, settings: Settings, write: Write) -> None:
    """Hand the body on as it arrives, all of it counted: what stands around a form's file, too."""
    size = seen = 0
    loop, patience_s = asyncio.get_running_loop(), settings.patience_s
    began = time.perf_counter()
    due = patience_s * settings.min_bytes_per_s
    try:
        async with asyncio.timeout(patience_s) as pace:
            async for chunk in request.stream():
                size += len(chunk)
                refuse_large(size, settings)
                write(chunk)
                if size - seen >= due:
                    seen = size
                    pace.reschedule(loop.time() + patience_s)
    except TimeoutError as error:
        raise SlowClient(
            f"the body came at less than {settings.min_bytes_per_s:g} bytes/s for {patience_s:g} s"
        ) from error
    read_s = request.scope["read_s"] = time.perf_counter() - began
    pool: Pool = request.app.state.pool
    pool.tally.stages["read"].note(read_s)


def _option(options: Mapping[bytes, bytes], name: bytes, default: bytes = b"") -> int:
    return number(options.get(name, default).decode("latin-1"))


def number(text: str) -> int:
    """Read a whole number; what is none, or has no end, counts as 0."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _kind(media_type: str, request: Request) -> Kind:
    """Tell what the body is meant to be, or refuse it."""
    if request.headers.get("content-encoding", "").lower() not in {"", "identity"}:
        raise Unsupported("a body with a Content-Encoding is not read: send the plain bytes")
    kind = KINDS.get(media_type)
    if kind is None and media_type.startswith("audio/"):
        kind = "file"
    if kind is None:
        raise Unsupported(_refusal(media_type, request))
    return kind


def _refusal(media_type: str, request: Request) -> str:
    if media_type == URLENCODED:
        url = str(request.url)
        return (
            "this is curl's default content type, which says that the body is a web form; send "
            f"the sound with: curl -F file=@speech.wav '{url}'"
        )
    return (
        f"the content type {media_type[:100]} is not read; send a file as multipart/form-data with "
        "one field file, or as audio/* or application/octet-stream, samples as application/x-npy "
        "or audio/L16, or a tone spec as application/json"
    )
