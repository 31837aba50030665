"""The PSA over HTTP, as ConnectWise's clients expect it: `/{codebase}/apis/3.0/{module}/{objects}`."""

import base64
import binascii
import hmac
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ops.demo.psa.callbacks import KEY_PATH, Callbacks
from services.ops.demo.psa.conditions import Record
from services.ops.demo.psa.data import fill
from services.ops.demo.psa.desk import Desk, parent_of, path_of
from services.ops.demo.psa.errors import Refused, malformed, not_found, unauthorized
from services.ops.demo.psa.kinds import KINDS, PARENTS
from services.ops.demo.psa.page import page_routes
from services.ops.demo.psa.paging import only, page, selected
from services.ops.demo.psa.store import Object, Store
from services.ops.demo.psa.writing import Writer

CODEBASE = "v2025_1/"
VERSION = "v2025.1.108841"
MAX_BODY = 2 * 1024 * 1024

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may sign in: the company's id and an API member's keys."""

    company: str
    public_key: str
    private_key: str

    def check(self, request: Request) -> None:
        """Raises `Refused` (401)."""
        given = request.headers.get("authorization", "")
        expected = f"{self.company}+{self.public_key}:{self.private_key}"
        if not hmac.compare_digest(_basic(given), expected.encode()):
            raise unauthorized("The API member's keys or the company are wrong.")
        if not request.headers.get("clientid"):
            raise unauthorized("A clientId must be sent with each request.")


class Api:
    """The endpoints of every kind of object."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk

    async def many(self, kind: str, request: Request) -> Response:
        """List, or create."""
        if request.method == "POST":
            _writable(kind)
            record = self._desk.create(kind, await _body(request), parent=_number(request, "parent"))
            return JSONResponse(record, 201)
        return self._listed(kind, request, dict(request.query_params))

    async def search(self, kind: str, request: Request) -> Response:
        """List, with the conditions in the body, where they may be long."""
        body = await _body(request)
        asked = {key: value for key, value in body.items() if isinstance(value, str)} if isinstance(body, dict) else {}
        return self._listed(kind, request, {**request.query_params, **asked})

    async def count(self, kind: str, request: Request) -> Response:
        """How many a list would hold."""
        return JSONResponse({"count": len(selected(self._records(kind, request), dict(request.query_params)))})

    async def one(self, kind: str, request: Request) -> Response:
        """Read, change or delete one object."""
        number = _number(request, "id") or 0
        record = self._store.need(kind, number)
        if kind in PARENTS and parent_of(kind, record) != _number(request, "parent"):
            raise not_found(KINDS[kind].singular, number)
        if request.method == "DELETE":
            _writable(kind)
            self._desk.delete(kind, number)
            return Response(status_code=204)
        if request.method == "PATCH":
            _writable(kind)
            record = self._desk.patch(kind, number, await _body(request))
        fields = [name for name in request.query_params.get("fields", "").split(",") if name]
        return JSONResponse(only(record, fields) if fields else record)

    async def all_notes(self, request: Request) -> Response:
        """A ticket's notes with those of its time entries."""
        number = self._store.need("tickets", _number(request, "parent") or 0)["id"]
        return self._page(self._desk.all_notes(number), request, dict(request.query_params))

    async def ticket_configurations(self, request: Request) -> Response:
        """The devices that a ticket is about."""
        ticket = self._store.need("tickets", _number(request, "parent") or 0)
        if request.method == "POST":
            body = await _body(request)
            wanted = body.get("id") if isinstance(body, dict) else None
            device = self._store.need("configurations", wanted if isinstance(wanted, int) else 0)
            self._store.put("tickets", {**ticket, "configurations": [*ticket.get("configurations", []), device["id"]]})
            return JSONResponse(device, 201)
        devices = [self._store.need("configurations", number) for number in ticket.get("configurations", [])]
        return self._page(devices, request, dict(request.query_params))

    async def info(self, _: Request) -> Response:
        """What this PSA is: what a connection is tested by."""
        about = {"version": VERSION, "isCloud": False, "serverTimeZone": "UTC", "cloudRegion": "NA", "licenseBits": []}
        return JSONResponse(about)

    def _records(self, kind: str, request: Request) -> list[Object]:
        parent = _number(request, "parent")
        if parent is None:
            return list(self._store.all(kind))
        self._store.need("tickets" if kind == "notes" else "boards", parent)
        return [record for record in self._store.all(kind) if parent_of(kind, record) == parent]

    def _listed(self, kind: str, request: Request, params: dict[str, str]) -> Response:
        return self._page(selected(self._records(kind, request), params), request, params)

    def _page(self, records: Sequence[Record], request: Request, params: dict[str, str]) -> Response:
        forward = request.headers.get("pagination-type", "").lower() == "forward-only"
        cut = page(records, params, str(request.url.replace(query="")), forward_only=forward)
        return JSONResponse(list(cut.records), headers={"Link": cut.link})


