"""Request ids and the access log, as pure ASGI."""

import re
import time
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("access")

ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class Access:
    """Give every request an id, echo it, and log one line when it is answered.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope["request_id"] = _request_id(scope)
        header = (b"x-request-id", request_id.encode())
        began, line = time.perf_counter(), _line(scope)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                line["status"] = message["status"]
                message["headers"] = [*message["headers"], header]
            await send(message)

        # Every request has a task, and so a context, of its own: nothing to undo.
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            ms = round(1000 * (time.perf_counter() - began), 2)
            log.info("request", **line, duration_ms=ms)


def _request_id(scope: Scope) -> str:
    given: bytes = dict(scope["headers"]).get(b"x-request-id", b"")
    return given.decode() if ACCEPTABLE_ID.fullmatch(given) else uuid4().hex


def _line(scope: Scope) -> MutableMapping[str, Any]:
    return {"method": scope["method"], "path": scope["path"]}
