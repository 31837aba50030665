"""What operators see over HTTP: envelopes and figures, never content."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field

from services.gateway.auth.access import Operator
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.limits import limit
from services.gateway.params import Limit, Moment, RequestBody
from services.gateway.routes.admin_models import Consumer, DeadLetter, ReadModel
from services.gateway.routes.dependencies import CasesDep
from shared.bus.commands import Request as Command

router = APIRouter(prefix="/admin", tags=["operators"], dependencies=[Depends(limit("reads"))])

LAST_POSITION = 2**63 - 1


class DeadLetterDecision(RequestBody):
    """What shall become of a dead letter, and why."""

    state: Literal["retry", "discarded"]
    reason: Annotated[str, Field(min_length=3, max_length=500)]


async def _ask(cases: Cases, who: Principal, question: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await cases.caller.query("ops", question, Command(actor=who.actor, body=body))
    found: list[dict[str, Any]] = answer[question]
    return found


@router.get("/events")
async def events(
    who: Operator,
    cases: CasesDep,
    account: UUID | None = None,
    session: UUID | None = None,
    type: Annotated[str | None, Query(max_length=80)] = None,  # noqa: A002 # the name of the query parameter
    actor: Annotated[str | None, Query(max_length=80)] = None,
    correlation: UUID | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
    after: Annotated[int | None, Query(ge=0, le=LAST_POSITION)] = None,
    limit: Limit = 50,
) -> list[dict[str, Any]]:
    """Envelopes of the log, newest first; with `after` oldest first."""
    wanted = {
        "account": account, "session": session, "type": type, "actor": actor, "correlation": correlation,
        "since": since, "until": until, "after": after, "limit": limit,
    }  # fmt: skip
    return await _ask(cases, who, "events", {name: value for name, value in wanted.items() if value is not None})


@router.get("/consumers", response_model=list[Consumer])
async def consumers(who: Operator, cases: CasesDep) -> list[dict[str, Any]]:
    """How far each consumer is behind the log."""
    return await _ask(cases, who, "consumers", {})


@router.get("/projections", response_model=list[ReadModel])
async def projections(who: Operator, cases: CasesDep) -> list[dict[str, Any]]:
    """The read models and their versions."""
    return await _ask(cases, who, "projections", {})


@router.get("/dead-letters", response_model=list[DeadLetter])
async def dead_letters(who: Operator, cases: CasesDep) -> list[dict[str, Any]]:
    """Events whose handling failed for good."""
    return await _ask(cases, who, "dead_letters", {})


@router.post("/dead-letters/{service}/{position}")
async def decide(
    who: Operator,
    service: Annotated[str, Path(max_length=40)],
    position: Annotated[int, Path(ge=1, le=LAST_POSITION)],
    body: DeadLetterDecision,
    cases: CasesDep,
) -> dict[str, Any]:
    """Retry or discard a dead letter."""
    wanted = {"service": service, "position": position, **body.model_dump()}
    return await cases.caller.command("ops", "decide_dead_letter", Command(actor=who.actor, body=wanted))
