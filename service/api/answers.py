"""Waiting for an answer, and sending it."""

import asyncio
from collections.abc import Coroutine
from contextlib import closing
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from service.api import telemetry
from service.pool import Answer

BUFFERED = 64 << 10
"""Bytes that the transport takes without asking to wait."""


async def unless_left(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """Wait for an answer, and cancel the work when the caller leaves.

    Parameters
    ----------
    request : Request
        Its body must have been read.
    work : coroutine
        Gives the answer.

    Returns
    -------
    Answer
        The work's.

    Raises
    ------
    ClientDisconnect
        The caller left.
    """
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  # a coroutine runs in one
    watch = asyncio.create_task(_cancel_when_left(task, request))
    try:
        return await work
    except asyncio.CancelledError:
        if watch.done() and not task.uncancel():
            raise ClientDisconnect from None
        raise
    finally:
        watch.cancel()


async def _cancel_when_left(task: asyncio.Task[Any], request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    task.cancel()


def respond(answer: Answer, media_type: str, name: str, read_s: float | None = None) -> Response:
    """Send an answer: in one piece if its bytes are here, else in parts.

    Parameters
    ----------
    answer : Answer
        Closed when it has been sent.
    media_type : str
        Of the answer.
    name : str
        File name for who saves it.
    read_s : float, optional
        Time that the body took to arrive, s.

    Returns
    -------
    Response
        With its length.
    """
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Length": str(answer.size),
        "Server-Timing": _timing(answer, read_s),
    }
    if answer.receipt:
        headers["Sonograph-Receipt"] = answer.receipt
    if answer.content is None:
        return StreamingResponse(answer.chunks(), headers=headers, media_type=media_type)
    return _Whole(answer, headers, media_type)


def _timing(answer: Answer, read_s: float | None) -> str:
    """Say where the time went, in ms (W3C Server Timing)."""
    found = [("read", read_s or 0.0), ("queue", answer.waited), *answer.spent.items()]
    telemetry.note(found)
    return ", ".join([f"{stage};dur={1000 * seconds:.1f}" for stage, seconds in found])


class _Whole(Response):
    """An answer in one piece.

    A second, empty piece waits until the caller has taken most of the first, and until then the
    answer counts as being in flight.
    """

    def __init__(self, answer: Answer, headers: dict[str, str], media_type: str) -> None:
        super().__init__(headers=headers, media_type=media_type)
        self._answer = answer

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        with closing(self._answer) as answer:
            more = answer.size > BUFFERED
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            await send({"type": "http.response.body", "body": answer.read(), "more_body": more})
            if more:
                await send({"type": "http.response.body", "body": b""})
