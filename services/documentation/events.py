"""What happened to a case's documentation: the events of the streams `document-<session>`."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event, Message

EngineName = Literal["playbook", "claude"]
NoteKind = Literal["resolution_note", "escalation_package"]


class Usage(Message):
    """What the model calls of one document cost, failed tries included."""

    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: str
    latency_ms: int
    calls: int


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


class NoteDrafted(Event):
    """A closing document was drafted from the session's state `state_version`; whoever asks again gets this one."""

    kind: NoteKind
    state_version: int
    markdown: str
    engine: EngineName
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


class NoteEdited(Event):
    """An engineer wrote the document anew, as of the session's state `state_version`."""

    kind: NoteKind
    state_version: int
    markdown: str
    by: UUID
    at: datetime


class NoteWritten(Event):
    """The document that belongs to a closing, as it leaves the product. `edited`: an engineer's own words."""

    outcome: int
    kind: NoteKind
    state_version: int
    markdown: str
    edited: bool
    engine: EngineName
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


DocumentEvent = DocumentationWritten | NoteDrafted | NoteEdited | NoteWritten

DOCUMENT_EVENTS: Registry[DocumentEvent] = Registry(DocumentationWritten, NoteDrafted, NoteEdited, NoteWritten)
