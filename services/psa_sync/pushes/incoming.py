"""What pushes read of others' events: the document, which ticket it is for, who worked and when."""

from datetime import datetime
from uuid import UUID

from services.psa_sync.pushes.events import DocumentKind
from shared.envelope import StoredEvent
from shared.log import read_as
from shared.message import Incoming


class NoteWritten(Incoming):
    """The document that belongs to a closing."""

    outcome: int
    kind: DocumentKind
    markdown: str
    at: datetime


class Ticket(Incoming):
    """A ticket; without a connection the account's only one is meant."""

    psa_connection_id: str | None = None
    psa_ticket_id: str


class CaseReceived(Incoming):
    """An engineer described a problem."""

    ticket: Ticket | None


class SessionStarted(Incoming):
    """The work began."""

    owner_id: UUID
    owner_name: str
    started_at: datetime


class SessionPaused(Incoming):
    """The case was put aside."""

    at: datetime


class SessionResumed(Incoming):
    """The case was taken up again."""

    at: datetime


class SessionReassigned(Incoming):
    """Another engineer owns the session."""

    to_id: UUID
    to_name: str


class TicketLinked(Incoming):
    """The session belongs to a ticket."""

    psa_connection_id: str
    psa_ticket_id: str


class SessionResolved(Incoming):
    """The problem is solved."""

    outcome: int
    by: UUID
    at: datetime


class EscalationRequested(Incoming):
    """The engineer asks for another one."""

    outcome: int
    by: UUID
    at: datetime


class HandedOver(Incoming):
    """The case left the product."""

    outcome: int
    by: UUID
    at: datetime


class SessionAbandoned(Incoming):
    """The session ended without a result."""

    outcome: int
    by: UUID | None
    at: datetime


class SessionReopened(Incoming):
    """The end did not hold."""

    at: datetime


class EscalationPickedUp(Incoming):
    """Another engineer owns the session now."""

    by: UUID
    by_name: str
    at: datetime


class EscalationTakenBack(Incoming):
    """Who escalated goes on alone."""

    at: datetime


Closing = SessionResolved | EscalationRequested | HandedOver | SessionAbandoned
SessionEvent = (
    Closing
    | SessionStarted
    | SessionPaused
    | SessionResumed
    | SessionReassigned
    | TicketLinked
    | SessionReopened
    | EscalationPickedUp
    | EscalationTakenBack
)

_MODELS: dict[str, type[SessionEvent]] = {
    "session_started": SessionStarted,
    "session_paused": SessionPaused,
    "session_resumed": SessionResumed,
    "session_reassigned": SessionReassigned,
    "ticket_linked": TicketLinked,
    "session_resolved": SessionResolved,
    "session_abandoned": SessionAbandoned,
    "session_reopened": SessionReopened,
    "escalation_requested": EscalationRequested,
    "escalation_picked_up": EscalationPickedUp,
    "escalation_taken_back": EscalationTakenBack,
    "handed_over": HandedOver,
}


def read_session(events: list[StoredEvent]) -> list[SessionEvent]:
    """Those of a session's opened events that matter here. Raises FutureEventVersion."""
    return [read_as(_MODELS[event.type], event) for event in events if event.type in _MODELS]


def read_notes(events: list[StoredEvent]) -> list[NoteWritten]:
    """The closing documents among the opened events of a case's documents. Raises FutureEventVersion."""
    return [read_as(NoteWritten, event) for event in events if event.type == "note_written"]


def read_ticket(events: list[StoredEvent]) -> Ticket | None:
    """The ticket that a case was started from, by the case's opened events. Raises FutureEventVersion."""
    received = [event for event in events if event.type == "case_received"]
    return read_as(CaseReceived, received[0]).ticket if received else None
