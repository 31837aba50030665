"""What happened to a draft, a ticket that is offered as a case: the streams `ticket-<draft>`, each sealed by a key of
its own, which goes by the draft's id as a case's does by the session's.
"""

from datetime import datetime
from uuid import UUID

from services.psa_sync.tickets.events import TicketSeen
from shared.log import Registry
from shared.message import Event


class TicketDrafted(Event):
    """A new ticket of a watched board is offered as a case."""

    connection_id: UUID
    ticket: TicketSeen
    at: datetime


class DraftRefreshed(Event):
    """The offered ticket reads otherwise now."""

    ticket: TicketSeen
    at: datetime


class DraftTaken(Event):
    """A case was started from the ticket."""

    session_id: UUID
    at: datetime


class DraftDismissed(Event):
    """The ticket is offered no more. `by` is None where it was closed in the PSA, or nobody watches its board now."""

    by: UUID | None
    at: datetime


class DraftForgotten(Event):
    """The draft's key is destroyed: nobody can read it any more. Sealed by the account's, in a stream of its own."""

    draft_id: UUID
    at: datetime


DraftEvent = TicketDrafted | DraftRefreshed | DraftTaken | DraftDismissed

DRAFT_EVENTS: Registry[DraftEvent] = Registry(TicketDrafted, DraftRefreshed, DraftTaken, DraftDismissed)
FORGETTING_EVENTS: Registry[DraftForgotten] = Registry(DraftForgotten)
