"""What documentation reads of a case's and a session's events: only the fields that it tells."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import read_as
from shared.message import Incoming


class Ticket(Incoming):
    """A ticket of the MSP's ticket system."""

    psa_ticket_id: str


class CaseReceived(Incoming):
    """An engineer described a problem."""

    ticket: Ticket | None


class Intake(Incoming):
    """What the engineer gave at the start."""

    text: str | None = None
    log_excerpt: str | None = None
    screenshots: tuple[Any, ...] = ()


class SessionStarted(Incoming):
    """The diagnosis began."""

    owner_id: UUID
    owner_name: str
    summary: str
    domain: str
    symptoms: tuple[str, ...]
    intake: Intake
    ticket_context: dict[str, Any] | None
    no_model: bool
    redactions: tuple[str, ...]
    started_at: datetime


class Content(Incoming):
    """What a step shows."""

    type: str
    text: str
    resolution_summary: str | None = None
    follow_up_recommendations: tuple[str, ...] = ()


class StepProposed(Incoming):
    """A step was put to the engineer."""

    step_id: UUID
    step_type: str
    content: Content


class ActionResult(Incoming):
    """How an action turned out."""

    success: bool
    details: str | None = None


class StepAnswered(Incoming):
    """The engineer answered it."""

    step_id: UUID
    selected_option: str | None = None
    selected_label: str | None = None
    free_text: str | None = None
    was_skipped: bool = False
    action_result: ActionResult | None = None


class SessionPaused(Incoming):
    """The case was put aside."""


class SessionResumed(Incoming):
    """The case was taken up again."""


class SessionReassigned(Incoming):
    """Another engineer owns the session."""

    to_id: UUID
    to_name: str


class TicketContextLoaded(Incoming):
    """The ticket system told of the ticket that people named `ticket_id`."""

    ticket_id: str
    context: dict[str, Any]


class TicketLinked(Incoming):
    """The session belongs to a ticket."""

    psa_ticket_id: str


class SessionResolved(Incoming):
    """The problem is solved."""

    outcome: int
    resolution_summary: str
    resolution_action: str | None
    at: datetime


class SessionAbandoned(Incoming):
    """The session ended without a result."""

    outcome: int
    at: datetime


class SessionReopened(Incoming):
    """The end did not hold."""


class FactRecorded(Incoming):
    """Something is known."""

    fact_id: UUID
    text: str
    source_type: Literal["diagnostic_check", "engineer", "ticket", "script_output", "ai"]
    step_id: UUID | None


class FactRevised(Incoming):
    """The fact says something else now."""

    fact_id: UUID
    text: str


class FactRetracted(Incoming):
    """The fact does not hold."""

    fact_id: UUID


class FixSuggested(Incoming):
    """A fix is the active one now."""

    fix_id: UUID
    title: str
    description: str
    confidence_pct: int
    step_id: UUID | None


class FixOutcomeRecorded(Incoming):
    """How the fix turned out."""

    fix_id: UUID
    outcome: Literal["applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed"]
    notes: str | None


class ScriptGenerated(Incoming):
    """A script was made from a template; passwords among its parameters are redacted."""

    generation_id: UUID
    template_id: UUID
    template_name: str
    parameters_used: dict[str, str]


class ScriptResultRecorded(Incoming):
    """What running it gave."""

    generation_id: UUID
    success: bool
    details: str | None


class EscalationRequested(Incoming):
    """The engineer asks for another one."""

    outcome: int
    reason: str
    to_name: str | None
    by_name: str
    at: datetime


class EscalationPickedUp(Incoming):
    """Another engineer owns the session now."""

    by: UUID
    by_name: str


class BriefingGiven(Incoming):
    """The engineer was told what was tried before."""


class EscalationTakenBack(Incoming):
    """Who escalated goes on alone."""


class HandedOver(Incoming):
    """The case left the product."""

    outcome: int
    recipient: str
    notes: str | None
    at: datetime


SessionEvent = (
    SessionStarted
    | StepProposed
    | StepAnswered
    | SessionPaused
    | SessionResumed
    | SessionReassigned
    | TicketLinked
    | SessionResolved
    | SessionAbandoned
    | SessionReopened
    | FactRecorded
    | FactRevised
    | FactRetracted
    | FixSuggested
    | FixOutcomeRecorded
    | ScriptGenerated
    | ScriptResultRecorded
    | EscalationRequested
    | EscalationPickedUp
    | BriefingGiven
    | EscalationTakenBack
    | HandedOver
)

_MODELS: dict[str, type[SessionEvent]] = {
    "session_started": SessionStarted,
    "step_proposed": StepProposed,
    "step_answered": StepAnswered,
    "session_paused": SessionPaused,
    "session_resumed": SessionResumed,
    "session_reassigned": SessionReassigned,
    "ticket_linked": TicketLinked,
    "session_resolved": SessionResolved,
    "session_abandoned": SessionAbandoned,
    "session_reopened": SessionReopened,
    "fact_recorded": FactRecorded,
    "fact_revised": FactRevised,
    "fact_retracted": FactRetracted,
    "fix_suggested": FixSuggested,
    "fix_outcome_recorded": FixOutcomeRecorded,
    "script_generated": ScriptGenerated,
    "script_result_recorded": ScriptResultRecorded,
    "escalation_requested": EscalationRequested,
    "escalation_picked_up": EscalationPickedUp,
    "briefing_given": BriefingGiven,
    "escalation_taken_back": EscalationTakenBack,
    "handed_over": HandedOver,
}


def read_event(event: StoredEvent) -> SessionEvent | None:
    """An opened event of a session, or None for one that documentation does not tell.

    Raises:
        FutureEventVersion: it was written in a shape that is not known here.
    """
    model = _MODELS.get(event.type)
    if model is None:
        return None
    return read_as(model, event)


def read_session(events: list[StoredEvent]) -> list[SessionEvent]:
    """The events that documentation tells, of the opened ones of a session."""
    return [read for read in map(read_event, events) if read is not None]


def read_context(event: StoredEvent) -> TicketContextLoaded:
    """An opened `ticket_context_loaded`. Raises as `read_event` does."""
    return read_as(TicketContextLoaded, event)


def read_ticket(event: StoredEvent) -> str | None:
    """The ticket that the opened `case_received` names. Raises as `read_event` does."""
    ticket = read_as(CaseReceived, event).ticket
    return ticket.psa_ticket_id if ticket else None
