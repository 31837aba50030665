"""Bodies and answers of the case routes: the fixed shapes that existing clients speak."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from services.gateway.projections.fix import FixStatus
from services.gateway.routes.step_models import Failure, Step, Tier

SessionStatus = Literal["active", "paused", "requesting_escalation", "resolved", "escalated", "abandoned"]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
TicketNumber = Annotated[Short, AfterValidator(lambda written: written.rpartition("#")[2].strip() or written)]
"""A ticket as people write it, too: "CW #123" is 123."""
Feedback = Annotated[str, StringConstraints(max_length=2000)]
Rating = Annotated[int, Field(ge=1, le=5, strict=True)]


class Body(BaseModel):
    """A request body: unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class IntakeContent(Body):
    """What the engineer brings. Any one part is enough; intake says what is too much."""

    text: str | None = None
    log_content: str | None = None
    image_urls: Annotated[list[Short], Field(max_length=20)] | None = None
    ticket_id: TicketNumber | None = None
    psa_connection_id: Short | None = None


class StartSession(Body):
    """Start a session."""

    intake_type: Literal["free_text", "log_paste", "screenshot", "psa_ticket", "combined"]
    intake_content: IntakeContent
    psa_ticket_id: TicketNumber | None = None
    psa_connection_id: Short | None = None
    client_id: UUID | None = None


class ActionResult(Body):
    """How an action turned out."""

    success: StrictBool
    details: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    next_hint: Annotated[str, StringConstraints(max_length=2000)] | None = None


class Respond(Body):
    """An answer to the open step."""

    step_id: UUID | None = None
    selected_option: Annotated[str, StringConstraints(max_length=500)] | None = None
    free_text_input: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    was_skipped: StrictBool = False
    action_result: ActionResult | None = None


class Resolve(Body):
    """Close the session as resolved."""

    resolution_summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]
    resolution_action: Feedback | None = None
    session_rating: Rating | None = None
    session_feedback: Feedback | None = None


class Rate(Body):
    """Rate a closed session."""

    rating: Rating
    feedback: Feedback | None = None


class Reassign(Body):
    """Give the session to another engineer."""

    user_id: UUID


class LinkTicket(Body):
    """Connect the session with a ticket."""

    psa_ticket_id: TicketNumber
    psa_connection_id: Short


class Started(BaseModel):
    """A started session. `first_step` is null while FlowPilot works on it (202), or where it failed."""

    session_id: UUID
    status: SessionStatus
    confidence_tier: Tier | None
    problem_summary: str | None
    problem_domain: str | None
    matched_flow_id: UUID | None
    matched_flow_name: str | None
    match_score: float | None
    psa_context_status: Literal["loaded", "unavailable"] | None
    first_step: Step | None
    failure: Failure | None = None
    version: int
    revision: int


class Responded(BaseModel):
    """What follows an answer."""

    session_id: UUID
    status: SessionStatus
    confidence_tier: Tier | None
    confidence_score: float | None
    next_step: Step | None
    resolution_suggested: bool
    resolution_summary: str | None
    failure: Failure | None = None
    version: int
    revision: int


class DiagnosticStep(BaseModel):
    """One step as the documentation tells it; numbers count from 1."""

    step_number: int
    step_type: str
    description: str
    engineer_response: str | None
    outcome: str | None


class Documentation(BaseModel):
    """The documentation of a session."""

    problem_summary: str
    problem_domain: str | None
    intake_summary: str | None
    diagnostic_steps: list[DiagnosticStep]
    resolution_summary: str | None
    escalation_reason: str | None
    total_steps: int
    duration_display: str | None
    generated_at: datetime


class Closed(BaseModel):
    """A closed session with its documentation."""

    session_id: UUID
    status: SessionStatus
    documentation: Documentation | None
    psa_push_status: Literal["no_psa", "pending", "succeeded", "failed", "abandoned"]
    psa_push_error: str | None
    member_mapping_warning: str | None
    version: int
    revision: int


class CaseItem(BaseModel):
    """A session in a list."""

    id: UUID
    status: SessionStatus
    intake_type: Literal["free_text", "log_paste", "screenshot", "psa_ticket", "combined"] | None
    title: str | None
    problem_summary: str | None
    problem_domain: str | None
    urgency: Literal["low", "medium", "high", "critical"] | None
    confidence_tier: Tier | None
    confidence_score: float | None
    step_count: int
    max_steps: int | None
    """How many steps there may be by now."""
    session_rating: int | None
    user_id: UUID | None
    user_name: str | None
    team_id: UUID | None
    client_id: UUID | None
    matched_flow_id: UUID | None
    matched_flow_name: str | None
    psa_ticket_id: str | None
    fix_status: FixStatus | None
    """How the fix that was suggested last stands."""
    escalated_by_id: UUID | None
    escalated_by_name: str | None
    escalated_to_id: UUID | None
    escalated_to_name: str | None
    escalated_at: datetime | None
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    version: int
    revision: int


class HistoryEntry(BaseModel):
    """One event of a session, as the time slider shows it."""

    revision: int
    type: str
    at: datetime
    actor_id: str
    service: str
    event_id: UUID
