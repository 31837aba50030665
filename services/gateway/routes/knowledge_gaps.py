"""Knowledge gaps: what the flow library lacks, and what a lead makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from services.gateway.account_things import Things, has_version
from services.gateway.auth.access import Engineer, TeamAdmin
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.gap import Gap as Document
from services.gateway.projections.gap import GapFilter, GapKind, GapSeverity, get_gap, list_gaps
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.gap_models import AssignGap, CloseGap, Gap, GapStatus, SnoozeGap
from shared.database import walled
from shared.errors import InvalidInput, NotFound

router = APIRouter(prefix="/knowledge-gaps", tags=["knowledge gaps"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
_DRAFTED_SECONDS = 20.0
"""How long a draft is waited for; what takes longer is told by its event."""


@router.get("", response_model=Sequence[Gap], dependencies=_READ)
async def list_all(
    who: Engineer,
    cases: CasesDep,
    status: GapStatus = "open",
    kind: GapKind | None = None,
    domain: Annotated[str | None, Query(max_length=40)] = None,
    severity: GapSeverity | None = None,
    assigned_to: UUID | None = None,
    q: SearchText | None = None,
    skip: Skip = 0,
    limit: Limit = 50,
) -> Sequence[Document]:
    """Gaps, the worst first."""
    wanted = GapFilter(status, kind, domain, severity, assigned_to, q, skip, limit)
    async with walled(cases.pool, who.account_id) as connection:
        return await list_gaps(connection, wanted)


@router.get("/{gap}", response_model=Gap, dependencies=_READ)
async def get(who: Engineer, gap: UUID, cases: CasesDep) -> Response:
    """One gap, with its evidence."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await get_gap(connection, gap)
    if found is None:
        raise NotFound("unknown_gap", "There is no such knowledge gap.")
    return _answer(found, found["version"])


@router.post("/{gap}/assign", response_model=Gap, dependencies=_WRITE)
async def assign(
    who: TeamAdmin,
    gap: UUID,
    body: AssignGap,
    cases: CasesDep,
    identity: IdentityDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:
    """Give it to somebody of the account, or to nobody."""
    if body.user_id is not None:
        await _check_user(identity, who, body.user_id)
    return await _changed(cases, who, "assign_gap", _named(gap, body.model_dump(mode="json")), key, match)


@router.post("/{gap}/snooze", response_model=Gap, dependencies=_WRITE)
async def snooze(
    who: TeamAdmin, gap: UUID, body: SnoozeGap, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Put it aside until then; it comes back before if it gets worse."""
    return await _changed(cases, who, "snooze_gap", _named(gap, body.model_dump(mode="json")), key, match)


@router.post("/{gap}/close", response_model=Gap, dependencies=_WRITE)
async def close(
    who: TeamAdmin, gap: UUID, body: CloseGap, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Close it. It comes back if enough new sessions show it."""
    return await _changed(cases, who, "close_gap", _named(gap, body.model_dump(mode="json")), key, match)


@router.post("/{gap}/reopen", response_model=Gap, dependencies=_WRITE)
async def reopen(who: TeamAdmin, gap: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion) -> Response:
    """Open it again, closed or put aside."""
    return await _changed(cases, who, "reopen_gap", _named(gap), key, match)


@router.post("/{gap}/draft-flow", response_model=Gap, dependencies=_WRITE)
async def draft_flow(
    who: TeamAdmin, gap: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Make a flow of its sessions, as a draft in the library. A model may take longer than the answer waits: 202."""
    gaps = replace(_gaps(cases), folded=_is_drafted)
    done, found = await gaps.change(who, "draft_gap_flow", _named(gap), key, match, _DRAFTED_SECONDS)
    return _told(done, found) if found else _told(done, await gaps.get(who, gap), 202)


async def _check_user(identity: Identity, who: Principal, user: UUID) -> None:
    try:
        await identity.users.get(who.account_id, user)
    except NotFound:
        raise InvalidInput("unknown_user", "There is no such user in your account.") from None


def _named(gap: UUID, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"gap_id": str(gap), **(fields or {})}


def _gaps(cases: Cases) -> Things[Document]:
    return Things(cases, "flywheel", get_gap, has_version, "gap_id")


def _is_drafted(gap: Document, version: int) -> bool:
    return has_version(gap, version) and not gap["drafting"]


async def _changed(
    cases: Cases, who: Principal, name: str, body: Mapping[str, Any], key: Idempotency, match: int | None
) -> Response:
    return _told(*await _gaps(cases).change(who, name, body, key, match))


def _told(done: Mapping[str, Any], found: Document | None, status: int = 200) -> Response:
    if found is None:
        return _answer({**done, "id": done["gap_id"]}, done["version"], 202)
    return _answer(found, found["version"], status)


def _answer(gap: Mapping[str, Any], version: int, status: int = 200) -> Response:
    headers = {"ETag": f'"{version}"'}
    if status == 202:
        headers["Location"] = f"/api/v1/knowledge-gaps/{gap['id']}"
    return Response(orjson.dumps(gap), status, headers, media_type="application/json")
