"""The library of script templates."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from services.gateway.account_things import Things, is_at
from services.gateway.auth.access import Engineer, TeamAdmin, Viewer
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.script_template import (
    Sort,
    TemplateFilter,
    get_template,
    list_categories,
    list_templates,
    list_versions,
)
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.script_models import (
    NewTemplate,
    RenderBody,
    Rendered,
    Shell,
    StarterSet,
    Template,
    TemplateChanges,
    TemplateItem,
    TemplateVersion,
    Validity,
    content,
)
from shared.bus.commands import Request as Command
from shared.database import walled
from shared.errors import InvalidInput, NotFound

router = APIRouter(prefix="/script-templates", tags=["script templates"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", response_model=Sequence[TemplateItem], dependencies=_READ)
async def list_all(
    who: Viewer,
    cases: CasesDep,
    q: SearchText | None = None,
    category: Annotated[str | None, Query(max_length=60)] = None,
    shell: Shell | None = None,
    team: UUID | None = None,
    active: bool | None = None,
    usable: Annotated[bool, Query(description="Only those that the caller may make scripts from.")] = False,
    sort: Sort = "name",
    skip: Skip = 0,
    limit: Limit = 100,
) -> Sequence[dict[str, Any]]:
    """Templates without their bodies, by name, by use or by their last change."""
    everywhere = who.role == "account_admin"
    wanted = TemplateFilter(
        q, category, shell, team, active, usable and not everywhere, who.team_id, sort, skip, limit
    )  # fmt: skip
    async with walled(cases.pool, who.account_id) as connection:
        return await list_templates(connection, wanted)


@router.post("", status_code=201, response_model=Template, dependencies=_WRITE)
async def create(
    who: TeamAdmin, body: NewTemplate, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey
) -> Response:
    """Write a new template; it is offered at once."""
    await _check_team(identity, who, body.team_id)
    return await _change(cases, who, "create_template", content(body), key, None, 201)


@router.get("/categories", dependencies=_READ)
async def categories(who: Viewer, cases: CasesDep) -> Sequence[str]:
    """The categories of the account's templates, by name."""
    async with walled(cases.pool, who.account_id) as connection:
        return await list_categories(connection)


@router.post("/validate", response_model=Validity, dependencies=_WRITE)
async def validate(who: Viewer, body: NewTemplate, cases: CasesDep) -> dict[str, Any]:
    """Every fault of a template; changes nothing."""
    question = Command(actor=who.actor, body=content(body))
    return await cases.caller.query("documentation", "validate_template", question)


@router.post("/starter-set", response_model=StarterSet, dependencies=_WRITE)
async def add_starter_set(who: TeamAdmin, cases: CasesDep, key: IdempotencyKey) -> dict[str, Any]:
    """Add the templates that come with the product; what is there under the same slug is left alone."""
    return await cases.command(who, "add_starter_templates", None, {}, key, service="documentation")


@router.get("/{template}", response_model=Template, dependencies=_READ)
async def get(who: Viewer, template: UUID, cases: CasesDep) -> Response:
    """One template, with its body."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await get_template(connection, template)
    if found is None:
        raise _unknown()
    return _answer(*found)


@router.patch("/{template}", response_model=Template, dependencies=_WRITE)
async def revise(
    who: TeamAdmin, template: UUID, body: TemplateChanges, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Rewrite a template, or a part of it. Scripts that were made keep the version they were made from."""
    await _check_team(identity, who, body.team_id)
    return await _change(cases, who, "revise_template", _named(template, content(body)), key, match)


@router.get("/{template}/versions", response_model=Sequence[TemplateVersion], dependencies=_READ)
async def versions(
    who: Viewer, template: UUID, cases: CasesDep, skip: Skip = 0, limit: Limit = 50
) -> Sequence[dict[str, Any]]:
    """What the template said, the newest first."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await list_versions(connection, template, skip, limit)
        if not found and await get_template(connection, template) is None:
            raise _unknown()
    return found


@router.post("/{template}/activate", response_model=Template, dependencies=_WRITE)
async def activate(
    who: TeamAdmin, template: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Offer the template again."""
    return await _change(cases, who, "activate_template", _named(template), key, match)


@router.post("/{template}/deactivate", response_model=Template, dependencies=_WRITE)
async def deactivate(
    who: TeamAdmin, template: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Offer the template no more."""
    return await _change(cases, who, "deactivate_template", _named(template), key, match)


@router.post("/{template}/render", response_model=Rendered, dependencies=_WRITE)
async def render(
    who: Engineer, template: UUID, body: RenderBody, cases: CasesDep, response: Response
) -> dict[str, Any]:
    """The script that the template makes of these values, to look at; nothing is recorded."""
    response.headers["Cache-Control"] = "no-store"  # it may hold a password
    question = Command(actor=who.actor, body=_named(template, body.model_dump()))
    return await cases.caller.query("documentation", "render_script", question)


def _named(template: UUID, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"template_id": str(template), **(fields or {})}


async def _check_team(identity: Identity, who: Principal, team: UUID | None) -> None:
    if team is not None and not await identity.teams.has(who.account_id, team):
        raise InvalidInput("unknown_team", "There is no such team in your account.")


async def _change(
    cases: Cases, who: Principal, name: str, body: Mapping[str, Any], key: Idempotency, match: int | None,
    status: int = 200,
) -> Response:  # fmt: skip
    templates = Things(cases, "documentation", get_template, is_at, "template_id")
    done, found = await templates.change(who, name, body, key, match)
    if found is None:
        return _answer({**done, "id": done["template_id"]}, done["version"], 202)
    return _answer(*found, status)


def _answer(template: Mapping[str, Any], version: int, status: int = 200) -> Response:
    headers = {"ETag": f'"{version}"'}
    if status in (201, 202):
        headers["Location"] = f"/api/v1/script-templates/{template['id']}"
    return Response(orjson.dumps(template), status, headers, media_type="application/json")


def _unknown() -> NotFound:
    return NotFound("unknown_template", "There is no such script template.")
