"""What a session's events say to a push: for which ticket, by whom, and how long it took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.psa_sync.pushes.events import WorkTime
from services.psa_sync.pushes.incoming import (
    Closing,
    EscalationPickedUp,
    EscalationRequested,
    HandedOver,
    SessionAbandoned,
    SessionEvent,
    SessionReassigned,
    SessionResolved,
    SessionStarted,
    Ticket,
    TicketLinked,
)
from services.psa_sync.pushes.timing import work_time


@dataclass(frozen=True, slots=True)
class Story:
    """A session up to a closing. `names` are of everybody who had it."""

    ticket: Ticket | None
    owner: UUID | None
    closed_by: UUID | None
    time: WorkTime | None
    names: Mapping[UUID, str] = field(default_factory=dict)


def until_closing(events: Sequence[SessionEvent], outcome: int) -> Sequence[SessionEvent]:
    """The events up to and with the closing of that number; all where there is none."""
    for at, event in enumerate(events):
        if isinstance(event, Closing) and event.outcome == outcome:
            return events[: at + 1]
    return events


def story_of(events: Sequence[SessionEvent], from_case: Ticket | None) -> Story:
    """The story of a session whose last event here is its closing; `from_case` is the ticket that it began with."""
    ticket, owner, closed_by = from_case, None, None
    names: dict[UUID, str] = {}
    for event in events:
        match event:
            case SessionStarted():
                owner, names[event.owner_id] = event.owner_id, event.owner_name
            case SessionReassigned():
                owner, names[event.to_id] = event.to_id, event.to_name
            case EscalationPickedUp():
                owner, names[event.by] = event.by, event.by_name
            case TicketLinked():
                ticket = Ticket(psa_connection_id=event.psa_connection_id, psa_ticket_id=event.psa_ticket_id)
            case SessionResolved() | EscalationRequested() | HandedOver() | SessionAbandoned():
                closed_by = event.by
            case _:
                pass
    return Story(ticket, owner, closed_by, work_time(events), names)
