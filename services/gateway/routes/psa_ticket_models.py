"""Tickets of a PSA, as they are answered."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

ContextStatus = Literal["waiting", "loaded", "unavailable"]
UnavailableReason = Literal["away", "unauthorized", "not_found", "no_connection", "paused", "refused"]


class Ticket(BaseModel):
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


class Tickets(BaseModel):
    """A page of what was found, the most recently changed first."""

    connection_id: UUID
    tickets: list[Ticket]
    more: bool


class TicketCompany(BaseModel):
    """Whose ticket it is."""

    name: str
    phone: str | None
    address: str | None


class TicketContact(BaseModel):
    """Who reported it."""

    name: str
    email: str | None
    phone: str | None


class TicketConfiguration(BaseModel):
    """A device or an agreement that the ticket is about."""

    name: str
    type: str | None
    details: str | None


class TicketNote(BaseModel):
    """What was written in the ticket. `internal`: the customer does not see it."""

    text: str
    by: str | None
    at: datetime | None
    internal: bool


class TicketContext(BaseModel):
    """All of a ticket that helps; the newest note first."""

    ticket: Ticket
    description: str | None
    company: TicketCompany | None
    contact: TicketContact | None
    configurations: list[TicketConfiguration]
    notes: list[TicketNote]


class TicketDetail(BaseModel):
    """A ticket with what is around it."""

    connection_id: UUID
    context: TicketContext


class FieldChange(BaseModel):
    """One thing that reads otherwise in the ticket now."""

    field: str
    before: str | None
    after: str | None


class TicketChange(BaseModel):
    """What happened to the ticket in the PSA; `new_notes` counts notes that others wrote."""

    at: datetime
    changes: list[FieldChange]
    new_notes: int
    closed: bool


class CaseTicket(BaseModel):
    """The ticket of a session. What is null is not known: the PSA has not told, or could not."""

    id: str
    connection_id: str | None
    context_status: ContextStatus
    unavailable_reason: UnavailableReason | None
    ref: str | None
    summary: str | None
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
    changes: list[TicketChange]
    """The last 20, the newest last."""
    version: int
    """Counts what became known of it."""


class Reloaded(BaseModel):
    """The session's ticket after the PSA was asked again; `ticket_data` is all that it told."""

    session_id: UUID
    ticket: CaseTicket | None
    ticket_data: dict[str, Any] | None
    revision: int


class TicketDraft(BaseModel):
    """A new ticket of a watched board, offered as a session. Start one with its ids; the draft is taken by that."""

    id: UUID
    connection_id: UUID
    ticket: Ticket
    drafted_at: datetime
    updated_at: datetime
    version: int
