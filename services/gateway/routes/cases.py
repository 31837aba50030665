"""Sessions: start, read, list, act."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.auth.access import Engineer, TeamAdmin
from services.gateway.cases import has_first_step
from services.gateway.headers import ExpectedVersion, IdempotencyKey, Wait
from services.gateway.limits import limit
from services.gateway.push_state import check_connection
from services.gateway.routes.case_actions import act, act_and_wait, answered, assignee, close
from services.gateway.routes.cases_models import (
    CaseItem,
    Closed,
    LinkTicket,
    Rate,
    Reassign,
    Resolve,
    Respond,
    Responded,
    Started,
    StartSession,
)
from services.gateway.routes.dependencies import CasesDep, IdentityDep, IntakesDep

router = APIRouter(prefix="/ai-sessions", tags=["sessions"])

SEEN_SECONDS = 5.0


@router.post("", status_code=201, response_model=Started, dependencies=[Depends(limit("start"))])
async def start(
    body: StartSession, who: Engineer, cases: CasesDep, intakes: IntakesDep, key: IdempotencyKey, wait: Wait
) -> Response:
    """Start a session and wait for its first step."""
    session = await intakes.start(who, body, key)
    row, done = await cases.until(who, session, has_first_step, wait)
    if row is None:  # whoever does not wait shall still find it where the answer says
        row, _ = await cases.until(who, session, lambda _: True, SEEN_SECONDS)
    case = orjson.loads(row.document) if row else {"id": str(session), "status": "active"}
    answer = {
        "session_id": case["id"],
        "status": case["status"],
        "confidence_tier": case.get("confidence_tier"),
        "problem_summary": case.get("problem_summary"),
        "problem_domain": case.get("problem_domain"),
        "matched_flow_id": case.get("matched_flow_id"),
        "matched_flow_name": case.get("matched_flow_name"),
        "match_score": case.get("match_score"),
        "psa_context_status": case.get("psa_context_status"),
        "first_step": case["steps"][0] if done and case.get("steps") else None,
        "failure": case.get("failure"),
        "version": case.get("version", 0),
        "revision": case.get("revision", 0),
    }
    return answered(answer, row, 201 if done else 202, session)


@router.post("/{session}/respond", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def respond(
    session: UUID,
    body: Respond,
    who: Engineer,
    cases: CasesDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
    wait: Wait,
) -> Response:
    """Answer the open step and wait for the next one."""
    fields = body.model_dump(mode="json")
    fields["free_text"] = fields.pop("free_text_input")
    return await act_and_wait(cases, who, session, "answer_step", fields, key, match, wait)


@router.post("/{session}/retry-step", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def retry_step(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion, wait: Wait
) -> Response:
    """Ask FlowPilot again for the step that failed."""
    return await act_and_wait(cases, who, session, "retry_step", {}, key, match, wait)


@router.post("/{session}/reopen", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def reopen(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion, wait: Wait
) -> Response:
    """The fix did not hold: go on with the whole history kept."""
    return await act_and_wait(cases, who, session, "reopen_session", {}, key, match, wait)


@router.post("/{session}/pause", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def pause(session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion) -> Response:
    """Put the session aside."""
    return await act(cases, who, session, "pause_session", {}, key, match)


@router.post("/{session}/resume", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def resume(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Take the session up again."""
    return await act(cases, who, session, "resume_session", {}, key, match)


@router.post("/{session}/abandon", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def abandon(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """End the session without a result."""
    return await act(cases, who, session, "abandon_session", {}, key, match)


@router.post("/{session}/rate", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def rate(
    session: UUID, body: Rate, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Rate a closed session, or change its rating."""
    return await act(cases, who, session, "rate_session", body.model_dump(), key, match)


@router.post("/{session}/link-ticket", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def link_ticket(
    session: UUID, body: LinkTicket, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Connect the session with a ticket of the PSA."""
    await cases.get(who, session)
    await check_connection(cases, who, body.psa_connection_id)
    return await act(cases, who, session, "link_ticket", body.model_dump(), key, match)


@router.post("/{session}/reassign", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def reassign(
    session: UUID, body: Reassign, who: TeamAdmin, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Give the session to another engineer of the account."""
    to = await assignee(identity, who, body.user_id)
    return await act(cases, who, session, "reassign_session", {"to": to}, key, match, {"to": body.user_id})


@router.post("/{session}/resolve", response_model=Closed, dependencies=[Depends(limit("commands"))])
async def resolve(
    session: UUID, body: Resolve, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Close the session as resolved; its documentation comes with the answer."""
    fields = {
        "resolution_summary": body.resolution_summary,
        "resolution_action": body.resolution_action,
        "rating": body.session_rating,
        "feedback": body.session_feedback,
    }
    return await close(cases, who, session, "resolve_session", fields, key, match)
