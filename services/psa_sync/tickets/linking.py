"""Which ticket a case is about, as its events tell; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.psa_sync.incoming import (
    CaseEvent,
    CaseReceived,
    HandedOver,
    SessionAbandoned,
    SessionReopened,
    SessionResolved,
    Ticket,
    TicketLinked,
)

NOBODYS = UUID(int=0)
"""The connection of a link that names something that is none."""


@dataclass(frozen=True, slots=True)
class Link:
    """The latest link of a case. `connection` is None where the account's only one is meant.

    `number` counts the links of the case's session; 0 is the ticket that the case came with.
    """

    connection: UUID | None
    ticket: str
    linked_at: datetime
    is_open: bool
    number: int = 0


def link_of(events: Sequence[CaseEvent]) -> Link | None:
    """The link that a case's events leave, in the order case, session; None without a ticket."""
    ticket: tuple[str | None, str, datetime] | None = None
    is_open, number = True, 0
    for event in events:
        match event:
            case CaseReceived(ticket=Ticket() as named):
                ticket = (named.psa_connection_id, named.psa_ticket_id, event.received_at)
            case TicketLinked():
                ticket = (event.psa_connection_id, event.psa_ticket_id, event.at)
                number += 1
            case SessionResolved() | SessionAbandoned() | HandedOver():
                is_open = False
            case SessionReopened():
                is_open = True
            case _:
                pass
    if ticket is None:
        return None
    return Link(_connection(ticket[0]), plain_ticket(ticket[1]), ticket[2], is_open, number)


def plain_ticket(written: str) -> str:
    """The ticket's id as people write it ("CW #123", "#123"), without what stands before it."""
    return written.rpartition("#")[2].strip() or written.strip()


def _connection(written: str | None) -> UUID | None:
    if not written:
        return None
    try:
        return UUID(written)
    except ValueError:
        return NOBODYS
