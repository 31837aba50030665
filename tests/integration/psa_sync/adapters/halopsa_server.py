"""A small HaloPSA on the wire: signing in, tickets by pages, actions, agents."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]
KEYS = {"client_id": "halo-client", "client_secret": "halo-secret"}
STATUSES = {1: "New", 2: "In Progress", 5: "Escalated", 9: "Closed"}
TEAMS = {1: "Help Desk", 2: "Monitoring"}


@dataclass(slots=True)
class HaloDesk:
    """What the server holds, and whom it let in."""

    auth_url: str = ""
    lasts_seconds: int = 3600
    tokens: list[str] = field(default_factory=list)
    """The last one is the only that holds."""
    objects: dict[str, dict[int, Json]] = field(default_factory=dict)

    def add(self, kind: str, record: Json) -> Json:
        kept = self.objects.setdefault(kind, {})
        number = int(record.get("id") or max(kept, default=0) + 1)
        kept[number] = {**kept.get(number, {}), **record, "id": number}
        return kept[number]

    def all(self, kind: str) -> list[Json]:
        return list(self.objects.get(kind, {}).values())


class _Api:
    """The endpoints over the desk."""

    def __init__(self, desk: HaloDesk) -> None:
        self._desk = desk

    async def info(self, _: Request) -> Response:
        return JSONResponse({"auth_url": self._desk.auth_url, "tenant_id": "msp"})

    async def token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        right = {**KEYS, "grant_type": "client_credentials", "scope": "all"}
        if form != right or request.query_params.get("tenant") != "msp":
            return JSONResponse({"error": "invalid_client", "error_description": f"{form}"}, 400)
        self._desk.tokens.append(secrets.token_hex(16))
        return JSONResponse(
            {"access_token": self._desk.tokens[-1], "token_type": "Bearer", "expires_in": self._desk.lasts_seconds}
        )

    def _lets_in(self, request: Request) -> bool:
        return bool(self._desk.tokens) and request.headers.get("authorization") == f"Bearer {self._desk.tokens[-1]}"

    async def many(self, request: Request) -> Response:
        if not self._lets_in(request):
            return JSONResponse("Unauthorized", 401)
        kind, asked = request.path_params["kind"], request.query_params
        if request.method == "POST":
            made = [self._desk.add(kind, _stamped(kind, one)) for one in await request.json()]
            return JSONResponse(made[0], 201)
        match kind:
            case "status":
                return JSONResponse([{"id": key, "name": name} for key, name in STATUSES.items()])
            case "team":
                return JSONResponse([{"id": key, "name": name} for key, name in TEAMS.items()])
            case "agent":
                return JSONResponse(self._desk.all(kind))
            case "actions":
                found = [one for one in self._desk.all(kind) if str(one["ticket_id"]) == asked["ticket_id"]]
            case "client":
                found = [one for one in self._desk.all(kind) if asked["search"].lower() in one["name"].lower()]
            case _:
                found = _tickets(self._desk, request)
        size, page = int(asked.get("page_size", 1000)), int(asked.get("page_no", 1))
        return JSONResponse(
            {"record_count": len(found), {"client": "clients"}.get(kind, kind): found[(page - 1) * size : page * size]}
        )

    async def one(self, request: Request) -> Response:
        if not self._lets_in(request):
            return JSONResponse("Unauthorized", 401)
        found = self._desk.objects.get(request.path_params["kind"], {}).get(request.path_params["number"])
        return JSONResponse(found) if found else JSONResponse("Not found", 404)


def halopsa_app(desk: HaloDesk) -> Starlette:
    """The server over the desk."""
    api = _Api(desk)
    return Starlette(
        routes=[
            Route("/api/authinfo", api.info),
            Route("/auth/token", api.token, methods=["POST"]),
            Route("/api/{kind}", api.many, methods=["GET", "POST"]),
            Route("/api/{kind}/{number:int}", api.one),
        ]
    )


def _tickets(desk: HaloDesk, request: Request) -> list[Json]:
    asked = request.query_params
    found = [one for one in desk.all("tickets") if asked.get("search", "").lower() in one["summary"].lower()]
    if asked.get("open_only") == "true":
        found = [one for one in found if one["status_id"] != 9]
    if "client_id" in asked:
        found = [one for one in found if str(one["client_id"]) == asked["client_id"]]
    return sorted(found, key=lambda one: str(one["lastactiondate"]), reverse=True)


def _stamped(kind: str, record: Json) -> Json:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return {**record, "datetime": now} if kind == "actions" else {**record, "lastactiondate": now}
