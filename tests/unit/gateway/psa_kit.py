"""What psa_sync tells of a connection, a ticket and a push."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.diagnosis.events import TicketLinked
from services.intake.events import Ticket
from services.psa_sync.pushes.events import PushAttempted, PushAttemptFailed, PushRequested, PushSucceeded
from services.psa_sync.tickets.events import (
    FieldChange,
    NoteSeen,
    TicketChanged,
    TicketClosed,
    TicketContext,
    TicketContextLoaded,
    TicketContextUnavailable,
    TicketSeen,
)
from tests.unit.diagnosis.examples import ANNA_ID
from tests.unit.gateway.case_kit import NOON, RECEIVED

CONNECTION = UUID(int=31)
LATER = NOON + timedelta(minutes=5)
WITH_TICKET = RECEIVED.model_copy(update={"ticket": Ticket(psa_connection_id=None, psa_ticket_id="4711")})


def ticket(**changes: Any) -> TicketSeen:
    fields = {
        "id": "4711", "ref": "CW #4711", "summary": "Printer is offline", "status": "New", "closed": False,
        "board": "Help Desk", "priority": "Medium", "type": None, "company": "Acme", "contact": "Ida", "owner": None,
        "url": "https://psa.example/4711", "entered_at": NOON, "last_updated": NOON,
    }  # fmt: skip
    return TicketSeen(**fields | changes)


def context(**changes: Any) -> TicketContext:
    return TicketContext(
        ticket=ticket(**changes), description="Nothing prints", company=None, contact=None, configurations=(), notes=()
    )


def loaded(**changes: Any) -> TicketContextLoaded:
    seen = context(**changes)
    return TicketContextLoaded(connection_id=CONNECTION, ticket_id=seen.ticket.id, context=seen, at=NOON)


def unavailable(reason: Any = "away", ticket_id: str = "4711") -> TicketContextUnavailable:
    return TicketContextUnavailable(connection_id=None, ticket_id=ticket_id, reason=reason, at=NOON)


def changed(status: str = "In Progress", notes: int = 1) -> TicketChanged:
    change = FieldChange(field="status", before="New", after=status)
    note = NoteSeen(text="Called them", by="Sam", at=LATER, internal=True)
    return TicketChanged(
        connection_id=CONNECTION, ticket=ticket(status=status), changes=(change,), new_notes=(note,) * notes, at=LATER
    )  # fmt: skip


CLOSED = TicketClosed(connection_id=CONNECTION, ticket=ticket(status="Closed", closed=True), at=LATER)
LINKED = TicketLinked(psa_connection_id=str(CONNECTION), psa_ticket_id="4712", by=ANNA_ID, at=LATER)
REQUESTED = PushRequested(
    connection_id=CONNECTION, ticket_id="4711", outcome=1, kind="resolution_note", note_kind="internal",
    marker="[RF 0123456789ab]", text="Solved. [RF 0123456789ab]", time=None, status=None, member_id=None,
    member_warning="Anna has no member in Acme; the note is in the name of the integration.", by=ANNA_ID, at=NOON,
)  # fmt: skip


def attempted(number: int) -> PushAttempted:
    return PushAttempted(attempt=number, at=NOON)


def failed(number: int, error: str = "It did not answer.") -> PushAttemptFailed:
    return PushAttemptFailed(
        attempt=number, code="no_reply", error=error, unclear=True, retry_at=LATER, at=NOON
    )  # fmt: skip


def succeeded(number: int, *, found: bool = False) -> PushSucceeded:
    return PushSucceeded(attempt=number, note_id="88", time_entry_id=None, status_set=False, found=found, at=LATER)
