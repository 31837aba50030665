"""Knowledge gaps: what the flow library lacks, and what a lead makes of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from services.gateway.auth.access import Engineer, TeamAdmin
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.gap import Gap as Document
from services.gateway.projections.gap import GapFilter, get_gap, list_gaps
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.gap_models import AssignGap, CloseGap, Gap, GapKind, GapSeverity, GapStatus, SnoozeGap
from shared.database import walled
from shared.errors import InvalidInput, NotFound

router = APIRouter(prefix="/knowledge-gaps", tags=["knowledge gaps"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
_SEEN_SECONDS = 10.0
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
    return await _changed(cases, who, "draft_gap_flow", _named(gap), key, match, drafted=True)


async def _check_user(identity: Identity, who: Principal, user: UUID) -> None:
    try:
        await identity.users.get(who.account_id, user)
    except NotFound:
        raise InvalidInput("unknown_user", "There is no such user in your account.") from None


def _named(gap: UUID, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"gap_id": str(gap), **(fields or {})}


async def _changed(
    cases: Cases,
    who: Principal,
    name: str,
    body: Mapping[str, Any],
    key: Idempotency,
    match: int | None,
    *,
    drafted: bool = False,
) -> Response:
    done = await cases.command(who, name, None, body, key, match, service="flywheel")
    gap, version = UUID(done["gap_id"]), int(done["version"])

    async def read() -> Document | None:
        async with walled(cases.pool, who.account_id) as connection:
            return await get_gap(connection, gap)

    seconds = _DRAFTED_SECONDS if drafted else _SEEN_SECONDS
    found, there = await cases.notices.until(str(gap), read, _folded(version, drafted=drafted), seconds)
    if found is None or (not there and not drafted):
        return _answer({**done, "id": done["gap_id"]}, version, 202)
    return _answer(found, found["version"], 200 if there else 202)


def _folded(version: int, *, drafted: bool) -> Callable[[Document | None], bool]:
    def enough(found: Document | None) -> bool:
        return found is not None and found["version"] >= version and not (drafted and found["drafting"])

    return enough


def _answer(gap: Mapping[str, Any], version: int, status: int = 200) -> Response:
    headers = {"ETag": f'"{version}"'}
    if status == 202:
        headers["Location"] = f"/api/v1/knowledge-gaps/{gap['id']}"
    return Response(orjson.dumps(gap), status, headers, media_type="application/json")
