"""A step as the API answers it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

Tier = Literal["guided", "exploring", "discovery"]
EngineName = Literal["playbook", "claude"]


class Option(BaseModel):
    """One offered answer."""

    label: str
    value: str
    followup_hint: str | None


class QuestionContent(BaseModel):
    """What a question shows."""

    type: Literal["question"]
    text: str


class ActionContent(BaseModel):
    """What an action shows; a script has the template and what is known of its parameters."""

    type: Literal["action"]
    text: str
    action_type: Literal["instruction", "script_generation", "verification", "info_request"]
    expected_outcome: str | None
    template_id: UUID | None
    pre_filled_params: dict[str, str] | None
    instructions: str | None


class SuggestionContent(BaseModel):
    """What a resolution suggestion shows."""

    type: Literal["resolution_suggestion"]
    text: str
    resolution_summary: str
    follow_up_recommendations: list[str]


class BriefingContent(BaseModel):
    """What was tried before the case was picked up; `text` is all of it, the rest the same in parts."""

    type: Literal["briefing"]
    text: str
    escalated_by: str
    escalation_reason: str
    problem: str
    steps: list[str]
    remaining_hypotheses: list[str]
    suggested_next_steps: list[str]
    steps_ruled_out: list[str]
    additional_context: str | None


Content = Annotated[QuestionContent | ActionContent | SuggestionContent | BriefingContent, Field(discriminator="type")]


class StepResult(BaseModel):
    """How an action, or a suggested resolution, turned out."""

    success: bool
    details: str | None
    next_hint: str | None


class Step(BaseModel):
    """One thing FlowPilot put to the engineer, and the answer. A briefing is told, and never open."""

    step_id: UUID
    step_order: int
    step_type: Literal[
        "question", "action", "script_generation", "verification", "info_request", "note", "intake_analysis"
    ]
    content: Content
    context_message: str | None
    options: list[Option]
    allow_free_text: bool
    allow_skip: bool
    confidence_tier: Tier
    confidence_score: float
    confidence_at_step: float
    selected_option: str | None
    free_text_input: str | None
    was_free_text: bool
    was_skipped: bool
    action_result: StepResult | None
    created_at: datetime
    responded_at: datetime | None
    answered_by: UUID | None
    answered_by_name: str | None
    script_generation_id: UUID | None
    engine: EngineName


class Failure(BaseModel):
    """A step that could not be made; `retry-step` asks for it again. `correlation_id` finds it in the log."""

    order: int
    attempt: int
    code: str
    detail: str
    retriable: bool
    engine: EngineName
    correlation_id: UUID
