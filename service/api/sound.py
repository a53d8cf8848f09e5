"""``POST /v1/sound.{format}``: the prepared sound itself."""

from fastapi import FastAPI, Request, Response
from starlette.routing import Route

from service.api.features import Endpoint, answered
from service.errors import Unknown
from service.features import SOUND
from service.formats import SOUNDS
from service.parameters import LONGEST_ECHO

PATH = "/v1/sound."


def install(app: FastAPI) -> None:
    """Serve the sound in each of its formats by one route."""
    path = PATH + "{format:path}"
    app.router.routes.append(
        Route(path, Endpoint(listen), methods=["POST"], include_in_schema=False)
    )


async def listen(request: Request) -> Response:
    """Answer with the prepared sound in one format.

    Raises
    ------
    Unknown
        There is no such format.
    """
    format: str = request.path_params["format"]
    if format not in SOUNDS:
        raise Unknown(
            f"{format[:LONGEST_ECHO]!r} is none of the formats of a sound: {', '.join(SOUNDS)}"
        )
    request.scope["operation"] = PATH + format
    return await answered(request, SOUND.name, format)
