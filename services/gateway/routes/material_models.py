"""Working material of a case, as it is sent and answered: facts, suggested fixes, generated scripts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.gateway.params import RequestBody
from services.gateway.projections.fix import FixStatus
from services.gateway.routes.cases_models import SessionStatus

FactText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
FixOutcome = Literal["applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed"]


class AddFact(RequestBody):
    """Something that the engineer knows; `step_id` is the step it came from."""

    text: FactText
    source_type: Literal["engineer", "diagnostic_check", "ticket"] = "engineer"
    source_summary: Summary | None = None
    step_id: UUID | None = None


class ReviseFact(RequestBody):
    """What the fact says from now on."""

    text: FactText


class SuggestFix(RequestBody):
    """A fix that the engineer thinks of; it supersedes the active one."""

    title: Title
    description: Description
    confidence_pct: Annotated[int, Field(ge=0, le=100, strict=True)] = 50


class RecordOutcome(RequestBody):
    """How a fix turned out. A partial one needs notes, a pending one the reason: what is waited for."""

    outcome: FixOutcome
    notes: Notes | None = None


class Wording(BaseModel):
    """What a fact said before; `by` is null where FlowPilot did."""

    text: str
    at: datetime
    by: UUID | None


class Fact(BaseModel):
    """Something that is known. `deleted_at`: it was retracted; `history`: what it said before, oldest first."""

    id: UUID
    text: str
    source_type: Literal["diagnostic_check", "engineer", "ticket", "script_output", "ai"]
    source_summary: str | None
    step_id: UUID | None
    created_at: datetime
    created_by: UUID | None
    updated_at: datetime
    updated_by: UUID | None
    deleted_at: datetime | None
    history: list[Wording]


class FixScript(BaseModel):
    """The template that carries a fix out, with what is known of its parameters."""

    template_id: UUID
    pre_filled_params: dict[str, str]


class Fix(BaseModel):
    """A suggested fix. Without `superseded_at` it is the case's. `undone_at`: it did not hold, the case came back."""

    id: UUID
    title: str
    description: str
    confidence_pct: int
    status: FixStatus
    script: FixScript | None
    step_id: UUID | None
    applied_at: datetime | None
    verified_at: datetime | None
    partial_notes: str | None
    pending_reason: str | None
    failure_reason: str | None
    pending_since: datetime | None
    reminded_at: datetime | None
    superseded_at: datetime | None
    undone_at: datetime | None
    created_at: datetime
    created_by: UUID | None
    updated_at: datetime


class FixOfSession(Fix):
    """A fix with the session it belongs to."""

    session_id: UUID
    session_title: str | None
    session_status: SessionStatus
    user_id: UUID | None
    user_name: str | None
    client_id: UUID | None


class ScriptResult(BaseModel):
    """What running a generated script gave."""

    success: bool
    details: str | None
    at: datetime
    by: UUID


class ScriptGeneration(BaseModel):
    """A script that was made in the session; passwords among its parameters are redacted, its text is kept nowhere."""

    id: UUID
    template_id: UUID
    template_version: int
    template_name: str
    template_slug: str
    shell: Literal["powershell", "bash"]
    parameters_used: dict[str, str]
    step_id: UUID | None
    fix_id: UUID | None
    created_at: datetime
    created_by: UUID
    result: ScriptResult | None
