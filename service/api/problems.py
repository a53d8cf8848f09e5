"""Errors as ``application/problem+json`` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ServiceError

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:sonograph:problem:"
CLIENT_CLOSED_REQUEST = 499


class ProblemFault(BaseModel):
    """One wrong value."""

    parameter: str = Field(description="Name of the parameter, or path of a tone spec's member.")
    value: Any = Field(description="What the caller gave.")
    detail: str = Field(description="A sentence that names the limit.")


class Problem(BaseModel):
    """What went wrong, after RFC 9457."""

    type: str = Field(description="Stable name of the kind of problem.")
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="A sentence about this occurrence.")
    instance: str = Field(description="The request id, as in the header X-Request-ID.")
    errors: list[ProblemFault] = Field(
        default=[], description="The parameters at fault, if it is about parameters."
    )


def problem(request: Request, error: ServiceError) -> Response:
    """Answer with the status and the sentence that the error carries."""
    request.scope["refused"] = error.reason
    content = written(error, request.scope.get("request_id", ""))
    return Response(content, error.status, headers=dict(error.headers), media_type=MEDIA_TYPE)


def written(error: ServiceError, request_id: str) -> bytes:
    """Write the problem document of an error."""
    faults = [
        ProblemFault(parameter=f.parameter, value=f.value, detail=f.detail) for f in error.faults
    ]
    return _document(
        type=TYPE + error.kind,
        title=error.title,
        status=error.status,
        detail=str(error),
        instance=request_id,
        errors=faults,
    )


def _document(**members: Any) -> bytes:  # noqa: ANN401  # the members of a `Problem`
    return orjson.dumps(Problem(**members).model_dump(), default=repr)


async def _service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)  # noqa: S101  # registered for it alone
    return problem(request, error)


async def _http_error(request: Request, error: Exception) -> Response:
    """Answer 404, 405 and the like; they have no kind of their own."""
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for it alone
    title = HTTPStatus(error.status_code).phrase
    content = _document(
        type="about:blank",
        title=title,
        status=error.status_code,
        detail=f"{title}: {request.method} {request.url.path}",
        instance=request.scope.get("request_id", ""),
    )
    headers = dict(error.headers or {})
    return Response(content, error.status_code, headers=headers, media_type=MEDIA_TYPE)


async def _left(request: Request, error: Exception) -> Response:  # noqa: ARG001  # the form of a handler
    return Response(status_code=CLIENT_CLOSED_REQUEST)


class Bugs:
    """Answer 500 to what nobody expected, as pure ASGI.

    Stands inside `Access` and `Drain`, so that this answer too has an id, is logged and arrives.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        began = False

        async def noting(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            if scope["type"] != "http" or began:
                raise
            log.exception("unhandled")
            sentence = ServiceError("the log has the details, under this request id")
            await problem(Request(scope), sentence)(scope, receive, send)


def install(app: FastAPI) -> None:
    """Make every error a problem document."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(ClientDisconnect, _left)
