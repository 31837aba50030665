"""Scripts in a session: made from a template, recorded without passwords, and what running them gave."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.auth.access import Engineer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.routes.case_actions import SEEN_SECONDS, answered, change
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.material_models import ScriptGeneration
from services.gateway.routes.script_models import Generated, GenerateScript, RecordResult
from shared.bus.commands import Request as Command

router = APIRouter(prefix="/ai-sessions/{session}/scripts", tags=["working material"])
_WRITE = [Depends(limit("commands"))]


@router.post("", status_code=201, response_model=Generated, dependencies=_WRITE)
async def generate(
    session: UUID, body: GenerateScript, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Make a script. The session hears of it with passwords redacted; its text is in this answer only."""
    await cases.get(who, session)
    rendered = await _render(cases, who, body, None)
    asked = {
        "template_id": str(body.template_id),
        "parameters_used": rendered["parameters_used"],
        "fix_id": str(body.fix_id) if body.fix_id else None,
    }
    template = rendered["template"]
    made = {f"template_{field}": template[field] for field in ("version", "name", "slug")}
    fields = {**asked, **made, "shell": template["shell"]}
    done = await cases.command(who, "record_script", session, fields, key, match, digest_of=asked)
    row, there = await cases.until(who, session, lambda row: row.version >= done["version"], SEEN_SECONDS)
    generation: dict[str, Any] = {"id": done["generation_id"], **fields}
    if row is not None and there:
        found = orjson.loads(row.document)["script_generations"]
        generation = next(one for one in found if one["id"] == done["generation_id"])
    if generation["template_version"] != template["version"]:  # sent again, and revised in between
        rendered = await _render(cases, who, body, generation["template_version"])
    answer = {"generation": generation, "script": rendered["script"], "filename": rendered["filename"]}
    response = answered(answer, row, 201 if there else 202, session)
    response.headers["Cache-Control"] = "no-store"  # it may hold a password
    return response


@router.post("/{generation}/result", response_model=ScriptGeneration, dependencies=_WRITE)
async def record_result(
    session: UUID,
    generation: UUID,
    body: RecordResult,
    who: Engineer,
    cases: CasesDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:
    """Record what running the script gave; it becomes a fact and, where the step asked for it, the step's answer."""
    fields = {"generation_id": str(generation), **body.model_dump()}
    return await change(
        cases, who, session, "record_script_result", fields, key, match, "script_generations", "generation_id"
    )


async def _render(cases: Cases, who: Principal, body: GenerateScript, version: int | None) -> dict[str, Any]:
    fields = {"template_id": str(body.template_id), "version": version, "parameters": body.parameters}
    return await cases.caller.query("documentation", "render_script", Command(actor=who.actor, body=fields))
