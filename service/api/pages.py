"""The pages for people: files of `service/web`, with relative addresses only."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from service.formats import COLORMAPS

WEB = Path(__file__).parent.parent / "web"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may load: nothing from any other address, and no script or style but our files.
Pictures and sounds that a page has got from the service are ``blob:`` to the browser; ``data:`` is
what Swagger UI draws its arrows with."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

router = APIRouter(include_in_schema=False)


def _page(name: str) -> FileResponse:
    return FileResponse(WEB / name, headers=HEADERS)


@router.head("/")
@router.get("/")
async def home() -> FileResponse:
    """Show the playground."""
    return _page("index.html")


@router.head("/docs")
@router.get("/docs")
async def docs() -> FileResponse:
    """Show Swagger UI."""
    return _page("docs.html")


@router.get("/_static/colormaps.json")
async def colormaps() -> FileResponse:
    """Give the colours that pictures are made with to the page, which colours arrays itself."""
    return FileResponse(COLORMAPS)


def install(app: FastAPI) -> None:
    """Serve the pages and their assets."""
    app.include_router(router)
    app.mount("/_static", StaticFiles(directory=WEB), name="static")
