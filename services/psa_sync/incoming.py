"""What tickets' side of PSA sync reads of others' events: which case is about which ticket, and whether it is open."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import read_as
from shared.message import Incoming


class Ticket(Incoming):
    """A ticket; without a connection the account's only one is meant."""

    psa_connection_id: str | None
    psa_ticket_id: str


class CaseReceived(Incoming):
    """An engineer described a problem."""

    ticket: Ticket | None
    received_at: datetime


class TicketLinked(Incoming):
    """The session belongs to a ticket."""

    psa_connection_id: str
    psa_ticket_id: str
    at: datetime


class SessionResolved(Incoming):
    """The problem is solved."""


class SessionAbandoned(Incoming):
    """The session ended without a result."""


class HandedOver(Incoming):
    """The case left the product."""


class SessionReopened(Incoming):
    """The end did not hold."""


class CaseErased(Incoming):
    """Nobody can read the case any more."""

    session: UUID


CaseEvent = CaseReceived | TicketLinked | SessionResolved | SessionAbandoned | HandedOver | SessionReopened
_MODELS: dict[str, type[CaseEvent]] = {
    "case_received": CaseReceived,
    "ticket_linked": TicketLinked,
    "session_resolved": SessionResolved,
    "session_abandoned": SessionAbandoned,
    "handed_over": HandedOver,
    "session_reopened": SessionReopened,
}


def read_case(events: Sequence[StoredEvent]) -> list[CaseEvent]:
    """Those of a case's opened events that matter here, in order.

    Raises:
        FutureEventVersion: one was written in a shape that is not known here.
    """
    return [read_as(_MODELS[event.type], event) for event in events if event.type in _MODELS]


def read_erased(event: StoredEvent) -> UUID:
    """The case that an opened `case_erased` is about. Raises as `read_case` does."""
    return read_as(CaseErased, event).session
