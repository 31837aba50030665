"""A small application behind the guard: it gives back what reached it."""

from typing import Any
from uuid import UUID

from fastapi import FastAPI, Request
from httpx2 import ASGITransport, AsyncClient, Response
from pydantic import Field, StrictInt
from starlette.types import Scope

from services.gateway.guard import JSON, MIB, BodyRule, Guard, Pace
from services.gateway.params import Limit, Moment, RequestBody
from services.gateway.problems import MEDIA_TYPE, ProblemBoundary, install
from shared.errors import Unauthenticated

RULES = {
    ("POST", "/start"): BodyRule(limit=4 * MIB),
    ("POST", "/uploads"): BodyRule(limit=2 * MIB, media=frozenset({"multipart/form-data"})),
    ("POST", "/import"): BodyRule(media=JSON | {"application/yaml"}),
}


class Note(RequestBody):
    text: str
    meta: dict[str, Any] = Field(default_factory=dict)
    count: StrictInt | None = None


async def admit(scope: Scope) -> None:
    if (b"authorization", b"Bearer good") not in scope["headers"]:
        raise Unauthenticated("not_signed_in", "Sign in.")


def edge_app(pace: Pace | None = None, budget: int = 8 * MIB) -> FastAPI:
    app = FastAPI(telemetry={"tracing": False})
    seen: list[object] = []
    app.state.seen = seen

    @app.post("/notes")
    @app.post("/start")
    async def notes(note: Note) -> Note:
        seen.append(note)
        return note

    @app.post("/uploads")
    @app.post("/import")
    async def raw(request: Request) -> int:
        seen.append(body := await request.body())
        return len(body)

    @app.post("/pause")
    async def pause() -> str:
        return "paused"

    @app.get("/notes/{note_id}")
    async def one(note_id: UUID) -> UUID:
        return note_id

    @app.get("/notes")
    async def search(q: str = "", limit: Limit = 20, since: Moment | None = None) -> dict[str, object]:
        return {"q": q, "limit": limit, "since": since}

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the customer's words")

    install(app)
    app.add_middleware(Guard, admit=admit, rules=RULES, pace=pace or Pace(), budget=budget)
    app.add_middleware(ProblemBoundary)
    return app


def edge_client(app: FastAPI) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test")


def assert_refused(response: Response, status: int, code: str | None = None) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    document = response.json()
    assert document["status"] == status
    assert document["request_id"] == response.headers["x-request-id"]
    assert code is None or document["code"] == code
