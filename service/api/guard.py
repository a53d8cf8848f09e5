"""Deadlines and limits for a connection, where uvicorn has none: slow clients, oversized heads."""

import asyncio
import math
import socket
import struct
from typing import Any, ClassVar
from uuid import uuid4

import structlog
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from service.api.problems import MEDIA_TYPE, written
from service.errors import BadRequest, Busy, HeadTooLarge, ServiceError, SlowClient
from service.settings import Settings

log = structlog.get_logger()

GLANCE_S = 1.0
LINGER_S = 2.0
LINGER_BYTES = 32 << 20
"""So that who sends a head of some MiB before reading still hears that it is too large."""

NEVER = math.inf


class Guard(HttpToolsProtocol):
    """One connection, which may take its time nowhere.

    A head has a deadline and a largest size. A reader of an answer must take it at a minimum rate,
    whether it is still written or was left to the transport. Bodies are timed where they are read,
    see `service.api.body`. What is refused here is told in a problem document, after which the
    service discards what still comes for a moment, as `service.api.drain` does: a connection that
    is closed with unread bytes is reset, and the answer lost.

    Attributes
    ----------
    settings : Settings
        The operator's limits, see `guarded`.
    """

    settings: ClassVar[Settings]

    _timer: asyncio.TimerHandle | None = None
    _until = NEVER  # end of the time for a head, or for lingering
    _idle = False  # between two requests
    _refused = False
    _fruitless = 0  # bytes since the last that belonged to a body or ended a head
    _unsent: tuple[float, int] | None = None  # since when the reader owes how much

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Begin, or refuse one connection too many."""
        super().connection_made(transport)
        limit = self.settings.max_connections
        if len(self.connections) > limit:
            self._refuse(Busy(f"{limit} connections are open already"))
            transport.close()
        self._begin_head()
        self._glance()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what comes, as long as it leads somewhere."""
        if self._idle:
            self._begin_head()
        self._fruitless += len(data)
        if self._refused:
            if self._fruitless > LINGER_BYTES:
                self.transport.abort()
            return
        super().data_received(data)
        if self._fruitless > self.settings.max_head_bytes and not self._refused:
            self._refuse(self._too_large())

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, or what a callback of the parser objected to."""
        if not self._refused:
            self._refuse(BadRequest(f"the request is no HTTP/1.1 that can be read: {msg}"))

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: who asks for another protocol gets the answer in this one."""

    # Parser callbacks
    def on_message_begin(self) -> None:
        """Begin a head, if it came at once behind another request."""
        super().on_message_begin()
        if self._until == NEVER:
            self._begin_head()

    def on_headers_complete(self) -> None:
        """End a head."""
        limits = self.settings
        if len(self.headers) > limits.max_headers or (
            self._fruitless > limits.max_head_bytes and self._head_bytes() > limits.max_head_bytes
        ):
            self._refuse(self._too_large())
            raise ValueError  # ends the parser's work on these bytes
        self._until = NEVER
        self._fruitless = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self._fruitless = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it is here already."""
        self._idle = not self.pipeline and self._until == NEVER
        super().on_response_complete()

    def _begin_head(self) -> None:
        self._idle = False
        self._fruitless = 0
        if not self._refused:
            self._until = self.loop.time() + self.settings.head_timeout_s

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) for name, value in self.headers)

    def _too_large(self) -> HeadTooLarge:
        limits = self.settings
        return HeadTooLarge(
            f"the head of the request exceeds the limit of {limits.max_head_bytes} bytes in "
            f"{limits.max_headers} fields"
        )

    def _glance(self) -> None:
        """Look at the connection now and then: cheaper than a timer for each request."""
        now = self.loop.time()
        if now >= self._until:
            self._expire(now)
        self._watch_reader(now)
        self._timer = self.loop.call_at(min(self._until, now + GLANCE_S), self._glance)

    def _expire(self, now: float) -> None:
        if self._refused:
            self._until = NEVER
            self.transport.abort()
        elif self.flow.read_paused:  # it is the service that does not read
            self._until = now + self.settings.head_timeout_s
        else:
            limit = self.settings.head_timeout_s
            self._refuse(SlowClient(f"the head of the request did not come within {limit:g} s"))

    def _watch_reader(self, now: float) -> None:
        """Give up a reader who does not take what is written, or left to be written."""
        size = self.transport.get_write_buffer_size()
        if not size or not (self.flow.write_paused or self.transport.is_closing()):
            self._unsent = None
            return
        since, before = self._unsent or (now, size)
        due = self.settings.patience_s * self.settings.min_bytes_per_s
        if self._unsent is None or before - size >= due:
            self._unsent = (now, size)
        elif now - since >= self.settings.patience_s:
            log.info("a reader was too slow", left=size)
            self._reset()

    def _reset(self) -> None:
        """End the connection, and let the kernel forget what it has not sent."""
        connection = self.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _refuse(self, error: ServiceError) -> None:
        """Answer with a problem document, unless the answer to an earlier request is due."""
        self._refused = True
        self._fruitless = 0
        if self.transport.is_closing():
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            if cycle.response_started or self.pipeline or not cycle.more_body:
                cycle.keep_alive = False
                return
            cycle.disconnected = True  # what the application says now nobody shall hear
            cycle.message_event.set()
        self._until = self.loop.time() + LINGER_S
        self._tell(error)

    def _tell(self, error: ServiceError) -> None:
        request_id = uuid4().hex
        if metrics := self.app_state.get("metrics"):
            metrics.refused[error.reason] += 1
        log.info("refused", request_id=request_id, status=error.status, detail=str(error))
        content = written(error, request_id)
        headers: list[tuple[bytes, bytes]] = [
            *self.server_state.default_headers,
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", b"%d" % len(content)),
            (b"connection", b"close"),
            (b"x-request-id", request_id.encode()),
            *((name.lower().encode(), text.encode()) for name, text in error.headers.items()),
        ]
        lines = b"".join(b"%s: %s\r\n" % pair for pair in headers)
        self.transport.write(b"%s%s\r\n%s" % (STATUS_LINE[error.status], lines, content))
        self.transport.write_eof()


def guarded(settings: Settings) -> type[Guard]:
    """Give uvicorn's protocol with an operator's limits."""
    made: dict[str, Any] = {"settings": settings}
    return type("Guarded", (Guard,), made)
