"""What happened on the way from one engineer to the next. All times are UTC."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.diagnosis.near import NearFlow
from services.diagnosis.usage import EngineName, Usage
from shared.message import Event, Message


class BriefingContent(Message):
    """What a briefing shows; `text` is all of it as plain words, the rest is the same in parts."""

    type: Literal["briefing"] = "briefing"
    text: str
    escalated_by: str
    escalation_reason: str
    problem: str
    steps: tuple[str, ...]
    """What was asked and done, numbered in order, each with its answer by its label."""
    remaining_hypotheses: tuple[str, ...]
    suggested_next_steps: tuple[str, ...]
    steps_ruled_out: tuple[str, ...]
    additional_context: str | None


class EscalationRequested(Event):
    """The engineer asks for another one. `outcome` counts the session's closings, this is one of them."""

    outcome: int
    reason: str
    to_id: UUID | None
    to_name: str | None
    team_id: UUID | None
    confidence: float
    by: UUID
    by_name: str
    at: datetime


class EscalationInsightGained(Event):
    """What the record of the session suggests to whoever picks it up; belongs to the closing `outcome`."""

    outcome: int
    remaining_hypotheses: tuple[str, ...]
    suggested_next_steps: tuple[str, ...]
    steps_ruled_out: tuple[str, ...]
    engine: EngineName
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


class EscalationPickedUp(Event):
    """Another engineer owns the session now and goes on with a further allowance of steps."""

    outcome: int
    from_id: UUID
    by: UUID
    by_name: str
    team_id: UUID | None
    mode: Literal["continue", "fresh"]
    additional_context: str | None
    at: datetime


class BriefingGiven(Event):
    """The first step after a pick-up: what was tried before. It is never open and does not count as a step."""

    step_id: UUID
    order: int
    outcome: int
    content: BriefingContent
    nearest: tuple[NearFlow, ...]
    """Flows near to what the new engineer brought; empty unless the pick-up was `fresh`."""
    at: datetime


class EscalationTakenBack(Event):
    """Who escalated goes on alone. `by`: the owner, or a lead; the owner stays."""

    by: UUID
    at: datetime


class HandedOver(Event):
    """The case left the product: a vendor, a visit on site. `outcome` counts the session's closings."""

    outcome: int
    recipient: str
    notes: str | None
    by: UUID
    at: datetime


EscalationEvent = (
    EscalationRequested
    | EscalationInsightGained
    | EscalationPickedUp
    | BriefingGiven
    | EscalationTakenBack
    | HandedOver
)
