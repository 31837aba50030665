"""Scripts in a session: made from a template, recorded without passwords, and what running them gave."""

from typing import Any
from uuid import UUID, uuid5

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.auth.access import Engineer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.projections.case import CaseRow
from services.gateway.routes.case_actions import SEEN_SECONDS, answered, change
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.material_models import ScriptGeneration
from services.gateway.routes.script_models import Generated, GenerateScript, RecordResult
from shared.bus.commands import Request as Command

router = APIRouter(prefix="/ai-sessions/{session}/scripts", tags=["working material"])
_FIELDS = (
    "template_id", "parameters_used", "fix_id", "template_version", "template_name", "template_slug", "shell",
)  # fmt: skip
_REDACTED = "[redacted]"
"""What a script's record says in place of a password."""
_WRITE = [Depends(limit("commands"))]


@router.post("", status_code=201, response_model=Generated, dependencies=_WRITE)
async def generate(
    session: UUID, body: GenerateScript, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Make a script. The session hears of it with passwords redacted; its text is in this answer only."""
    generation_id = str(uuid5(session, f"{who.actor.label}:{key.key}"))  # the same for the same key
    known = _generation(await cases.get(who, session), generation_id)
    rendered = None if known else await _render(cases, who, body, None)
    fields = _recorded(body, rendered) if rendered else {field: (known or {})[field] for field in _FIELDS}
    sent, asked = {**fields, "generation_id": generation_id}, _asked(body, fields["parameters_used"])
    done = await cases.command(who, "record_script", session, sent, key, match, digest_of=asked)
    row, there = await cases.until(who, session, lambda row: row.version >= done["version"], SEEN_SECONDS)
    found = _generation(row, generation_id) if row is not None and there else None
    generation = found or {"id": generation_id, **fields}
    if rendered is None or generation["template_version"] != rendered["template"]["version"]:  # sent again
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


def _generation(row: CaseRow, generation_id: str) -> dict[str, Any] | None:
    found: list[dict[str, Any]] = orjson.loads(row.document)["script_generations"]
    return next((one for one in found if one["id"] == generation_id), None)


def _recorded(body: GenerateScript, rendered: dict[str, Any]) -> dict[str, Any]:
    template = rendered["template"]
    return {
        "template_id": str(body.template_id),
        "parameters_used": rendered["parameters_used"],
        "fix_id": str(body.fix_id) if body.fix_id else None,
        **{f"template_{field}": template[field] for field in ("version", "name", "slug")},
        "shell": template["shell"],
    }


def _asked(body: GenerateScript, used: dict[str, str]) -> dict[str, Any]:
    """What a repetition must agree in: what the client sent, without its passwords."""
    given = {name: value for name, value in body.parameters.items() if used.get(name) != _REDACTED}
    return {"template_id": body.template_id, "fix_id": body.fix_id, "parameters": given}


async def _render(cases: Cases, who: Principal, body: GenerateScript, version: int | None) -> dict[str, Any]:
    fields = {"template_id": str(body.template_id), "version": version, "parameters": body.parameters}
    return await cases.caller.query("documentation", "render_script", Command(actor=who.actor, body=fields))
