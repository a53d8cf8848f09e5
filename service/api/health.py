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
    workers: int = Field(description="Workers that are there.")
    long_tail_workers: int = Field(
        description="Workers with librosa that are there; their features answer 503 until all are."
    )
    sandbox: dict[str, bool | int] = Field(
        description="What the kernel enforces on workers; `landlock` is its version, 0 for none."
    )


@router.head("/livez", include_in_schema=False)
@router.get("/livez", operation_id="livez", summary="Is the process alive?")
async def livez() -> Alive:
    """Answer as long as the event loop turns, whatever the load."""
    return Alive(status="alive")


@router.head("/readyz", include_in_schema=False)
@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Can requests be computed?",
    responses={503: {"$ref": "#/components/responses/NotReady"}},
)
async def readyz(request: Request) -> Ready:
    """Answer 200 once every worker has been forked from a warm parent, else 503.

    A busy service stays ready; one that shuts down does not.
    """
    pool: Pool = request.app.state.pool
    if pool.leaving:
        raise NotReady("the service is shutting down")
    if not pool.ready:
        raise NotReady(f"{pool.live} of {pool.size} workers are ready")
    return Ready(
        status="ready",
        workers=pool.live,
        long_tail_workers=pool.long_tail,
        sandbox=pool.sandbox,
    )
