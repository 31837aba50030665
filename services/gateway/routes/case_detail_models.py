"""A session in full, as the API answers it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from services.gateway.routes.cases_models import CaseItem, Documentation
from services.gateway.routes.escalation_models import EscalationPackage, HandedOver
from services.gateway.routes.intake_models import Intake, Match
from services.gateway.routes.material_models import Fact, Fix, ScriptGeneration
from services.gateway.routes.psa_ticket_models import CaseTicket
from services.gateway.routes.push_models import Push
from services.gateway.routes.step_models import EngineName, Failure, Step


class ClosingNote(BaseModel):
    """The document that belongs to a closing. `edited`: an engineer's own words."""

    outcome: int
    kind: Literal["resolution_note", "escalation_package"]
    markdown: str
    edited: bool
    engine: EngineName
    at: datetime


class Case(CaseItem):
    """A session in full."""

    account_id: UUID
    stage: Literal["received", "classified", "matched", "diagnosing"]
    symptoms: list[str]
    intake_content: Intake | None
    match_score: float | None
    matched_flow_version: int | None
    match: Match | None
    psa_connection_id: str | None
    psa_context_status: Literal["loaded", "unavailable"] | None
    ticket_data: dict[str, Any] | None
    """All that the PSA told of the ticket when it was asked last."""
    ticket: CaseTicket | None
    pushes: list[Push]
    """One for each closing whose document goes into the ticket."""
    step_allowance: int | None
    """How many more steps a reopening or a pick-up grants."""
    awaiting_step: bool
    """Whether FlowPilot is working on a step."""
    step_owed: bool
    """Whether it was when the case was escalated: it goes on from there when the case is taken back."""
    failure: Failure | None
    outcome: int
    """How often the session was closed."""
    resolution_summary: str | None
    resolution_action: str | None
    session_feedback: str | None
    escalation_reason: str | None
    escalated_team_id: UUID | None
    escalation_package: EscalationPackage | None
    picked_up_by_id: UUID | None
    picked_up_by_name: str | None
    picked_up_at: datetime | None
    handed_over: HandedOver | None
    documentation: Documentation | None
    documentation_markdown: str | None
    documentation_version: int | None
    """The session's version that the documentation was written of."""
    closing_notes: list[ClosingNote]
    analysis_status: Literal["pending", "completed", "failed"] | None
    total_input_tokens: int
    total_output_tokens: int
    state_version: int
    """Raised by every step, answer, fact, fix and script: what the drafts of closing documents are kept by."""
    facts: list[Fact]
    suggested_fixes: list[Fix]
    script_generations: list[ScriptGeneration]
    steps: list[Step]
