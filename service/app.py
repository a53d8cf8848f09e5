"""Composition root: settings in, application out. Start reading here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from service import __version__
from service.api import catalogue, features, health, pages, presets, problems, replay
from service.api.access import Access
from service.api.document import document
from service.api.drain import Drain
from service.pool import Pool
from service.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Assemble the application.

    Parameters
    ----------
    settings : Settings, optional
        Default: from the environment.

    Returns
    -------
    FastAPI
        With its pool, which starts with the application.
    """
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = Pool(settings)
        app.state.pool.start()
        yield
        await app.state.pool.close()

    app = FastAPI(
        title="Sonograph",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # Nothing listens, and to find that out for each request costs as much as to route it.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=_middleware(settings),
    )
    app.state.settings = settings
    problems.install(app)
    features.install(app)
    for group in (replay, catalogue, presets, health):
        app.include_router(group.router)
    pages.install(app)
    made = document(app, settings.root_path)
    app.openapi = lambda: made  # type: ignore[method-assign]  # FastAPI's way to replace it
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    found = [Middleware(Access), Middleware(Drain), Middleware(problems.Bugs)]
    if settings.cors_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            expose_headers=["Sonograph-Receipt", "X-Request-ID", "Retry-After", "ETag"],
        )
        found.insert(1, cors)
    return found
