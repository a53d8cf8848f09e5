"""Waiting for an answer, and sending it."""

import asyncio
from collections.abc import Coroutine
from contextlib import closing
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from service.pool import Answer

AT_ONCE = 4 << 20
"""Bytes of an answer that are sent in one piece."""


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


def respond(answer: Answer, media_type: str, name: str) -> Response:
    """Send an answer: in one piece if it is small, else in parts.

    Parameters
    ----------
    answer : Answer
        Closed when it has been sent.
    media_type : str
        Of the answer.
    name : str
        File name for who saves it.

    Returns
    -------
    Response
        With its length.
    """
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Length": str(answer.size),
    }
    if answer.receipt:
        headers["Sonograph-Receipt"] = answer.receipt
    if answer.size > AT_ONCE:
        return StreamingResponse(answer.chunks(), headers=headers, media_type=media_type)
    with closing(answer):
        return Response(answer.read(), headers=headers, media_type=media_type)
