"""What is known of a case's ticket: the streams `ticket-<session>`, sealed by the case's key."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event, Message

UnavailableReason = Literal["away", "unauthorized", "not_found", "no_connection", "paused", "refused"]


class TicketSeen(Message):
    """A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123")."""

    id: str
    ref: str
    summary: str
    status: str | None
    closed: bool
    board: str | None
    priority: str | None
    type: str | None
    company: str | None
    contact: str | None
    owner: str | None
    url: str | None
    entered_at: datetime | None
    last_updated: datetime | None


class CompanySeen(Message):
    """Whose ticket it is."""

    name: str
    phone: str | None = None
    address: str | None = None


class ContactSeen(Message):
    """Who reported it."""

    name: str
    email: str | None = None
    phone: str | None = None


class ConfigurationSeen(Message):
    """A device or an agreement that the ticket is about."""

    name: str
    type: str | None = None
    details: str | None = None


class NoteSeen(Message):
    """What was written in the ticket, the newest first. `internal`: the customer does not see it."""

    text: str
    by: str | None
    at: datetime | None
    internal: bool


class TicketContext(Message):
    """All of a ticket that helps a diagnosis."""

    ticket: TicketSeen
    description: str | None
    company: CompanySeen | None
    contact: ContactSeen | None
    configurations: tuple[ConfigurationSeen, ...]
    notes: tuple[NoteSeen, ...]


class FieldChange(Message):
    """One thing that reads otherwise in the ticket now."""

    field: str
    before: str | None
    after: str | None


class TicketContextLoaded(Event):
    """The PSA told what it knows of the case's ticket."""

    connection_id: UUID
    ticket_id: str
    context: TicketContext
    at: datetime


class TicketContextUnavailable(Event):
    """The PSA did not tell; the case goes on without."""

    connection_id: UUID | None
    ticket_id: str
    reason: UnavailableReason
    at: datetime


class TicketChanged(Event):
    """The ticket reads otherwise in the PSA, or has a new note, and not by our own writing."""

    connection_id: UUID
    ticket: TicketSeen
    changes: tuple[FieldChange, ...]
    new_notes: tuple[NoteSeen, ...]
    at: datetime


class TicketClosed(Event):
    """The ticket was closed in the PSA, and not by us."""

    connection_id: UUID
    ticket: TicketSeen
    at: datetime


CaseTicketEvent = TicketContextLoaded | TicketContextUnavailable | TicketChanged | TicketClosed

CASE_TICKET_EVENTS: Registry[CaseTicketEvent] = Registry(
    TicketContextLoaded, TicketContextUnavailable, TicketChanged, TicketClosed
)
