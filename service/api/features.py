"""``POST /v1/features/{feature}.{format}``: one operation per feature and format."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from service.api.admission import admit
from service.api.answers import respond, unless_left
from service.api.body import received
from service.errors import BadParameter, Fault, Unknown
from service.features import FEATURES
from service.formats import ENCODERS, FORMATS
from service.parameters import LONGEST_ECHO
from service.pipeline import Job, asked
from service.pool import Pool
from service.settings import Settings

PATH = "/v1/features/"
OPERATIONS = {
    f"{feature}.{format}": (feature, format) for feature, format in product(FEATURES, FORMATS)
}

MOST_PARAMETERS = 200
"""In one query: each costs time on the event loop, and no operation has nearly as many."""


def install(app: FastAPI) -> None:
    """Serve all operations by one route.

    To find one is a look-up, where a route for each would have every request tried against their
    patterns in turn; `service.api.document` describes them.
    """
    path = PATH + "{operation:path}"
    endpoint = Endpoint(extract)
    app.router.routes.append(Route(path, endpoint, methods=["POST"], include_in_schema=False))


class Endpoint:
    """Call a function of a request as pure ASGI.

    Parameters
    ----------
    answer : callable
        Gives the response.
    """

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive, send)
        response = await self._answer(request)
        await response(scope, receive, send)


async def extract(request: Request) -> Response:
    """Answer with one feature in one format.

    Raises
    ------
    Unknown
        There is no such operation.
    """
    operation: str = request.path_params["operation"]
    if operation not in OPERATIONS:
        raise _unknown(operation)
    request.scope["operation"] = PATH + operation
    return await answered(request, *OPERATIONS[operation])


async def answered(request: Request, feature: str, format: str) -> Response:
    """Answer with what is computed of the sound that was sent, by the parameters in the query."""
    settings: Settings = request.app.state.settings
    pool: Pool = request.app.state.pool
    given = parameters(feature, format, request.scope["query_string"])
    left_s = admit(request, feature, format, (feature, given))
    async with received(request, settings) as body:
        job = Job(feature, format, given, body, settings.limits)
        answer = await unless_left(request, pool.run(job, left_s))
    name = f"{feature}.{format}"
    return respond(answer, ENCODERS[format].media_type, name, request.scope["read_s"])


def _unknown(operation: str) -> Unknown:
    """Say what there is instead."""
    return Unknown(
        f"{operation[:LONGEST_ECHO]!r} is none of the operations: a feature ("
        f"{', '.join(FEATURES)}), a point, and a format ({', '.join(FORMATS)})"
    )


@lru_cache(maxsize=256)
def parameters(feature: str, format: str, query: bytes) -> Mapping[str, Any]:
    """Give what a query sets: callers ask again and again with the same.

    Raises
    ------
    BadParameter
        Something in it is wrong; that is not remembered.
    """
    params = asked(feature, format, once_each(query.decode("latin-1")))
    return params.model_dump(exclude_unset=True)


def once_each(query: str) -> dict[str, str]:
    """Give a query as a mapping.

    Raises
    ------
    BadParameter
        A name is given more than once, or there are too many of them.
    """
    return once(pairs_of(query))


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Give a query as names and values.

    Raises
    ------
    BadParameter
        There are too many of them.
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    if len(pairs) > MOST_PARAMETERS:
        limit = f"has too many parameters; the limit is {MOST_PARAMETERS}"
        raise BadParameter.of("query", len(pairs), limit)
    return pairs


def once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Give names and values as a mapping.

    Raises
    ------
    BadParameter
        A name is given more than once.
    """
    given = dict(pairs)
    if len(given) < len(pairs):
        raise BadParameter(*_doubles(pairs))
    return given


def _doubles(pairs: list[tuple[str, str]]) -> Iterator[Fault]:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value[:LONGEST_ECHO])
    for name, found in values.items():
        if len(found) > 1:
            yield Fault(name, found[:2], "is given more than once")