def create_app(file: Path | None, access: Access, base: str) -> Starlette:
    """The PSA over the store in `file` (None: in memory), filled if it is new. `base` is its own URL."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with httpx2.AsyncClient() as client:
            callbacks = Callbacks(store, access.company, access.private_key, base, client)
            writer = Writer(store, lambda: datetime.now(UTC), href)
            app.state.callbacks = callbacks
            app.state.desk = Desk(store, writer, callbacks.changed)
            app.state.api = Api(store, app.state.desk)
            yield
            await callbacks.close()
        store.close()

    def href(kind: str, record: Object) -> str:
        return f"{base}/{CODEBASE}apis/3.0/{path_of(kind, record)}"

    store = Store(file)
    if store.is_empty:
        fill(store, Writer(store, lambda: datetime.now(UTC), href), datetime.now(UTC))

    async def company_info(request: Request) -> Response:
        if request.path_params["company"].lower() != access.company.lower():
            return JSONResponse(None)
        return JSONResponse({"Codebase": CODEBASE, "CompanyName": access.company, "VersionCode": VERSION})

    async def callback_key(request: Request) -> Response:
        key = request.app.state.callbacks.key(request.query_params.get("id", ""))
        if key is None:
            raise not_found("callback key", request.query_params.get("id", "")[:20])
        return JSONResponse({"signing_key": key})

    app = Starlette(
        routes=[
            Route("/login/companyinfo/{company}", company_info),
            Route(f"/{KEY_PATH}", callback_key),
            *page_routes(),
            *_api_routes(access),
        ],
        exception_handlers={Refused: _refused, HTTPException: _http_error},
        lifespan=lifespan,
    )
    app.state.store = store
    app.state.base = base
    return app


def _api_routes(access: Access) -> list[Route]:
    """Each kind's routes, below any codebase: clients keep an old one for a while after an upgrade."""

    def guarded(method: str, *before: Any) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            access.check(request)
            answer: Response = await getattr(request.app.state.api, method)(*before, request)
            return answer

        return endpoint

    root = "/{codebase}/apis/3.0"
    nested = f"{root}/service/tickets/{{parent:int}}"
    routes = [
        Route(f"{root}/system/info", guarded("info")),
        Route(f"{nested}/allNotes", guarded("all_notes")),
        Route(f"{nested}/configurations", guarded("ticket_configurations"), methods=["GET", "POST"]),
    ]
    for kind, described in sorted(KINDS.items(), key=lambda item: -len(item[1].path)):
        path = f"{root}/{described.path.replace('{parent}', '{parent:int}')}"
        routes += [
            Route(f"{path}/count", guarded("count", kind)),
            Route(f"{path}/search", guarded("search", kind), methods=["POST"]),
            Route(path, guarded("many", kind), methods=["GET", "POST"]),
            Route(f"{path}/{{id:int}}", guarded("one", kind), methods=["GET", "PATCH", "DELETE"]),
        ]
    return routes


def _writable(kind: str) -> None:
    if KINDS[kind].read_only:
        raise Refused(405, "MethodNotAllowed", f"{KINDS[kind].singular} can only be read here")


def _number(request: Request, name: str) -> int | None:
    value: int | None = request.path_params.get(name)
    return value


async def _body(request: Request) -> Any:
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY:
            raise Refused(413, "ConnectWiseApi", f"The body is larger than {MAX_BODY} bytes.")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise malformed("The body is not JSON.") from None


def _basic(header: str) -> bytes:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic" or not re.fullmatch(r"[A-Za-z0-9+/=]{1,2000}", encoded):
        return b""
    try:
        return base64.b64decode(encoded)
    except binascii.Error:
        return b""


async def _refused(_: Request, error: Exception) -> Response:
    refused = error if isinstance(error, Refused) else malformed("")
    return JSONResponse(refused.body, refused.status)


async def _http_error(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    names = {404: "NotFound", 405: "MethodNotAllowed"}
    return JSONResponse(
        {"code": names.get(status, "ConnectWiseApi"), "message": "No such endpoint.", "errors": None}, status
    )
