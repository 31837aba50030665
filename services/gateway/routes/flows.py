"""The flow library."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
import yaml
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.gateway.auth.access import TeamAdmin, Viewer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.flow import export_flows, get_flow, list_flows
from services.gateway.routes.dependencies import CasesDep
from shared.bus.commands import Request as Command
from shared.database import walled
from shared.errors import NotFound

router = APIRouter(prefix="/flows", tags=["flows"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
_SEEN_SECONDS = 10.0

FileFormat = Literal["json", "yaml"]


class FlowBody(BaseModel):
    """A flow as it is written; matching checks its shape and says what is wrong with it.

    What the server itself keeps (status, origin, versions, ...) may come along, as in an export, and is left out.
    """

    model_config = ConfigDict(extra="ignore")

    name: str
    description: str = ""
    problem_domain: str
    category: str | None = None
    tags: list[str] = []
    match_keywords: list[str] = []
    tree_structure: dict[str, Any]


class MatchBody(BaseModel):
    """A text to find flows for."""

    model_config = ConfigDict(extra="forbid")

    text: str
    problem_domain: str | None = None
    limit: Annotated[int, Field(ge=1, le=20)] = 5


@router.get("", dependencies=_READ)
async def list_all(
    who: Viewer,
    cases: CasesDep,
    status: Literal["draft", "published", "archived"] | None = None,
    domain: Annotated[str | None, Query(max_length=40)] = None,
    q: SearchText | None = None,
    skip: Skip = 0,
    limit: Limit = 50,
) -> list[dict[str, Any]]:
    """Flows by name, without their trees."""
    async with walled(cases.pool, who.account_id) as connection:
        return await list_flows(connection, status, domain, q, skip, limit)


@router.post("", status_code=201, dependencies=_WRITE)
async def draft(who: TeamAdmin, body: FlowBody, cases: CasesDep, key: IdempotencyKey) -> Response:
    """Write a new flow, as a draft."""
    return await _change(cases, who, "draft_flow", body.model_dump(), key, None, 201)


@router.post("/validate", dependencies=_WRITE)
async def validate(who: Viewer, body: dict[str, Any], cases: CasesDep) -> dict[str, Any]:
    """Every fault of a flow or of a bare tree; changes nothing."""
    return await cases.caller.command("matching", "validate_flow", Command(actor=who.actor, body=body))


@router.post("/match", dependencies=_READ)
async def match(who: Viewer, body: MatchBody, cases: CasesDep) -> dict[str, Any]:
    """The flows that fit a text, best first; those under the threshold are marked."""
    return await cases.caller.query("matching", "match", Command(actor=who.actor, body=body.model_dump()))


@router.post("/import", status_code=202, dependencies=_WRITE)
async def import_flows(who: TeamAdmin, request: Request, cases: CasesDep, key: IdempotencyKey) -> dict[str, Any]:
    """Validate and publish flows from JSON or YAML (`{flows: [..]}`); says what became of each."""
    document = (await request.body()).decode()
    is_yaml = "yaml" in request.headers.get("content-type", "")
    body = {"document": document, "format": "yaml" if is_yaml else "json"}
    return await cases.command(who, "import_flows", None, body, key, service="matching")


@router.get("/import/{import_id}", dependencies=_READ)
async def import_status(who: Viewer, import_id: UUID, cases: CasesDep) -> dict[str, Any]:
    """How far an import is."""
    body = {"import_id": str(import_id)}
    return await cases.caller.query("matching", "import_status", Command(actor=who.actor, body=body))


@router.get("/export", dependencies=_READ)
async def export(
    who: Viewer, cases: CasesDep, published: bool = True, form: Annotated[FileFormat, Query(alias="format")] = "json"
) -> Response:
    """The library as a file that can be imported again."""
    async with walled(cases.pool, who.account_id) as connection:
        flows = await export_flows(connection, published)
    content = await asyncio.to_thread(_written, {"flows": flows}, form)
    headers = {"Content-Disposition": f'attachment; filename="flows.{form}"'}
    return Response(content, headers=headers, media_type=f"application/{form}")


def _written(library: dict[str, Any], form: FileFormat) -> bytes:
    if form == "json":
        return orjson.dumps(library)
    return yaml.dump(library, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110).encode()


@router.get("/{flow}", dependencies=_READ)
async def get(who: Viewer, flow: UUID, cases: CasesDep) -> Response:
    """One flow with its tree."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await get_flow(connection, flow)
    if found is None:
        raise NotFound("flow_not_found", "There is no such flow in your account.")
    return Response(found[0], headers={"ETag": f'"{found[1]}"'}, media_type="application/json")


@router.put("/{flow}", dependencies=_WRITE)
async def revise(
    who: TeamAdmin, flow: UUID, body: FlowBody, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Rewrite a flow; what is published stays in use until it is published again."""
    return await _change(cases, who, "revise_flow", {"flow_id": str(flow), **body.model_dump()}, key, match)


@router.post("/{flow}/publish", dependencies=_WRITE)
async def publish(who: TeamAdmin, flow: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion) -> Response:
    """Match cases with the flow as it is written now."""
    return await _change(cases, who, "publish_flow", {"flow_id": str(flow)}, key, match)


@router.post("/{flow}/archive", dependencies=_WRITE)
async def archive(who: TeamAdmin, flow: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion) -> Response:
    """Match no more cases with the flow."""
    return await _change(cases, who, "archive_flow", {"flow_id": str(flow)}, key, match)


async def _change(
    cases: Cases,
    who: Principal,
    name: str,
    body: dict[str, Any],
    key: Idempotency,
    match: int | None,
    status: int = 200,
) -> Response:
    done = await cases.command(who, name, None, body, key, match, service="matching")
    flow = UUID(done["flow_id"])

    version: int = done["version"]

    async def read() -> tuple[bytes, int] | None:
        async with walled(cases.pool, who.account_id) as connection:
            return await get_flow(connection, flow)

    def is_folded(found: tuple[bytes, int] | None) -> bool:
        return found is not None and found[1] >= version

    found, _ = await cases.notices.until(str(flow), read, is_folded, _SEEN_SECONDS)
    content = found[0] if found else orjson.dumps(done)
    return Response(content, status, {"ETag": f'"{version}"'}, media_type="application/json")
