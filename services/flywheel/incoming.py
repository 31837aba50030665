"""What the flywheel reads of sessions and flows: only the fields it uses."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import read_as
from shared.message import Incoming


class LeadingFlow(Incoming):
    """The flow that led a session, in the version that it kept."""

    id: UUID
    name: str
    version: int = 0
    tree: Mapping[str, Any] = {}


class Intake(Incoming):
    """What the engineer gave at the start."""

    text: str | None = None


class SessionStarted(Incoming):
    """The diagnosis began."""

    owner_id: UUID
    summary: str
    domain: str
    symptoms: tuple[str, ...] = ()
    intake: Intake = Intake()
    no_model: bool = False
    redactions: tuple[str, ...] = ()
    flow: LeadingFlow | None = None
    confidence: float = 0.0
    started_at: datetime | None = None


class FlowAdopted(Incoming):
    """The engineer chose a flow."""

    flow: LeadingFlow


class Option(Incoming):
    """One offered answer."""

    label: str


class Content(Incoming):
    """What a step shows."""

    type: str
    text: str
    expected_outcome: str | None = None
    instructions: str | None = None


class StepProposed(Incoming):
    """A step was put to the engineer."""

    step_id: UUID
    content: Content
    options: tuple[Option, ...] = ()
    confidence: float
    node_id: str | None = None


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
    was_free_text: bool = False
    was_skipped: bool = False
    action_result: ActionResult | None = None


class SessionResolved(Incoming):
    """The problem is solved."""

    outcome: int
    resolution_summary: str
    resolution_action: str | None = None
    at: datetime


class SessionAbandoned(Incoming):
    """The session ended without a result."""

    outcome: int
    at: datetime | None = None


class HandedOver(Incoming):
    """The case left the product."""

    outcome: int
    at: datetime | None = None


class EscalationRequested(Incoming):
    """The engineer asked for another one; an outcome that is no end of the case."""

    outcome: int
    at: datetime | None = None


class EscalationTakenBack(Incoming):
    """Who asked goes on alone: it was no end."""


class SessionReopened(Incoming):
    """The end did not hold."""

    at: datetime


class FlowPublished(Incoming):
    """A flow reads so from now on."""

    name: str
    description: str
    problem_domain: str
    category: str | None = None
    tags: tuple[str, ...] = ()
    match_keywords: tuple[str, ...] = ()
    tree_structure: dict[str, Any]
    origin: Literal["manual", "ai_generated", "ai_enhanced"] = "manual"
    source_session_id: UUID | None = None
    flow_version: int


class CaseErased(Incoming):
    """A case's key is destroyed: nothing of it may be kept."""

    session: UUID


class GapFound(Incoming):
    """A gap is there."""

    kind: str
    flow_id: UUID | None = None


class FlowDraftedForGap(Incoming):
    """A flow is to close a gap."""

    flow_id: UUID


class GapDraftAsked(Incoming):
    """A flow is to be made of a gap's sessions."""

    round: int


class GapReopened(Incoming):
    """A gap is open again."""

    reason: str


class GapSnoozed(Incoming):
    """A gap is put aside."""

    until: datetime


class AnalysisDeferred(Incoming):
    """The session waits for the next day."""

    outcome: int
    until: datetime


class AnalysisResumed(Incoming):
    """The day has come."""

    outcome: int


SessionEvent = (
    SessionStarted
    | FlowAdopted
    | StepProposed
    | StepAnswered
    | SessionResolved
    | SessionAbandoned
    | HandedOver
    | EscalationRequested
    | EscalationTakenBack
    | SessionReopened
)

_SESSION: dict[str, type[SessionEvent]] = {
    "session_started": SessionStarted,
    "flow_adopted": FlowAdopted,
    "step_proposed": StepProposed,
    "step_answered": StepAnswered,
    "session_resolved": SessionResolved,
    "session_abandoned": SessionAbandoned,
    "handed_over": HandedOver,
    "escalation_requested": EscalationRequested,
    "escalation_taken_back": EscalationTakenBack,
    "session_reopened": SessionReopened,
}


def read_session(events: list[StoredEvent]) -> list[SessionEvent]:
    """The events of a session that count here, in order."""
    return [read_as(_SESSION[event.type], event) for event in events if event.type in _SESSION]
