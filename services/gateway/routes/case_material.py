"""What is known of a case and what is tried: facts and suggested fixes."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.auth.access import Engineer, Viewer
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip
from services.gateway.projections.fix import FixFilter, FixStatus
from services.gateway.routes.case_actions import change
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.material_models import (
    AddFact,
    Fact,
    Fix,
    FixOfSession,
    RecordOutcome,
    ReviseFact,
    SuggestFix,
)

router = APIRouter(tags=["working material"])

SESSION = "/ai-sessions/{session}"


@router.post(f"{SESSION}/facts", status_code=201, response_model=Fact, dependencies=[Depends(limit("commands"))])
async def add_fact(
    session: UUID, body: AddFact, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Write down what is known."""
    fields = body.model_dump(mode="json")
    return await change(cases, who, session, "add_fact", fields, key, match, "facts", "fact_id", 201)


@router.patch(f"{SESSION}/facts/{{fact}}", response_model=Fact, dependencies=[Depends(limit("commands"))])
async def revise_fact(
    session: UUID,
    fact: UUID,
    body: ReviseFact,
    who: Engineer,
    cases: CasesDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:
    """Correct a fact; what it said before stays in its history."""
    fields = {"fact_id": fact, "text": body.text}
    return await change(cases, who, session, "revise_fact", fields, key, match, "facts", "fact_id")


@router.delete(f"{SESSION}/facts/{{fact}}", response_model=Fact, dependencies=[Depends(limit("commands"))])
async def retract_fact(
    session: UUID, fact: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """The fact does not hold; it stays, with the moment it was retracted at."""
    return await change(cases, who, session, "retract_fact", {"fact_id": fact}, key, match, "facts", "fact_id")


@router.post(
    f"{SESSION}/suggested-fixes", status_code=201, response_model=Fix, dependencies=[Depends(limit("commands"))]
)
async def suggest_fix(
    session: UUID, body: SuggestFix, who: Engineer, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Suggest a fix; it supersedes the one before."""
    fields = body.model_dump(mode="json")
    return await change(cases, who, session, "suggest_fix", fields, key, match, "suggested_fixes", "fix_id", 201)


@router.patch(
    f"{SESSION}/suggested-fixes/{{fix}}/outcome", response_model=Fix, dependencies=[Depends(limit("commands"))]
)
async def record_outcome(
    session: UUID,
    fix: UUID,
    body: RecordOutcome,
    who: Engineer,
    cases: CasesDep,
    key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:
    """Say how a fix turned out. A partial one needs notes, a pending one the reason; neither is final."""
    fields = {"fix_id": fix, **body.model_dump(mode="json")}
    return await change(cases, who, session, "record_fix_outcome", fields, key, match, "suggested_fixes", "fix_id")


@router.get("/suggested-fixes", response_model=list[FixOfSession], dependencies=[Depends(limit("reads"))])
async def list_fixes(
    who: Viewer,
    cases: CasesDep,
    status: FixStatus = "applied_pending",
    mine: bool = True,
    skip: Skip = 0,
    limit: Limit = 20,
) -> Response:
    """Fixes that stand so and were not superseded: in the caller's sessions, or in all; longest so first."""
    found = await cases.fixes(who, FixFilter(status, who.user_id if mine else None, skip, limit))
    return Response(orjson.dumps(found), media_type="application/json")
