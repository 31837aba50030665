"""Closing documents on their way into tickets: pushed by hand, looked after."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.account_things import SEEN_SECONDS, SERVICE
from services.gateway.auth.access import Engineer, TeamAdmin, Viewer
from services.gateway.headers import IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip
from services.gateway.projections.case import CaseRow
from services.gateway.projections.push import PushFilter, list_pushes
from services.gateway.routes.case_actions import answered
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.push_models import Push, PushItem, PushNote, PushStatus
from shared.database import walled

router = APIRouter(tags=["psa"])


@router.post("/ai-sessions/{session}/push", response_model=Push, dependencies=[Depends(limit("commands"))])
async def push(session: UUID, body: PushNote, who: Engineer, cases: CasesDep, key: IdempotencyKey) -> Response:
    """Push the document of the latest closing into the ticket now; where that was tried before, try again."""
    await cases.get(who, session)
    fields = body.model_dump()
    digest_of = {"session": session, **fields}
    done = await cases.command(who, "push_note", session, fields, key, service=SERVICE, digest_of=digest_of)
    push_id = done["stream"].removeprefix("push-")

    def enough(row: CaseRow) -> bool:
        found = _push(row, push_id)
        return found is not None and found["version"] >= done["version"]

    row, there = await cases.until(who, session, enough, SEEN_SECONDS)
    found = _push(row, push_id) if row else None
    return answered(found or {"id": push_id, "version": done["version"]}, row, 200 if there else 202, session)


@router.get("/ai-sessions/{session}/pushes", response_model=list[Push], dependencies=[Depends(limit("reads"))])
async def list_of_session(session: UUID, who: Viewer, cases: CasesDep) -> Response:
    """The session's pushes, the first closing's first."""
    row = await cases.get(who, session)
    return Response(orjson.dumps(orjson.loads(row.document)["pushes"]), media_type="application/json")


@router.get("/pushes", response_model=list[PushItem], dependencies=[Depends(limit("reads"))])
async def list_all(
    who: TeamAdmin, cases: CasesDep, status: PushStatus | None = None, skip: Skip = 0, limit: Limit = 50
) -> list[dict[str, Any]]:
    """Pushes of every session of the account, the latest first."""
    async with walled(cases.pool, who.account_id) as connection:
        return await list_pushes(connection, PushFilter(status, skip, limit))


def _push(row: CaseRow, push_id: str) -> dict[str, Any] | None:
    pushes: list[dict[str, Any]] = orjson.loads(row.document)["pushes"]
    return next((one for one in pushes if one["id"] == push_id), None)
