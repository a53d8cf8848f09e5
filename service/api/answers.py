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
    task, watch = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        watch.cancel()
        task.cancel()
        await asyncio.gather(task, watch, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


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
