"""The decider of a draft, a ticket that is offered as a case; pure. Once taken or dismissed it is so for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.psa_sync.access import USERS
from services.psa_sync.drafts.commands import (
    DismissDraft,
    DraftCommand,
    OfferTicket,
    RefreshDraft,
    TakeDraft,
    WithdrawDraft,
)
from services.psa_sync.drafts.events import DraftDismissed, DraftEvent, DraftRefreshed, DraftTaken, TicketDrafted
from services.psa_sync.tickets.comparing import is_older
from services.psa_sync.tickets.events import TicketSeen
from shared.decider import Decider
from shared.errors import Forbidden, IllegalState, NotFound


@dataclass(frozen=True, slots=True)
class NoDraft:
    """Not offered yet."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A ticket that waits for somebody to take it."""

    connection_id: UUID
    ticket: TicketSeen


@dataclass(frozen=True, slots=True)
class Settled:
    """Taken, by the case `session`, or dismissed."""

    connection_id: UUID
    session: UUID | None
    at: datetime


Draft = NoDraft | Offered | Settled


def _decide(command: DraftCommand, draft: Draft) -> list[DraftEvent]:
    match command:
        case OfferTicket():
            return _offer(command, draft)
        case RefreshDraft():
            return _refresh(command, draft)
        case WithdrawDraft():
            return [DraftDismissed(by=None, at=command.at)] if isinstance(draft, Offered) else []
        case TakeDraft():
            taken = DraftTaken(session_id=command.session_id, at=command.at)
            return [taken] if isinstance(draft, Offered) else []
        case DismissDraft():
            return _dismiss(command, draft)
        case _:
            assert_never(command)


def evolve(draft: Draft, event: DraftEvent) -> Draft:
    """The draft after one more event."""
    match event:
        case TicketDrafted():
            return Offered(event.connection_id, event.ticket)
        case DraftRefreshed():
            return Offered(draft.connection_id, event.ticket) if isinstance(draft, Offered) else draft
        case DraftTaken():
            return _settled(draft, event.session_id, event.at)
        case DraftDismissed():
            return _settled(draft, None, event.at)
        case _:
            assert_never(event)


def _settled(draft: Draft, session: UUID | None, at: datetime) -> Draft:
    return draft if isinstance(draft, NoDraft) else Settled(draft.connection_id, session, at)


DRAFT_DECIDER: Decider[Draft, DraftCommand, DraftEvent] = Decider(initial=NoDraft(), decide=_decide, evolve=evolve)


def _offer(command: OfferTicket, draft: Draft) -> list[DraftEvent]:
    if not isinstance(draft, NoDraft):
        return _refresh(RefreshDraft(ticket=command.ticket, at=command.at), draft)
    if command.ticket.closed:
        return []
    return [TicketDrafted(connection_id=command.connection_id, ticket=command.ticket, at=command.at)]


def _refresh(command: RefreshDraft, draft: Draft) -> list[DraftEvent]:
    if not isinstance(draft, Offered):
        return []
    if command.ticket is None:
        return [DraftDismissed(by=None, at=command.at)]
    if is_older(draft.ticket, command.ticket):
        return []
    if command.ticket.closed:
        return [DraftDismissed(by=None, at=command.at)]
    same = _without_time(draft.ticket) == _without_time(command.ticket)
    return [] if same else [DraftRefreshed(ticket=command.ticket, at=command.at)]


def _without_time(ticket: TicketSeen) -> TicketSeen:
    """What people see of it: a note, for one, changes nothing but the time."""
    return ticket.model_copy(update={"last_updated": None})


def _dismiss(command: DismissDraft, draft: Draft) -> list[DraftEvent]:
    if command.actor.role not in USERS or command.actor.user_id is None:
        raise Forbidden("not_an_engineer", "Offered tickets are dismissed by engineers.")
    match draft:
        case NoDraft():
            raise NotFound("unknown_draft", "There is no such offered ticket.")
        case Offered():
            return [DraftDismissed(by=command.actor.user_id, at=command.at)]
        case Settled(session=None):
            return []
        case Settled():
            raise IllegalState("draft_taken", "A case was started from this ticket; there is nothing to dismiss.")
