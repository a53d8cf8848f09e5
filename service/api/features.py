"""``POST /v1/features/{feature}.{format}``: one operation per feature and format."""

from collections.abc import Mapping
from itertools import product

from fastapi import FastAPI, Request, Response

from service.api.answers import respond, unless_left
from service.api.body import received
from service.errors import BadParameter, Fault, Unknown
from service.features import FEATURES
from service.formats import FORMATS
from service.parameters import LONGEST_ECHO, parse
from service.pipeline import Job, query_model
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
    app.add_route(PATH + "{operation:path}", extract, methods=["POST"], include_in_schema=False)


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
    feature, format = OPERATIONS[operation]
    settings: Settings = request.app.state.settings
    pool: Pool = request.app.state.pool
    params = parse(query_model(feature, format), once_each(request))
    given = params.model_dump(exclude_unset=True)
    async with received(request, settings) as body:
        job = Job(feature, format, given, body, settings.limits)
        answer = await unless_left(request, pool.run(job))
    return respond(answer, FORMATS[format].media_type, operation)


def _unknown(operation: str) -> Unknown:
    """Say what there is instead."""
    return Unknown(
        f"{operation[:LONGEST_ECHO]!r} is none of the operations: a feature ("
        f"{', '.join(FEATURES)}), a point, and a format ({', '.join(FORMATS)})"
    )


def once_each(request: Request) -> Mapping[str, str]:
    """Give the query as a mapping.

    Raises
    ------
    BadParameter
        A name is given more than once, or there are too many of them.
    """
    query = request.query_params
    count = len(query.multi_items())
    if count > MOST_PARAMETERS:
        limit = f"has too many parameters; the limit is {MOST_PARAMETERS}"
        raise BadParameter.of("query", count, limit)
    twice = [name for name in query if len(query.getlist(name)) > 1]
    if twice:
        raise BadParameter(*(_double(name, query.getlist(name)) for name in twice))
    return dict(query)


def _double(name: str, values: list[str]) -> Fault:
    shown = [value[:LONGEST_ECHO] for value in values[:2]]
    return Fault(name, shown, "is given more than once")
