"""What is asked of a draft: the commands that the decider of `ticket-<draft>` takes."""

from datetime import datetime
from uuid import UUID

from services.psa_sync.tickets.events import TicketSeen
from shared.message import Actor, Command


class OfferTicket(Command):
    """Offer a ticket as a case, or how it reads now; closed, it is offered no more."""

    connection_id: UUID
    ticket: TicketSeen
    at: datetime


class RefreshDraft(Command):
    """Note how an offered ticket reads now; closed, or gone (None), it is offered no more."""

    ticket: TicketSeen | None
    at: datetime


class WithdrawDraft(Command):
    """Nobody watches the ticket's board any more, or the connection is removed."""

    at: datetime


class TakeDraft(Command):
    """A case was started from the ticket."""

    session_id: UUID
    at: datetime


class DismissDraft(Command):
    """Somebody does not want a case of the ticket."""

    actor: Actor
    at: datetime


DraftCommand = OfferTicket | RefreshDraft | WithdrawDraft | TakeDraft | DismissDraft
