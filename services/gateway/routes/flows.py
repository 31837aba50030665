"""The flow library."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
import yaml
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.gateway.auth.access import TeamAdmin, Viewer
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.flow_library import FlowLibrary, unknown_flow
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.flow import (
    FlowFilter,
    Sort,
    export_flows,
    get_flow,
    get_version,
    list_flows,
    list_versions,
)
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.flow_models import (
    DuplicateFlow,
    Flow,
    FlowBody,
    FlowImport,
    FlowImportCheck,
    FlowImportStatus,
    FlowItem,
    FlowMatches,
    FlowOrigin,
    FlowStatus,
    FlowValidity,
    FlowVersion,
    PublishedFlow,
    RestoreFlow,
    Walk,
    WalkFlow,
)
from shared.bus.commands import Request as Command
from shared.database import walled
from shared.errors import NotFound

router = APIRouter(prefix="/flows", tags=["flows"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]

FileFormat = Literal["json", "yaml"]
Ordinal = Annotated[int, Path(ge=1, le=1_000_000)]


class MatchBody(BaseModel):
    """A text to find flows for."""

    model_config = ConfigDict(extra="forbid")

    text: str
    problem_domain: str | None = None
    limit: Annotated[int, Field(ge=1, le=20)] = 5


@router.get("", response_model=Sequence[FlowItem], dependencies=_READ)
async def list_all(
    who: Viewer,
    cases: CasesDep,
    status: FlowStatus | None = None,
    domain: Annotated[str | None, Query(max_length=40)] = None,
    category: Annotated[str | None, Query(max_length=100)] = None,
    tag: Annotated[str | None, Query(max_length=200)] = None,
    origin: FlowOrigin | None = None,
    q: SearchText | None = None,
    sort: Sort = "name",
    skip: Skip = 0,
    limit: Limit = 50,
) -> Sequence[dict[str, Any]]:
    """Flows without their trees: by name, or the last changed, most successful or last matched first."""
    wanted = FlowFilter(status, domain, category, tag, origin, q, sort, skip, limit)
    async with walled(cases.pool, who.account_id) as connection:
        return await list_flows(connection, wanted)


@router.post("", status_code=201, response_model=Flow, dependencies=_WRITE)
async def draft(
    who: TeamAdmin, body: FlowBody, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey
) -> Response:
    """Write a new flow, as a draft."""
    return await _library(cases, identity, who).change("draft_flow", body.model_dump(), key, status=201)


@router.post("/validate", response_model=FlowValidity, dependencies=_READ)
async def validate(who: Viewer, body: dict[str, Any], cases: CasesDep) -> dict[str, Any]:
    """Every fault of a flow or of a bare tree; changes nothing."""
    return await _validity(cases, who, body)


@router.post("/walk", response_model=Walk, dependencies=_WRITE)
async def walk(who: Viewer, body: WalkFlow, cases: CasesDep) -> dict[str, Any]:
    """What an engineer would be asked whom this tree led without a model; nothing is kept."""
    faults = (await _validity(cases, who, {"tree_structure": body.tree_structure}))["faults"]
    if faults:
        return {"steps": [], "ended": False, "resolution": None, "refusal": None, "faults": faults}
    question = Command(actor=who.actor, body=body.model_dump(exclude_none=True))
    return {**await cases.caller.query("diagnosis", "walk_flow", question), "faults": []}


@router.post("/match", response_model=FlowMatches, dependencies=_READ)
async def match(who: Viewer, body: MatchBody, cases: CasesDep) -> dict[str, Any]:
    """The flows that fit a text, best first; those under the threshold are marked."""
    return await cases.caller.query("matching", "match", Command(actor=who.actor, body=body.model_dump()))


@router.post("/import", status_code=202, response_model=FlowImport, dependencies=_WRITE)
async def import_flows(who: TeamAdmin, request: Request, cases: CasesDep, key: IdempotencyKey) -> dict[str, Any]:
    """Validate and publish flows from JSON or YAML (`{flows: [..]}`); says what became of each."""
    return await cases.command(who, "import_flows", None, await _file_of(request), key, service="matching")


@router.post("/import/check", response_model=FlowImportCheck, dependencies=_READ)
async def check_import(who: TeamAdmin, request: Request, cases: CasesDep) -> dict[str, Any]:
    """What an import of this file would do with each flow, and every fault; nothing is written."""
    return await cases.caller.query("matching", "check_import", Command(actor=who.actor, body=await _file_of(request)))


async def _file_of(request: Request) -> dict[str, str]:
    is_yaml = "yaml" in request.headers.get("content-type", "")
    return {"document": (await request.body()).decode(), "format": "yaml" if is_yaml else "json"}


@router.get("/import/{import_id}", response_model=FlowImportStatus, dependencies=_READ)
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


@router.get("/{flow}", response_model=Flow, dependencies=_READ)
async def get(who: Viewer, flow: UUID, cases: CasesDep, identity: IdentityDep) -> Response:
    """One flow with its tree."""
    content, version = await _library(cases, identity, who).get(flow)
    return Response(content, headers={"ETag": f'"{version}"'}, media_type="application/json")


@router.put("/{flow}", response_model=Flow, dependencies=_WRITE)
async def revise(
    who: TeamAdmin, flow: UUID, body: FlowBody, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Rewrite a flow; what is published stays in use until it is published again. A text that is there already is
    no change; 412 says which version is there instead, and whose.
    """
    return await _library(cases, identity, who).change("revise_flow", _named(flow, body.model_dump()), key, match)


