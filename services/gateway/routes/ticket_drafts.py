"""New tickets of watched boards, offered as sessions."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.gateway.account_things import SEEN_SECONDS, SERVICE
from services.gateway.auth.access import Engineer, Viewer
from services.gateway.headers import IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip
from services.gateway.projections.ticket_draft import get_draft, list_drafts
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.psa_ticket_models import TicketDraft
from shared.database import walled

router = APIRouter(prefix="/ticket-drafts", tags=["psa"])


@router.get("", response_model=list[TicketDraft], dependencies=[Depends(limit("reads"))])
async def list_all(
    who: Viewer, cases: CasesDep, connection_id: UUID | None = None, skip: Skip = 0, limit: Limit = 50
) -> list[dict[str, Any]]:
    """Tickets that nobody has taken or dismissed, the newest first."""
    async with walled(cases.pool, who.account_id) as connection:
        return await list_drafts(connection, connection_id, skip, limit)


@router.post("/{draft}/dismiss", status_code=204, dependencies=[Depends(limit("commands"))])
async def dismiss(who: Engineer, draft: UUID, cases: CasesDep, key: IdempotencyKey) -> None:
    """Offer the ticket no more. It stays in the PSA as it is."""
    await cases.command(who, "dismiss_draft", None, {"draft_id": str(draft)}, key, service=SERVICE)

    async def is_gone() -> bool:
        async with walled(cases.pool, who.account_id) as connection:
            return await get_draft(connection, draft) is None

    await cases.notices.until(str(draft), is_gone, bool, SEEN_SECONDS)
