"""Tickets of the account's PSA: sought, read, and asked for again by a session that is about one."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Response

from services.gateway.account_things import SEEN_SECONDS, SERVICE, ask
from services.gateway.auth.access import Engineer
from services.gateway.headers import IdempotencyKey
from services.gateway.limits import limit
from services.gateway.projections.case import CaseRow
from services.gateway.routes.case_actions import answered
from services.gateway.routes.dependencies import PsaDep
from services.gateway.routes.psa_ticket_models import Reloaded, TicketDetail, Tickets

router = APIRouter(tags=["psa"], dependencies=[Depends(limit("psa"))])

TicketId = Annotated[str, Path(min_length=1, max_length=100)]


@router.get("/psa/tickets", response_model=Tickets)
async def search(
    who: Engineer,
    psa: PsaDep,
    connection_id: UUID | None = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    board: Annotated[str | None, Query(max_length=200)] = None,
    open_only: bool = True,
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> dict[str, Any]:
    """Tickets of the connection, or of the account's only one; a number also finds the ticket of that number."""
    wanted = {"connection_id": connection_id and str(connection_id), "q": q, "board": board}
    return await ask(psa, who, "search_tickets", {**wanted, "open_only": open_only, "page": page})


@router.get("/psa/tickets/{ticket_id}", response_model=TicketDetail)
async def get(ticket_id: TicketId, who: Engineer, psa: PsaDep, connection_id: UUID | None = None) -> dict[str, Any]:
    """One ticket with its company, contact, configurations and recent notes."""
    wanted = {"connection_id": connection_id and str(connection_id), "ticket_id": ticket_id}
    return await ask(psa, who, "ticket", wanted)


@router.post("/ai-sessions/{session}/reload-ticket", response_model=Reloaded)
async def reload(session: UUID, who: Engineer, psa: PsaDep, key: IdempotencyKey) -> Response:
    """Ask the PSA for the session's ticket again."""
    await psa.get(who, session)
    digest_of = {"session": session}
    done = await psa.command(who, "reload_ticket", session, {}, key, service=SERVICE, digest_of=digest_of)
    row, there = await psa.until(who, session, lambda row: _version(row) >= done["version"], SEEN_SECONDS)
    case: dict[str, Any] = orjson.loads(row.document) if row else {}
    answer = {field: case.get(field) for field in ("ticket", "ticket_data")}
    return answered(
        {"session_id": session, **answer, "revision": case.get("revision", 0)}, row, 200 if there else 202, session
    )


def _version(row: CaseRow) -> int:
    ticket = orjson.loads(row.document)["ticket"]
    return ticket["version"] if ticket else 0