@router.get("/{flow}/versions", response_model=Sequence[FlowVersion], dependencies=_READ)
async def versions(
    who: Viewer, flow: UUID, cases: CasesDep, skip: Skip = 0, limit: Limit = 50
) -> Sequence[dict[str, Any]]:
    """The publications of a flow, the newest first."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await list_versions(connection, flow, skip, limit)
        if not found and await get_flow(connection, flow) is None:
            raise unknown_flow()
    return found


@router.get("/{flow}/versions/{flow_version}", response_model=PublishedFlow, dependencies=_READ)
async def version(who: Viewer, flow: UUID, flow_version: Ordinal, cases: CasesDep) -> Response:
    """A flow as it read in one publication."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await get_version(connection, flow, flow_version)
    if found is None:
        raise NotFound("flow_version_not_found", "This flow has no such version.")
    return Response(found, media_type="application/json")


@router.post("/{flow}/publish", response_model=Flow, dependencies=_WRITE)
async def publish(
    who: TeamAdmin, flow: UUID, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Match cases with the flow as it is written now."""
    return await _library(cases, identity, who).change("publish_flow", _named(flow), key, match)


@router.post("/{flow}/archive", response_model=Flow, dependencies=_WRITE)
async def archive(
    who: TeamAdmin, flow: UUID, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Match no more cases with the flow."""
    return await _library(cases, identity, who).change("archive_flow", _named(flow), key, match)


@router.post("/{flow}/duplicate", status_code=201, response_model=Flow, dependencies=_WRITE)
async def duplicate(
    who: TeamAdmin, flow: UUID, body: DuplicateFlow, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey
) -> Response:
    """Write a new flow that says the same as this one does now, as a draft."""
    fields = _named(flow, body.model_dump(exclude_none=True))
    return await _library(cases, identity, who).change("duplicate_flow", fields, key, status=201)


@router.post("/{flow}/restore", response_model=Flow, dependencies=_WRITE)
async def restore(
    who: TeamAdmin, flow: UUID, body: RestoreFlow, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Have the flow's draft read as it was published once; nothing is published by that."""
    return await _library(cases, identity, who).change("restore_flow", _named(flow, body.model_dump()), key, match)


def _library(cases: Cases, identity: Identity, who: Principal) -> FlowLibrary:
    return FlowLibrary(cases, identity.users, who)


def _named(flow: UUID, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"flow_id": str(flow), **(fields or {})}


async def _validity(cases: Cases, who: Principal, body: dict[str, Any]) -> dict[str, Any]:
    return await cases.caller.command("matching", "validate_flow", Command(actor=who.actor, body=body))
