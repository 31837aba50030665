"""From one engineer to the next: escalate, pick up, take back, hand over, and the queue of those that wait."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.auth.access import Engineer, Viewer
from services.gateway.auth.roles import admitted
from services.gateway.headers import ExpectedVersion, IdempotencyKey, Wait
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip
from services.gateway.projections.escalation import EscalationFilter
from services.gateway.routes.case_actions import act_and_wait, assignee, close
from services.gateway.routes.cases_models import Closed, Responded
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.escalation_models import Escalate, Escalation, HandOver, PickUp

router = APIRouter(tags=["escalations"])

SESSION = "/ai-sessions/{session}"


@router.post(f"{SESSION}/escalate", response_model=Closed, dependencies=[Depends(limit("commands"))])
async def escalate(
    session: UUID,
    body: Escalate,
    who: Engineer,
    cases: CasesDep,
    identity: IdentityDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:
    """Ask for another engineer: a named one, or the team; the documentation comes with the answer."""
    to = await assignee(identity, who, body.escalated_to_id) if body.escalated_to_id else None
    fields = {"reason": body.escalation_reason, "to": to}
    return await close(cases, who, session, "escalate", fields, key, match, body.model_dump(mode="json"))


@router.post(f"{SESSION}/pickup", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def pick_up(
    session: UUID,
    body: PickUp,
    who: Engineer,
    cases: CasesDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
    wait: Wait,
) -> Response:
    """Take over a session that waits, and wait for the step after the briefing."""
    fields = {"mode": body.resume_mode, "additional_context": body.additional_context}
    return await act_and_wait(cases, who, session, "pick_up", fields, key, match, wait)


@router.post(f"{SESSION}/take-back", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def take_back(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion, wait: Wait
) -> Response:
    """Go on alone with a session that nobody has picked up yet; the open step is open again."""
    return await act_and_wait(cases, who, session, "take_back", {}, key, match, wait)


@router.post(f"{SESSION}/hand-over", response_model=Closed, dependencies=[Depends(limit("commands"))])
async def hand_over(
    session: UUID, body: HandOver, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """The session leaves the product: a vendor, a visit on site."""
    return await close(cases, who, session, "hand_over", body.model_dump(), key, match)


@router.get("/escalations", response_model=list[Escalation], dependencies=[Depends(limit("reads"))])
async def list_escalations(
    who: Viewer, cases: CasesDep, mine: bool = True, skip: Skip = 0, limit: Limit = 20
) -> Response:
    """Sessions that wait for another engineer, oldest first: those the caller may pick up or escalated, or all."""
    engineer = who.role in admitted("engineer")
    found = await cases.escalations(who, EscalationFilter(who.user_id, who.team_id, engineer, mine, skip, limit))
    return Response(orjson.dumps(found), media_type="application/json")
