"""The pages for people: files of `service/web`, with relative addresses only."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

WEB = Path(__file__).parent.parent / "web"

router = APIRouter(include_in_schema=False)


@router.head("/")
@router.get("/")
async def home() -> FileResponse:
    """Show the front page."""
    return FileResponse(WEB / "index.html")


@router.head("/docs")
@router.get("/docs")
async def docs() -> FileResponse:
    """Show Swagger UI."""
    return FileResponse(WEB / "docs.html")


def install(app: FastAPI) -> None:
    """Serve the pages and their assets."""
    app.include_router(router)
    app.mount("/_static", StaticFiles(directory=WEB), name="static")
