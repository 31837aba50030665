"""The decider of a case's ticket; pure."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from services.psa_sync.tickets.commands import (
    CaseTicketCommand,
    RecordContext,
    RecordUnavailable,
    ReportChange,
    ReportClosed,
)
from services.psa_sync.tickets.comparing import changes_between, is_older, new_among
from services.psa_sync.tickets.events import (
    CaseTicketEvent,
    NoteSeen,
    TicketChanged,
    TicketClosed,
    TicketContext,
    TicketContextLoaded,
    TicketContextUnavailable,
    TicketSeen,
    UnavailableReason,
)
from shared.decider import Decider

NOTES_KEPT = 400
"""Notes that are remembered, to tell new ones from those that are known; the oldest go first."""


@dataclass(frozen=True, slots=True)
class CaseTicket:
    """What is known of the ticket of the case's latest link. `seen` is None as long as the PSA told nothing.

    `context` is all that it told, until something changed since.
    """

    connection_id: UUID | None = None
    ticket_id: str | None = None
    seen: TicketSeen | None = None
    notes: tuple[NoteSeen, ...] = ()
    unavailable: UnavailableReason | None = None
    told_closed: bool = False
    context: TicketContext | None = None

    def answers(self, connection: UUID | None, ticket: str) -> bool:
        """Whether this is what the PSA told, or did not tell, of that link; without a connection any will do."""
        return self.is_named(ticket) and connection in (None, self.connection_id)

    def is_named(self, ticket: str) -> bool:
        """Whether that is the ticket as the case names it, or by the id that it turned out to have."""
        return ticket in (self.ticket_id, self.seen.id if self.seen else None)


def _decide(command: CaseTicketCommand, known: CaseTicket) -> list[CaseTicketEvent]:
    match command:
        case RecordContext():
            return _record_context(command, known)
        case RecordUnavailable():
            return _record_unavailable(command, known)
        case ReportChange():
            return _report_change(command, known)
        case ReportClosed():
            return _report_closed(command, known)
        case _:
            assert_never(command)


def evolve(known: CaseTicket, event: CaseTicketEvent) -> CaseTicket:
    """What is known after one more event."""
    match event:
        case TicketContextLoaded():
            return _loaded(event)
        case TicketContextUnavailable():
            return CaseTicket(event.connection_id, event.ticket_id, unavailable=event.reason)
        case TicketChanged():
            notes = (*event.new_notes, *known.notes)[:NOTES_KEPT]
            told_closed = known.told_closed and event.ticket.closed
            return replace(known, seen=event.ticket, notes=notes, told_closed=told_closed, context=None)
        case TicketClosed():
            return replace(known, seen=event.ticket, told_closed=True, context=None)
        case _:
            assert_never(event)


def _loaded(event: TicketContextLoaded) -> CaseTicket:
    seen, notes = event.context.ticket, event.context.notes
    return CaseTicket(event.connection_id, event.ticket_id, seen, notes, told_closed=seen.closed, context=event.context)


CASE_TICKET_DECIDER: Decider[CaseTicket, CaseTicketCommand, CaseTicketEvent] = Decider(
    initial=CaseTicket(), decide=_decide, evolve=evolve
)


def _record_context(command: RecordContext, known: CaseTicket) -> list[CaseTicketEvent]:
    is_known = known.seen is not None and known.answers(command.connection_id, command.ticket_id)
    is_news = command.again and command.context != known.context and not is_older(known.seen, command.context.ticket)
    if is_known and not is_news:
        return []
    return [
        TicketContextLoaded(
            connection_id=command.connection_id,
            ticket_id=command.ticket_id,
            context=command.context,
            at=command.at,
        )
    ]


def _record_unavailable(command: RecordUnavailable, known: CaseTicket) -> list[CaseTicketEvent]:
    is_answered = known.answers(command.connection_id, command.ticket_id)
    if is_answered and (known.seen is not None or known.unavailable == command.reason):
        return []
    return [
        TicketContextUnavailable(
            connection_id=command.connection_id, ticket_id=command.ticket_id, reason=command.reason, at=command.at
        )
    ]


def _report_change(command: ReportChange, known: CaseTicket) -> list[CaseTicketEvent]:
    if not _concerns(command, known) or is_older(known.seen, command.ticket):
        return []
    changes = changes_between(known.seen, command.ticket, command.own_statuses)
    notes = new_among(known.notes, command.notes) if known.seen else []
    if known.seen is not None and not (changes or notes):
        return []
    return [
        TicketChanged(
            connection_id=command.connection_id,
            ticket=command.ticket,
            changes=tuple(changes),
            new_notes=tuple(notes),
            at=command.at,
        )
    ]


def _report_closed(command: ReportClosed, known: CaseTicket) -> list[CaseTicketEvent]:
    if not _concerns(command, known) or known.told_closed or not command.ticket.closed:
        return []
    if is_older(known.seen, command.ticket):
        return []
    return [TicketClosed(connection_id=command.connection_id, ticket=command.ticket, at=command.at)]


def _concerns(command: ReportChange | ReportClosed, known: CaseTicket) -> bool:
    return known.is_named(command.ticket.id) and known.connection_id in (None, command.connection_id)
