"""What happened in a session: stream `session-<id>`. All times are UTC."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationEvent,
    EscalationInsightGained,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.material.events import (
    FactRecorded,
    FactRetracted,
    FactRevised,
    FixOutcomeRecorded,
    FixReminderSent,
    FixSuggested,
    MaterialEvent,
    ScriptGenerated,
    ScriptResultRecorded,
)
from services.diagnosis.near import NearFlow
from services.diagnosis.usage import EngineName, Usage
from shared.log import Registry
from shared.message import Event, Message

Tier = Literal["guided", "exploring", "discovery"]
Rating = Annotated[int, Field(ge=1, le=5)]


class Screenshot(Message):
    """A picture of the intake, by its blob."""

    blob: str
    media_type: str


class Intake(Message):
    """What the engineer gave at the start."""

    text: str | None
    log_excerpt: str | None
    screenshots: tuple[Screenshot, ...]


class FlowGuide(Message):
    """A published flow in the version that the session keeps. `score` is its match score, 0-1."""

    id: UUID
    name: str
    version: int
    score: float
    tree: dict[str, Any]


class Option(Message):
    """One offered answer."""

    label: str
    value: str
    followup_hint: str | None = None


class QuestionContent(Message):
    """What a question shows."""

    type: Literal["question"] = "question"
    text: str


class ActionContent(Message):
    """What an action shows."""

    type: Literal["action"] = "action"
    text: str
    action_type: Literal["instruction", "script_generation", "verification", "info_request"]
    expected_outcome: str | None
    template_id: UUID | None
    pre_filled_params: dict[str, str] | None
    instructions: str | None


class SuggestionContent(Message):
    """What a resolution suggestion shows."""

    type: Literal["resolution_suggestion"] = "resolution_suggestion"
    text: str
    resolution_summary: str
    follow_up_recommendations: tuple[str, ...]


Content = Annotated[QuestionContent | ActionContent | SuggestionContent, Field(discriminator="type")]


class ActionResult(Message):
    """How an action, or a suggested resolution, turned out."""

    success: bool
    details: str | None = None
    next_hint: str | None = None


class SessionStarted(Event):
    """The diagnosis began, with all that intake and matching found."""

    account_id: UUID
    owner_id: UUID
    owner_name: str
    team_id: UUID | None
    summary: str
    domain: str
    symptoms: tuple[str, ...]
    urgency: str
    intake: Intake
    ticket_context: dict[str, Any] | None
    no_model: bool
    redactions: tuple[str, ...]
    flow: FlowGuide | None
    nearest: tuple[NearFlow, ...]
    confidence: float
    tier: Tier
    max_steps: int
    started_at: datetime


class StepProposed(Event):
    """FlowPilot put something to the engineer; it is the open step. `order` counts from 0, `attempt` from 1."""

    step_id: UUID
    order: int
    attempt: int
    shape: Literal["question", "action", "resolution_suggestion"]
    step_type: Literal["question", "action"]
    content: Content
    context_message: str | None
    options: tuple[Option, ...]
    allow_free_text: bool
    allow_skip: bool
    confidence: float
    tier: Tier
    engine: EngineName
    reasoning: str | None
    node_id: str | None
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    proposed_at: datetime


class StepFailed(Event):
    """The engine gave no usable step; the engineer may retry."""

    order: int
    attempt: int
    code: str
    detail: str
    retriable: bool
    engine: EngineName
    usage: Usage | None
    failed_at: datetime


class StepAnswered(Event):
    """The engineer answered the open step."""

    step_id: UUID
    order: int
    selected_option: str | None
    selected_label: str | None
    free_text: str | None
    was_free_text: bool
    was_skipped: bool
    action_result: ActionResult | None
    answered_by: UUID
    answered_at: datetime


class StepRetried(Event):
    """The engineer asked for a failed step again; `attempt` is the new one."""

    order: int
    attempt: int
    by: UUID
    at: datetime


class FlowAdopted(Event):
    """The engineer chose one of the nearest flows; from here on it guides the session."""

    flow: FlowGuide
    at: datetime


class SessionPaused(Event):
    """The engineer put the case aside."""

    by: UUID
    at: datetime


class SessionResumed(Event):
    """The engineer took the case up again."""

    by: UUID
    at: datetime


class SessionReassigned(Event):
    """Another engineer owns the session now."""

    from_id: UUID
    to_id: UUID
    to_name: str
    to_team_id: UUID | None
    by: UUID
    at: datetime


class TicketLinked(Event):
    """The session belongs to a ticket of the PSA."""

    psa_connection_id: str
    psa_ticket_id: str
    by: UUID
    at: datetime


class SessionResolved(Event):
    """The problem is solved. `outcome` counts the session's closings from 1."""

    outcome: int
    resolution_summary: str
    resolution_action: str | None
    rating: Rating | None
    feedback: str | None
    by: UUID
    at: datetime


class SessionAbandoned(Event):
    """The session ended without a result; `by` is None when inactivity ended it."""

    outcome: int
    by: UUID | None
    reason: Literal["owner", "inactivity"]
    at: datetime


class SessionReopened(Event):
    """The end did not hold."""

    by: UUID
    at: datetime


class SessionRated(Event):
    """The closed session got a rating, or another one."""

    rating: Rating
    feedback: str | None
    by: UUID
    at: datetime


SessionEvent = (
    SessionStarted
    | StepProposed
    | StepFailed
    | StepAnswered
    | StepRetried
    | FlowAdopted
    | SessionPaused
    | SessionResumed
    | SessionReassigned
    | TicketLinked
    | SessionResolved
    | SessionAbandoned
    | SessionReopened
    | SessionRated
    | MaterialEvent
    | EscalationEvent
)

SESSION_EVENTS: Registry[SessionEvent] = Registry(
    SessionStarted,
    StepProposed,
    StepFailed,
    StepAnswered,
    StepRetried,
    FlowAdopted,
    SessionPaused,
    SessionResumed,
    SessionReassigned,
    TicketLinked,
    SessionResolved,
    SessionAbandoned,
    SessionReopened,
    SessionRated,
    FactRecorded,
    FactRevised,
    FactRetracted,
    FixSuggested,
    FixOutcomeRecorded,
    FixReminderSent,
    ScriptGenerated,
    ScriptResultRecorded,
    EscalationRequested,
    EscalationInsightGained,
    EscalationPickedUp,
    BriefingGiven,
    EscalationTakenBack,
    HandedOver,
)
