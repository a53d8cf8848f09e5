"""Admission: what is refused before its body is read, and the caller's own deadline."""

import math

from fastapi import Request

from service.api.body import number
from service.errors import BadParameter
from service.parameters import LONGEST_ECHO
from service.pool import Computation, Pool, Work

DEADLINE = "Sonograph-Deadline"
"""Seconds, as in Google's `X-Server-Timeout`; gRPC's `grpc-timeout` says the same with a unit."""

TONES = b"application/json"
RAW_DEADLINE = DEADLINE.lower().encode()


def admit(request: Request, name: str, format: str, *parts: Computation) -> float | None:
    """Refuse what cannot be computed in time, by what its head says.

    Parameters
    ----------
    request : Request
        Its ``Content-Length`` tells the size, if it is there.
    name, format : str
        What jobs that cost alike share.
    *parts : tuple of str and mapping
        The features that are to be computed, each with what the caller set for it.

    Returns
    -------
    float or None
        The caller's own deadline, s.

    Raises
    ------
    BadParameter
        The deadline is no number above 0.
    NotReady, Busy
        There are no workers yet, or the wait would be too long.
    """
    headers = dict(request.scope["headers"])
    size = number(headers.get(b"content-length", b"").decode("latin-1"))
    left_s = (
        _deadline_s(headers[RAW_DEADLINE].decode("latin-1")) if RAW_DEADLINE in headers else None
    )
    pool: Pool = request.app.state.pool
    tones = headers.get(b"content-type") == TONES
    pool.refuse(Work(name, format, tones, parts), size, left_s)
    return left_s


def _deadline_s(text: str) -> float:
    try:
        left_s = float(text)
    except ValueError:
        left_s = math.nan
    if not 0 < left_s < math.inf:
        raise BadParameter.of(DEADLINE, text[:LONGEST_ECHO], "must be a number of seconds above 0")
    return left_s
