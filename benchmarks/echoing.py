"""The service with one more route, which sends the body back from the event loop.

Started as the service is: ``python -m benchmarks.echoing serve --port 8000``.
"""

import sys

from fastapi import FastAPI, Request, Response

from service import app, cli


async def echo(request: Request) -> Response:
    return Response(await request.body(), media_type="application/octet-stream")


def create_app() -> FastAPI:
    made = app.create_app()
    made.add_route("/echo", echo, methods=["POST"], include_in_schema=False)
    return made


if __name__ == "__main__":
    cli.APP = "benchmarks.echoing:create_app"
    sys.exit(cli.main())
