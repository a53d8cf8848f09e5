"""The service, counting what its event loop does: ``python -m tests.http.counting serve ...``.

``GET /count`` tells what has been done since it was asked last. Calls of functions, Python's and
built-in ones, and tasks are the same on every machine, at any load; times are not.
"""

import asyncio
import json
import sys
from collections import Counter

from service import app, cli

OPENING = ("open", "memfd_create")


class Counting:
    """Count for an application, as pure ASGI around it."""

    def __init__(self, application):
        self._app = application
        self._counts = Counter()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/count":
            await self._tell(send)
        else:
            await self._app(scope, receive, send)

    async def _tell(self, send):
        sys.setprofile(None)
        body = json.dumps(self._counts).encode()
        headers = [(b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        self._counts.clear()
        asyncio.get_running_loop().set_task_factory(self._task)
        sys.setprofile(self._note)

    def _note(self, _frame, event, function):
        self._counts["calls"] += event in {"call", "c_call"}
        self._counts["opened"] += event == "c_call" and function.__name__ in OPENING

    def _task(self, loop, work, **options):
        self._counts["tasks"] += 1
        return asyncio.Task(work, loop=loop, **options)


def create_app():
    return Counting(app.create_app())


if __name__ == "__main__":
    cli.APP = "tests.http.counting:create_app"
    sys.exit(cli.main())
