"""Let a caller that is still sending hear an early answer, as pure ASGI."""

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 8 << 20
LONGEST_S = 2.0


class Drain:
    """Discard what is left of a body before the connection closes.

    A connection that is closed with unread bytes is reset, and the caller never sees the answer
    that was sent. So the answer goes out, up to 8 MiB or 2 s of body are thrown away, and only
    then the connection closes.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or _bodyless(scope):
            await self._app(scope, receive, send)
        else:
            body = _Body(receive, send)
            await self._app(scope, body.receive, body.send)


def _bodyless(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"transfer-encoding" not in headers and headers.get(b"content-length", b"0") == b"0"


class _Body:
    """One request's body, and how much of it has been read."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._complete = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._complete = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if self._complete:
            await self._send(message)
        elif message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Connection"] = "close"
            await self._send(message)
        elif message.get("more_body", False):
            await self._send(message)
        else:
            await self._send({**message, "more_body": True})
            await self._discard()
            await self._send({"type": "http.response.body", "body": b""})

    async def _discard(self) -> None:
        left = MOST_BYTES
        try:
            async with asyncio.timeout(LONGEST_S):
                while left > 0 and not self._complete:
                    left -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return
