"""Sessions: start, read, list, act."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request, Response

from services.gateway.auth.access import Engineer, TeamAdmin
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases, has_first_step, open_step, settled
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey, Wait
from services.gateway.intake import Intakes
from services.gateway.limits import limit
from services.gateway.projections.case import ITEM_FIELDS, CaseRow
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

router = APIRouter(prefix="/ai-sessions", tags=["sessions"])

CLOSING_WAIT_SECONDS = 10.0
SEEN_SECONDS = 5.0


async def cases_of(request: Request) -> Cases:
    """The cases of this gateway."""
    cases: Cases = request.app.state.cases
    return cases


async def intakes_of(request: Request) -> Intakes:
    """The intakes of this gateway."""
    intakes: Intakes = request.app.state.intakes
    return intakes


async def identity_of(request: Request) -> Identity:
    """The identity of this gateway."""
    identity: Identity = request.app.state.identity
    return identity


CasesDep = Annotated[Cases, Depends(cases_of)]
IntakesDep = Annotated[Intakes, Depends(intakes_of)]
IdentityDep = Annotated[Identity, Depends(identity_of)]


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
    return _answer(answer, row, 201 if done else 202, session)


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
    return await _act_and_wait(cases, who, session, "answer_step", fields, key, match, wait)


@router.post("/{session}/retry-step", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def retry_step(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion, wait: Wait
) -> Response:
    """Ask FlowPilot again for the step that failed."""
    return await _act_and_wait(cases, who, session, "retry_step", {}, key, match, wait)


@router.post("/{session}/reopen", response_model=Responded, dependencies=[Depends(limit("answers"))])
async def reopen(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion, wait: Wait
) -> Response:
    """The fix did not hold: go on with the whole history kept."""
    return await _act_and_wait(cases, who, session, "reopen_session", {}, key, match, wait)


async def _act_and_wait(
    cases: Cases, who: Principal, session: UUID, name: str, fields: dict[str, Any], key: Idempotency,
    match: int | None, wait: float,
) -> Response:  # fmt: skip
    done = await cases.command(who, name, session, fields, key, match)
    row, settled_ = await cases.until(who, session, settled(done["version"]), wait)
    case: dict[str, Any] = orjson.loads(row.document) if row else {"status": done["status"], "steps": []}
    step = open_step(case) if settled_ else None
    suggestion = _suggestion(case)
    answer = {
        "session_id": session,
        "status": case["status"],
        "confidence_tier": case.get("confidence_tier"),
        "confidence_score": case.get("confidence_score"),
        "next_step": step,
        "resolution_suggested": suggestion is not None,
        "resolution_summary": suggestion,
        "failure": case.get("failure"),
        "version": max(case.get("version", 0), done["version"]),
        "revision": case.get("revision", 0),
    }
    return _answer(answer, row, 200 if settled_ else 202, session)


def _suggestion(case: dict[str, Any]) -> str | None:
    """The suggested resolution that the session stands at, confirmed or not."""
    content = case["steps"][-1]["content"] if case["steps"] and not case["awaiting_step"] else {}
    summary: str | None = content.get("resolution_summary")
    return summary


@router.post("/{session}/pause", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def pause(session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion) -> Response:
    """Put the session aside."""
    return await _act(cases, who, session, "pause_session", {}, key, match)


@router.post("/{session}/resume", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def resume(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Take the session up again."""
    return await _act(cases, who, session, "resume_session", {}, key, match)


@router.post("/{session}/abandon", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def abandon(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """End the session without a result."""
    return await _act(cases, who, session, "abandon_session", {}, key, match)


@router.post("/{session}/rate", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def rate(
    session: UUID, body: Rate, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Rate a closed session, or change its rating."""
    return await _act(cases, who, session, "rate_session", body.model_dump(), key, match)


@router.post("/{session}/link-ticket", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def link_ticket(
    session: UUID, body: LinkTicket, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Connect the session with a ticket of the PSA."""
    return await _act(cases, who, session, "link_ticket", body.model_dump(), key, match)


@router.post("/{session}/reassign", response_model=CaseItem, dependencies=[Depends(limit("commands"))])
async def reassign(
    session: UUID, body: Reassign, who: TeamAdmin, cases: CasesDep, identity: IdentityDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Give the session to another engineer of the account."""
    user = await identity.users.get(who.account_id, body.user_id)
    to = {"user_id": user.id, "name": user.name, "role": user.role, "team_id": user.team_id, "active": user.active}
    return await _act(cases, who, session, "reassign_session", {"to": to}, key, match)


async def _act(
    cases: Cases, who: Principal, session: UUID, name: str, fields: dict[str, Any], key: Idempotency, match: int | None
) -> Response:
    done = await cases.command(who, name, session, fields, key, match)
    row, there = await cases.until(who, session, lambda row: row.version >= done["version"], CLOSING_WAIT_SECONDS)
    case = orjson.loads(row.document) if row else {}
    return _answer({field: case.get(field) for field in ITEM_FIELDS}, row, 200 if there else 202, session)


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
    done = await cases.command(who, "resolve_session", session, fields, key, match)
    row, there = await cases.until(who, session, _documented(done["version"]), CLOSING_WAIT_SECONDS)
    case: dict[str, Any] = orjson.loads(row.document) if row else {}
    answer = {
        "session_id": session,
        "status": case.get("status", "resolved"),
        "documentation": case.get("documentation"),
        "psa_push_status": "no_psa",
        "psa_push_error": None,
        "member_mapping_warning": None,
        "version": max(case.get("version", 0), done["version"]),
        "revision": case.get("revision", 0),
    }
    return _answer(answer, row, 200 if there else 202, session)


def _documented(version: int) -> Any:
    def enough(row: CaseRow) -> bool:
        case = orjson.loads(row.document)
        return row.version >= version and (case["documentation"] is not None or case["status"] == "active")

    return enough


def _answer(value: dict[str, Any], row: CaseRow | None, status: int, session: UUID) -> Response:
    headers = {"Location": f"/api/v1/ai-sessions/{session}"} if status in (201, 202) else {}
    if row is not None:
        headers["ETag"] = f'"{row.revision}"'
    return Response(orjson.dumps(value), status, headers, media_type="application/json")
