"""Request ids and the access log, as pure ASGI."""

import re
import time
from collections.abc import Mapping, MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.metrics import Metrics

log = structlog.get_logger("access")

ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")

TRACEPARENT = re.compile(
    rb"(?!ff)[0-9a-f]{2}-(?P<trace_id>(?!0{32})[0-9a-f]{32})-(?P<span_id>(?!0{16})[0-9a-f]{16})"
    rb"-[0-9a-f]{2}"
)


class Access:
    """Give every request an id, echo it, and log one line when it is answered.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    metrics : Metrics
        Count the answers.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = scope["request_id"] = _request_id(headers)
        header = (b"x-request-id", request_id.encode())
        began, line = time.perf_counter(), _line(scope)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                line["status"] = message["status"]
                message["headers"] = [*message["headers"], header]
            await send(message)

        # Every request has a task, and so a context, of its own: nothing to undo.
        structlog.contextvars.bind_contextvars(request_id=request_id, **_trace(headers))
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            seconds = time.perf_counter() - began
            if "caller" in scope:
                line["caller"] = scope["caller"]
            if "status" in line:
                self._metrics.note(scope, line["status"], seconds)
            log.info("request", **line, duration_ms=round(1000 * seconds, 2))


def _request_id(headers: Mapping[bytes, bytes]) -> str:
    given = headers.get(b"x-request-id", b"")
    return given.decode() if ACCEPTABLE_ID.fullmatch(given) else uuid4().hex


def _trace(headers: Mapping[bytes, bytes]) -> Mapping[str, str]:
    """Read the caller's trace and span, after W3C Trace Context."""
    if b"traceparent" not in headers:
        return {}
    found = TRACEPARENT.fullmatch(headers[b"traceparent"])
    return {name: text.decode() for name, text in found.groupdict().items()} if found else {}


def _line(scope: Scope) -> MutableMapping[str, Any]:
    return {"method": scope["method"], "path": scope["path"]}
