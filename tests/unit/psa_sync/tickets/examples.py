"""A ticket as a PSA tells it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.psa_sync.tickets.events import NoteSeen, TicketContext, TicketSeen

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONNECTION, OTHER = UUID(int=1), UUID(int=2)
TICKET = "1042"


def later(minutes: int) -> datetime:
    """So many minutes after."""
    return NOW + timedelta(minutes=minutes)


def seen(minutes: int | None = 0, **changes: Any) -> TicketSeen:
    """The ticket as it read then; None: the PSA tells no times."""
    fields: dict[str, Any] = dict.fromkeys(TicketSeen.model_fields)
    fields |= {"id": TICKET, "ref": "CW #1042", "summary": "VPN drops", "status": "New", "closed": False}
    return TicketSeen.model_validate(fields | {"last_updated": None if minutes is None else later(minutes)} | changes)


def note(text: str, minutes: int | None = 0) -> NoteSeen:
    """A note in the ticket."""
    return NoteSeen(text=text, by="Maya", at=None if minutes is None else later(minutes), internal=True)


def context(ticket: TicketSeen | None = None, notes: tuple[NoteSeen, ...] = ()) -> TicketContext:
    """The ticket with what is around it."""
    return TicketContext(
        ticket=ticket or seen(), description=None, company=None, contact=None, configurations=(), notes=notes
    )
