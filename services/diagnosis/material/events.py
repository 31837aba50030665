"""What happened to a session's working material: facts, suggested fixes, scripts. All times are UTC."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.message import Event, Message

FactSource = Literal["diagnostic_check", "engineer", "ticket", "script_output", "ai"]
FixOutcome = Literal["applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed"]


class FixScript(Message):
    """The template that carries a fix out, with what is known of its parameters; never a password."""

    template_id: UUID
    pre_filled_params: dict[str, str]


class FactRecorded(Event):
    """Something is known. `step_id` is the step it came from; `by` is None where FlowPilot recorded it."""

    fact_id: UUID
    text: str
    source_type: FactSource
    source_summary: str | None
    step_id: UUID | None
    by: UUID | None
    at: datetime


class FactRevised(Event):
    """The fact says something else now."""

    fact_id: UUID
    text: str
    by: UUID
    at: datetime


class FactRetracted(Event):
    """The fact does not hold; it stays in the history."""

    fact_id: UUID
    by: UUID
    at: datetime


class FixSuggested(Event):
    """A fix is the active one now, and supersedes the one before. `by` is None where FlowPilot suggested it."""

    fix_id: UUID
    title: str
    description: str
    confidence_pct: int
    script: FixScript | None
    step_id: UUID | None
    supersedes: UUID | None
    by: UUID | None
    at: datetime


class FixOutcomeRecorded(Event):
    """How the fix turned out. `notes`: what is open, what is waited for, or why it failed, by the outcome."""

    fix_id: UUID
    outcome: FixOutcome
    notes: str | None
    by: UUID
    at: datetime


class FixReminderSent(Event):
    """The fix has been waiting for its verification for too long."""

    fix_id: UUID
    pending_since: datetime
    at: datetime


class ScriptGenerated(Event):
    """A script was made from a template and handed out. Passwords among its parameters are redacted."""

    generation_id: UUID
    template_id: UUID
    template_version: int
    template_name: str
    template_slug: str
    shell: Literal["powershell", "bash"]
    parameters_used: dict[str, str]
    step_id: UUID | None
    fix_id: UUID | None
    by: UUID
    at: datetime


class ScriptResultRecorded(Event):
    """What running the generated script gave."""

    generation_id: UUID
    success: bool
    details: str | None
    by: UUID
    at: datetime


MaterialEvent = (
    FactRecorded
    | FactRevised
    | FactRetracted
    | FixSuggested
    | FixOutcomeRecorded
    | FixReminderSent
    | ScriptGenerated
    | ScriptResultRecorded
)
