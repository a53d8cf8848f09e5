"""Answers that stay as they are until the service does: with an ``ETag``."""

from hashlib import sha256
from typing import Any

from fastapi import Request, Response

DIGITS = 32

NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The caller's copy, named in `If-None-Match`, is current."}
}


def tagged(request: Request, content: bytes) -> Response:
    """Send JSON, or say that the caller has it already.

    Parameters
    ----------
    request : Request
        Whose ``If-None-Match`` names copies that the caller has.
    content : bytes
        JSON text, the same for everybody.

    Returns
    -------
    Response
        With an ``ETag``; without content, 304, if it is one of those.

    References
    ----------
    RFC 9110, sections 8.8.3 and 13.1.2.
    """
    tag = f'"{sha256(content).hexdigest()[:DIGITS]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = [name.strip().removeprefix("W/") for name in _known(request).split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="application/json")


def _known(request: Request) -> str:
    return ",".join(request.headers.getlist("if-none-match"))
