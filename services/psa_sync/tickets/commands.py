"""What is asked of a case's ticket: the commands that the decider of `ticket-<session>` takes."""

from datetime import datetime
from uuid import UUID

from services.psa_sync.tickets.events import NoteSeen, TicketContext, TicketSeen, UnavailableReason
from shared.message import Command


class RecordContext(Command):
    """Keep what the PSA told of the case's ticket. Unless it was asked for `again`, the first answer of a link counts.

    Of two answers for the same ticket the one that the PSA changed last counts; the very same one is quiet.
    """

    connection_id: UUID
    ticket_id: str
    context: TicketContext
    at: datetime
    again: bool = False


class RecordUnavailable(Command):
    """Keep that the PSA told nothing; quiet where it told something of this ticket before, or this very thing."""

    connection_id: UUID | None
    ticket_id: str
    reason: UnavailableReason
    at: datetime


class ReportChange(Command):
    """The PSA was asked after a callback. What is new follows from what is known; a ticket older than that is quiet.

    `notes` are those of the ticket but for our own; `own_statuses` those that we gave it: they are no news.
    """

    connection_id: UUID
    ticket: TicketSeen
    notes: tuple[NoteSeen, ...] = ()
    own_statuses: frozenset[str] = frozenset()
    at: datetime


class ReportClosed(Command):
    """The ticket is closed in the PSA, and not by us; quiet where that is known, or it was reopened since."""

    connection_id: UUID
    ticket: TicketSeen
    at: datetime


CaseTicketCommand = RecordContext | RecordUnavailable | ReportChange | ReportClosed
