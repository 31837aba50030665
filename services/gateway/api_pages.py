"""The pages that show the HTTP API (`/api/v1/docs`) and the events (`/asyncapi`).

Our own and small: one viewer draws both documents, nothing is fetched from elsewhere, and the content security
policy lets no other script run.
"""

from collections.abc import Mapping
from pathlib import Path

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse

from services.gateway.auth.access import anyone
from services.gateway.settings import GatewaySettings
from shared.errors import NotFound

PAGES = Path(__file__).parent / "pages"
MEDIA: Mapping[str, str] = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ASSETS: Mapping[str, Path] = {file.name: file for file in PAGES.iterdir() if file.suffix in MEDIA}
HEADERS: Mapping[str, str] = {
    "cache-control": "no-cache",
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

router = APIRouter(include_in_schema=False, dependencies=[Depends(anyone)])


@router.get("/api/v1/docs")
async def openapi_page() -> FileResponse:
    """The HTTP API, to read and to try."""
    return FileResponse(PAGES / "openapi.html", headers=HEADERS)


@router.get("/asyncapi")
async def asyncapi_page() -> FileResponse:
    """The events, commands and queries."""
    return FileResponse(PAGES / "asyncapi.html", headers=HEADERS)


@router.get("/api/v1/asyncapi.json")
async def asyncapi_document(request: Request) -> FileResponse:
    """The AsyncAPI document."""
    settings: GatewaySettings = request.app.state.settings
    document = settings.contracts_dir / "asyncapi" / "asyncapi.json"
    if not document.exists():
        raise NotFound("no_contracts", "The contracts are not where RESOLUTIONFLOW_CONTRACTS_DIR says.")
    return FileResponse(document, media_type="application/json", headers=HEADERS)


@router.get("/api/v1/docs/assets/{name}")
async def asset(name: str) -> FileResponse:
    """A script, a style sheet or a picture of the pages."""
    if name not in ASSETS:
        raise NotFound("not_found", "There is no such file.")
    return FileResponse(ASSETS[name], media_type=MEDIA[ASSETS[name].suffix], headers=HEADERS)
