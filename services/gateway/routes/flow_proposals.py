"""The review queue: what the flywheel proposes, and what a lead makes of it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from services.gateway.account_things import Things, is_at
from services.gateway.auth.access import TeamAdmin, Viewer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, SearchText, Skip
from services.gateway.projections.proposal import ProposalFilter, count_led, get_proposal, list_proposals
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.proposal_models import (
    Proposal,
    ProposalItem,
    ProposalStatus,
    ProposalType,
    PublishProposal,
    RejectProposal,
    UndoEffects,
)
from shared.bus.commands import Request as Command
from shared.database import walled
from shared.errors import NotFound

router = APIRouter(prefix="/flow-proposals", tags=["flow proposals"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", response_model=Sequence[ProposalItem], dependencies=_READ)
async def list_all(
    who: Viewer,
    cases: CasesDep,
    status: ProposalStatus | None = None,
    type: ProposalType | None = None,  # noqa: A002 - the name in the URL
    domain: Annotated[str | None, Query(max_length=40)] = None,
    flow: UUID | None = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0,
    q: SearchText | None = None,
    skip: Skip = 0,
    limit: Limit = 50,
) -> Sequence[dict[str, Any]]:
    """Proposals without their trees: those that wait first. `flow`: changes of that flow."""
    wanted = ProposalFilter(status, type, domain, flow, min_confidence, q, skip, limit)
    async with walled(cases.pool, who.account_id) as connection:
        return await list_proposals(connection, wanted)


@router.get("/{proposal}", response_model=Proposal, dependencies=_READ)
async def get(who: Viewer, proposal: UUID, cases: CasesDep) -> Response:
    """One proposal, with what it proposes."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await get_proposal(connection, proposal)
    if found is None:
        raise NotFound("unknown_proposal", "There is no such proposal.")
    return _answer(*found)


@router.post("/{proposal}/approve", response_model=Proposal, dependencies=_WRITE)
async def approve(
    who: TeamAdmin, proposal: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Publish a new flow as it is proposed."""
    return await _review(cases, who, "approve_proposal", _named(proposal), key, match)


@router.post("/{proposal}/publish", response_model=Proposal, dependencies=_WRITE)
async def publish(
    who: TeamAdmin, proposal: UUID, body: PublishProposal, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Publish an edited tree: the new flow, or the changed one. Refused with every fault of the tree."""
    return await _review(cases, who, "publish_proposal", _named(proposal, body.model_dump()), key, match)


@router.post("/{proposal}/dismiss", response_model=Proposal, dependencies=_WRITE)
async def dismiss(
    who: TeamAdmin, proposal: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Put the proposal away."""
    return await _review(cases, who, "dismiss_proposal", _named(proposal), key, match)


@router.post("/{proposal}/reject", response_model=Proposal, dependencies=_WRITE)
async def reject(
    who: TeamAdmin, proposal: UUID, body: RejectProposal, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Turn the proposal down, and say why."""
    return await _review(cases, who, "reject_proposal", _named(proposal, body.model_dump()), key, match)


@router.post("/{proposal}/reopen", response_model=Proposal, dependencies=_WRITE)
async def reopen(
    who: TeamAdmin, proposal: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Have a dismissed or rejected proposal wait for a decision again."""
    return await _review(cases, who, "reopen_proposal", _named(proposal), key, match)


@router.get("/{proposal}/undo", response_model=UndoEffects, dependencies=_READ)
async def undo_effects(who: TeamAdmin, proposal: UUID, cases: CasesDep) -> dict[str, Any]:
    """What undoing the approval would do; changes nothing."""
    question = Command(actor=who.actor, body=_named(proposal))
    effects = await cases.caller.query("flywheel", "undo_effects", question)
    async with walled(cases.pool, who.account_id) as connection:
        return {**effects, "sessions_led": await count_led(connection, proposal)}


@router.post("/{proposal}/undo", response_model=Proposal, dependencies=_WRITE)
async def undo(
    who: TeamAdmin, proposal: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Take the approval back, with what it published; the proposal is pending again."""
    return await _review(cases, who, "undo_proposal", _named(proposal), key, match)


def _named(proposal: UUID, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"proposal_id": str(proposal), **(fields or {})}


async def _review(
    cases: Cases, who: Principal, name: str, body: Mapping[str, Any], key: Idempotency, match: int | None
) -> Response:
    proposals = Things(cases, "flywheel", get_proposal, is_at, "proposal_id")
    done, found = await proposals.change(who, name, body, key, match)
    if found is None:
        return _answer({**done, "id": done["proposal_id"]}, done["version"], 202)
    return _answer(*found)


def _answer(proposal: Mapping[str, Any], version: int, status: int = 200) -> Response:
    headers = {"ETag": f'"{version}"'}
    if status == 202:
        headers["Location"] = f"/api/v1/flow-proposals/{proposal['id']}"
    return Response(orjson.dumps(proposal), status, headers, media_type="application/json")
