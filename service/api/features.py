"""``POST /v1/features/{feature}.{format}``: one operation per feature and format."""

from collections.abc import Awaitable, Callable, Mapping
from itertools import product
from typing import Any

from fastapi import APIRouter, Request, Response

from service.api.answers import respond, unless_left
from service.api.body import received
from service.errors import BadParameter, Fault, Unknown
from service.features import FEATURES, Feature
from service.formats import FORMATS, Format
from service.parameters import LONGEST_ECHO
from service.pipeline import Job, asked
from service.pool import Pool
from service.settings import Settings

MOST_PARAMETERS = 200
"""In one query: each costs time on the event loop, and no operation has nearly as many."""

Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(feature: str, format: str) -> Endpoint:
    """Build the endpoint that answers with one feature in one format."""

    async def extract(request: Request) -> Response:
        settings: Settings = request.app.state.settings
        pool: Pool = request.app.state.pool
        params = asked(feature, format, once_each(request))
        given = params.model_dump(exclude_unset=True)
        async with received(request, settings) as body:
            job = Job(feature, format, given, body, settings.limits)
            answer = await unless_left(request, pool.run(job))
        return respond(answer, FORMATS[format].media_type, f"{feature}.{format}")

    return extract


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


def _path(feature: Feature[Any], format: Format[Any]) -> str:
    return f"/features/{feature.name}.{format.name}"


router = APIRouter(prefix="/v1")
for _feature, _format in product(FEATURES.values(), FORMATS.values()):
    router.add_api_route(
        _path(_feature, _format),
        endpoint(_feature.name, _format.name),
        methods=["POST"],
        operation_id=f"{_feature.name}_{_format.name}",
        tags=[_feature.name],
        summary=f"{_feature.title} as {_format.title}",
    )


@router.post("/features/{name:path}", include_in_schema=False)
async def unknown(name: str) -> None:
    """Say what there is instead.

    Raises
    ------
    Unknown
        Always: what is known has an operation of its own.
    """
    raise Unknown(
        f"{name[:LONGEST_ECHO]!r} is none of the operations: a feature ({', '.join(FEATURES)}), a "
        f"point, and a format ({', '.join(FORMATS)})"
    )
