"""What each type of event says beside the case that it belongs to. Pure; ids, figures and summary lines, no
transcripts. People of ours are told by id, and of a ticket neither company nor contact nor owner.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from services.psa_sync.connections.events import CONNECTION_EVENTS, ConnectionPaused
from services.psa_sync.drafts.events import DRAFT_EVENTS, TicketDrafted
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS, FieldChange, TicketChanged, TicketClosed, TicketSeen
from services.psa_sync.webhooks.incoming import (
    CaseErased,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
    NoteWritten,
    SessionAbandoned,
    SessionReopened,
    SessionResolved,
    SessionStarted,
)
from shared.envelope import StoredEvent
from shared.log import read_as

Facts = dict[str, Any]

ENDS = frozenset({"session_resolved", "escalation_requested", "handed_over", "session_abandoned"})
"""After these it is told how long the session took, and how many steps."""
TOLD_OF_TICKETS = frozenset({"ref", "summary", "status", "closed", "board", "priority", "type", "url", "last_updated"})
"""Of other fields it is told that they changed, and not how they read."""


def facts_of(event: StoredEvent) -> Facts:
    """What the opened event says. Raises FutureEventVersion."""
    return _FACTS[event.type](event)


def ended_at(event: StoredEvent) -> datetime:
    """When the session ended by an event of `ENDS`."""
    ends: Mapping[str, Any] = {
        "session_resolved": SessionResolved,
        "escalation_requested": EscalationRequested,
        "handed_over": HandedOver,
        "session_abandoned": SessionAbandoned,
    }
    at: datetime = read_as(ends[event.type], event).at
    return at


def _started(event: StoredEvent) -> Facts:
    said = read_as(SessionStarted, event)
    return {
        "owner_id": said.owner_id,
        "team_id": said.team_id,
        "urgency": said.urgency,
        "confidence_tier": said.tier,
        "flow_id": said.flow.id if said.flow else None,
    }


def _resolved(event: StoredEvent) -> Facts:
    said = read_as(SessionResolved, event)
    return {
        "outcome": said.outcome,
        "resolution_summary": said.resolution_summary,
        "resolution_action": said.resolution_action,
        "rating": said.rating,
        "resolved_by": said.by,
    }


def _escalated(event: StoredEvent) -> Facts:
    said = read_as(EscalationRequested, event)
    return {
        "outcome": said.outcome,
        "escalation_reason": said.reason,
        "escalated_by": said.by,
        "escalated_to_id": said.to_id,
        "team_id": said.team_id,
    }


def _picked_up(event: StoredEvent) -> Facts:
    said = read_as(EscalationPickedUp, event)
    return {"outcome": said.outcome, "escalated_by": said.from_id, "picked_up_by": said.by, "resume_mode": said.mode}


def _taken_back(event: StoredEvent) -> Facts:
    return {"taken_back_by": read_as(EscalationTakenBack, event).by}


def _handed_over(event: StoredEvent) -> Facts:
    said = read_as(HandedOver, event)
    return {"outcome": said.outcome, "recipient": said.recipient, "handed_over_by": said.by}


def _abandoned(event: StoredEvent) -> Facts:
    said = read_as(SessionAbandoned, event)
    return {"outcome": said.outcome, "reason": said.reason, "abandoned_by": said.by}


def _reopened(event: StoredEvent) -> Facts:
    return {"reopened_by": read_as(SessionReopened, event).by}


def _erased(event: StoredEvent) -> Facts:
    return {"session_id": read_as(CaseErased, event).session}


def _documented(event: StoredEvent) -> Facts:
    said = read_as(NoteWritten, event)
    return {"outcome": said.outcome, "kind": said.kind, "edited": said.edited, "characters": len(said.markdown)}


def _ticket_facts(event: StoredEvent) -> Facts:
    said = CASE_TICKET_EVENTS.decode(event.type, event.schema_version, event.data)
    if not isinstance(said, TicketChanged | TicketClosed):
        raise TypeError(f"{event.type} tells of no ticket")
    facts = _about(said)
    if isinstance(said, TicketChanged):
        facts["changes"] = [_change(change) for change in said.changes]
        facts["new_notes"] = len(said.new_notes)
    return facts


def _drafted(event: StoredEvent) -> Facts:
    said = DRAFT_EVENTS.decode(event.type, event.schema_version, event.data)
    if not isinstance(said, TicketDrafted):
        raise TypeError(f"{event.type} offers no ticket")
    return {**_about(said), "draft_id": event.stream_id}


def _about(said: TicketChanged | TicketClosed | TicketDrafted) -> Facts:
    return {"psa_connection_id": said.connection_id, "ticket_id": said.ticket.id, "ticket": _seen(said.ticket)}


def _connection(event: StoredEvent) -> Facts:
    said = CONNECTION_EVENTS.decode(event.type, event.schema_version, event.data)
    reason = {"reason": said.reason} if isinstance(said, ConnectionPaused) else {}
    return {"psa_connection_id": event.stream_id, **reason}


def _seen(ticket: TicketSeen) -> Facts:
    return ticket.model_dump(mode="json", include=set(TOLD_OF_TICKETS))


def _change(change: FieldChange) -> Facts:
    return change.model_dump(include=None if change.field in TOLD_OF_TICKETS else {"field"})


_FACTS: Mapping[str, Callable[[StoredEvent], Facts]] = {
    "session_started": _started,
    "session_resolved": _resolved,
    "escalation_requested": _escalated,
    "escalation_picked_up": _picked_up,
    "escalation_taken_back": _taken_back,
    "handed_over": _handed_over,
    "session_abandoned": _abandoned,
    "session_reopened": _reopened,
    "case_erased": _erased,
    "note_written": _documented,
    "ticket_changed": _ticket_facts,
    "ticket_closed": _ticket_facts,
    "ticket_drafted": _drafted,
    "connection_paused": _connection,
    "connection_resumed": _connection,
}
