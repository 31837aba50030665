"""What is asked of a session's working material. Ids that the client does not give are minted in `api.py`."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.diagnosis.commands_base import Note, SystemCommand, UserCommand
from services.diagnosis.material.events import FixOutcome

FactText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class AddFact(UserCommand):
    """The engineer knows something."""

    fact_id: UUID
    text: FactText
    source_type: Literal["engineer", "diagnostic_check", "ticket"] = "engineer"
    source_summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = None
    step_id: UUID | None = None


class ReviseFact(UserCommand):
    """It is known better now."""

    fact_id: UUID
    text: FactText


class RetractFact(UserCommand):
    """It does not hold."""

    fact_id: UUID


class SuggestFix(UserCommand):
    """The engineer has an idea of their own."""

    fix_id: UUID
    title: Label
    description: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    confidence_pct: Annotated[int, Field(ge=0, le=100)] = 50


class RecordFixOutcome(UserCommand):
    """How a fix turned out, or stands."""

    fix_id: UUID
    outcome: FixOutcome
    notes: Note | None = None


class RemindOfFix(SystemCommand):
    """The fix has been waiting for long since `pending_since`; `number` counts the reminders of it from 1."""

    fix_id: UUID
    pending_since: datetime
    number: int


class RecordScript(UserCommand):
    """A script was made from a template for this session. Passwords among its parameters are redacted already."""

    generation_id: UUID
    template_id: UUID
    template_version: Annotated[int, Field(ge=1)]
    template_name: Label
    template_slug: Label
    shell: Literal["powershell", "bash"]
    parameters_used: dict[str, str]
    fix_id: UUID | None = None


class RecordScriptResult(UserCommand):
    """What running it gave."""

    generation_id: UUID
    success: bool
    details: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] | None = None


MaterialCommand = (
    AddFact | ReviseFact | RetractFact | SuggestFix | RecordFixOutcome | RemindOfFix | RecordScript | RecordScriptResult
)
