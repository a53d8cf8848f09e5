"""Composition root: settings in, application out. Start reading here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from service import __version__
from service.api import (
    bundle,
    catalogue,
    convert,
    features,
    health,
    metrics,
    pages,
    plan,
    presets,
    problems,
    replay,
    sound,
    sweeps,
)
from service.api.access import Access
from service.api.document import document
from service.api.drain import Drain
from service.api.keys import Keys
from service.api.telemetry import telemetry
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
    counted = metrics.Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        app.state.pool = counted.pool = Pool(settings)
        app.state.pool.start()
        yield {"pool": app.state.pool, "metrics": counted}
        await app.state.pool.close()

    app = FastAPI(
        title="Sonograph",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=telemetry(),
        middleware=_middleware(settings, counted),
    )
    app.state.settings, app.state.metrics = settings, counted
    problems.install(app)
    features.install(app)
    sound.install(app)
    for group in (sweeps, bundle, replay, plan, convert, catalogue, presets, health, metrics):
        app.include_router(group.router)
    pages.install(app)
    made = document(app, settings.root_path, keyed=bool(settings.api_keys))
    app.openapi = lambda: made  # type: ignore[method-assign]  # FastAPI's way to replace it
    return app


def _middleware(settings: Settings, counted: metrics.Metrics) -> list[Middleware]:
    found = [Middleware(Access, metrics=counted), Middleware(Drain), Middleware(problems.Bugs)]
    if settings.api_keys:
        found.insert(2, Middleware(Keys, settings=settings))
    if settings.cors_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            expose_headers=[
                "Sonograph-Receipt",
                "X-Request-ID",
                "Retry-After",
                "ETag",
                "Server-Timing",
            ],
        )
        found.insert(1, cors)
    return found
