"""The way from one engineer to the next, as it is sent and answered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from services.gateway.params import RequestBody
from services.gateway.routes.cases_models import CaseItem
from services.gateway.routes.intake_models import Intake
from services.gateway.routes.step_models import StepResult

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]
Context = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Recipient = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Escalate(RequestBody):
    """Ask for another engineer; `escalated_to_id` names who shall take it."""

    escalation_reason: Reason
    escalated_to_id: UUID | None = None


class PickUp(RequestBody):
    """Take a case over. `fresh` begins from `additional_context`; without any it is as `continue`."""

    resume_mode: Literal["continue", "fresh"] = "continue"
    additional_context: Context | None = None


class HandOver(RequestBody):
    """To whom the case leaves the product: a vendor, a visit on site."""

    recipient: Recipient
    notes: Notes | None = None


class StepTried(BaseModel):
    """A step that was answered before the escalation, its answer by the label."""

    step_type: str
    description: str
    response: str | None
    action_result: StepResult | None


class EscalationPackage(BaseModel):
    """What whoever picks the case up is given. The three lists are empty until `insight_at`."""

    outcome: int
    original_user_id: UUID
    problem_summary: str | None
    problem_domain: str | None
    intake_content: Intake | None
    confidence_at_escalation: float
    steps_tried: list[StepTried]
    escalation_reason: str
    remaining_hypotheses: list[str]
    suggested_next_steps: list[str]
    steps_ruled_out: list[str]
    insight_at: datetime | None
    picked_up_by: UUID | None
    picked_up_at: datetime | None


class HandedOver(BaseModel):
    """To whom the case left the product."""

    recipient: str
    notes: str | None
    at: datetime
    by: UUID


class Escalation(CaseItem):
    """A session that waits for another engineer."""

    escalation_reason: str | None
    """Null, as the package, only while the session's view is being mended."""
    escalated_team_id: UUID | None
    escalation_package: EscalationPackage | None
    may_pick_up: bool
    """Whether the caller may take it over."""
