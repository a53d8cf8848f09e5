"""``GET /livez`` and ``GET /readyz``: for whoever operates the service."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from service.errors import NotReady
from service.pool import Pool

router = APIRouter(tags=["operations"])


class Alive(BaseModel):
    """The process answers."""

    status: str = Field("alive", description="Always the same.")


class Ready(BaseModel):
    """The workers are there."""

    status: str = Field("ready", description="Always the same.")
    workers: int = Field(description="Workers that have computed their warm-up job.")


@router.get("/livez", operation_id="livez", summary="Is the process alive?")
async def livez() -> Alive:
    """Answer as long as the event loop turns, whatever the load."""
    return Alive(status="alive")


@router.get("/readyz", operation_id="readyz", summary="Can requests be computed?")
async def readyz(request: Request) -> Ready:
    """Answer 200 once every worker has computed a warm-up job, else 503."""
    pool: Pool = request.app.state.pool
    if not pool.complete:
        raise NotReady(f"{pool.ready} of {pool.size} workers are ready")
    return Ready(status="ready", workers=pool.ready)
