"""The web app at `/`: its files, and `index.html` for every address that the app itself routes.

It answers only where no route does, so it can never hide one.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from services.gateway.settings import GatewaySettings

ASSETS = "assets/"
"""Below it every file has a hash of its content in its name."""
NOT_THE_APP_S = ("api/", ASSETS, ".")
"""Addresses for which `index.html` is never the answer."""
INDEX = "index.html"
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
MEDIA: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
NOT_BUILT = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>ResolutionFlow</title>
<body><h1>The web app is not built</h1><p>Build it with <code>make web</code> and reload.
The API works without it: <a href="/api/v1/docs">its description</a>.</p></body></html>
"""


def serve_web(app: FastAPI) -> None:
    """Let the web app answer what no route of the app does; the folder is named by the settings at the time."""
    otherwise = app.router.default

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await otherwise(scope, receive, send)
            return
        settings: GatewaySettings = scope["app"].state.settings
        found = await asyncio.to_thread(_find, settings.web_dir, scope)
        respond: ASGIApp = otherwise if found is None else found
        await respond(scope, receive, send)

    app.router.default = answer


def _find(folder: Path, scope: Scope) -> Response | None:
    """The file at the address, `index.html` for a page of the app, None for what is neither."""
    path = scope["path"].lstrip("/")
    wants_page = "text/html" in Headers(scope=scope).get("accept", "") and not path.startswith(NOT_THE_APP_S)
    found = _file(folder, path, scope) if path and not path.startswith(".") else None
    if found is None and wants_page:
        found = _file(folder, INDEX, scope) or HTMLResponse(NOT_BUILT, 503)
    if found is not None:
        found.headers.update(HEADERS)
    return found


def _file(folder: Path, path: str, scope: Scope) -> Response | None:
    """The file, compressed where the caller takes that; as 304 where the caller has it already."""
    files = StaticFiles(directory=folder, check_dir=False)
    plain, stat = files.lookup_path(path)
    if stat is None or not Path(plain).is_file():
        return None
    packed, packed_stat = files.lookup_path(f"{path}.gz")
    takes_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    if packed_stat is None or not takes_gzip:
        response = files.file_response(plain, stat, scope)
    else:
        response = files.file_response(packed, packed_stat, scope)
        _tell_compressed(response.headers, plain)
    response.headers["vary"] = "Accept-Encoding"
    response.headers["cache-control"] = "public, max-age=31536000, immutable" if path.startswith(ASSETS) else "no-cache"
    return response


def _tell_compressed(headers: MutableHeaders, plain: str) -> None:
    headers["content-encoding"] = "gzip"
    headers["content-type"] = MEDIA[Path(plain).suffix]
