"""The server: uvicorn, with our connections and our way to leave."""

import asyncio
import math
import socket

import structlog
import uvicorn

from service.api.guard import guarded
from service.settings import Settings

log = structlog.get_logger()

GLANCE_S = 0.1
MARGIN_S = 5


def config(app: str, settings: Settings) -> uvicorn.Config:
    """Give uvicorn's settings.

    Parameters
    ----------
    app : str
        Where the factory of the application is, ``module:name``.
    settings : Settings
        The operator's limits.

    Returns
    -------
    uvicorn.Config
        For one process: the workers are elsewhere.
    """
    return uvicorn.Config(
        app,
        factory=True,
        http=guarded(settings),
        ws="none",
        root_path=settings.root_path,
        timeout_keep_alive=settings.keep_alive_s,  # type: ignore[arg-type]  # need not be whole
        timeout_graceful_shutdown=math.ceil(settings.deadline_s) + MARGIN_S,
        log_config=None,
        access_log=False,
        server_header=False,
    )


class Server(uvicorn.Server):
    """Tells ``/readyz`` that it goes, and goes on accepting until others know.

    Parameters
    ----------
    config : uvicorn.Config
        As `config` gives it.
    delay_s : float
        How long it goes on, s.
    """

    def __init__(self, config: uvicorn.Config, delay_s: float) -> None:
        super().__init__(config)
        self._delay_s = delay_s

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Leave."""
        self.lifespan.state["pool"].leaving = True
        log.info("leaving", delay_s=self._delay_s)
        for _ in range(round(self._delay_s / GLANCE_S)):
            if self.force_exit:
                break
            await asyncio.sleep(GLANCE_S)
        await super().shutdown(sockets)
