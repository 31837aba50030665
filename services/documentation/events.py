"""What happened to a case's documentation: the events of the streams `document-<session>`."""

from datetime import datetime

from shared.log import Registry
from shared.message import Event, Message


class DiagnosticStep(Message):
    """One step as the documentation tells it; numbers count from 1."""

    step_number: int
    step_type: str
    description: str
    engineer_response: str | None
    outcome: str | None


class Documentation(Message):
    """The documentation of a session, in the shape that clients read."""

    problem_summary: str
    problem_domain: str
    intake_summary: str
    diagnostic_steps: list[DiagnosticStep]
    resolution_summary: str | None
    escalation_reason: str | None
    total_steps: int
    duration_display: str | None
    generated_at: datetime


class DocumentationWritten(Event):
    """A closing was documented. `outcome` counts the session's closings from 1, `session_version` is its stream's."""

    outcome: int
    session_version: int
    documentation: Documentation
    markdown: str


DOCUMENT_EVENTS: Registry[DocumentationWritten] = Registry(DocumentationWritten)
