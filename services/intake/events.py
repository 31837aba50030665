"""What happened to a case at its intake: the events of the streams `case-<session>`."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from shared.log import Registry
from shared.message import Event, Message

IntakeType = Literal["free_text", "log_paste", "screenshot", "psa_ticket", "combined"]
Domain = Literal[
    "active_directory", "networking", "m365", "hardware", "endpoint", "virtualization",
    "security", "backup", "email", "printing", "cloud", "other",
]  # fmt: skip
Urgency = Literal["low", "medium", "high", "critical"]
Engine = Literal["playbook", "claude"]
PsaContextStatus = Literal["loaded", "unavailable"]


class Log(Message):
    """A pasted log: kept whole under `blob`; `excerpt` is what a model sees of it."""

    blob: str
    bytes: int
    lines: int
    excerpt: str


class Screenshot(Message):
    """A picture after re-encoding: PNG or JPEG, no metadata, sizes in pixels and bytes."""

    blob: str
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    bytes: int


class Ticket(Message):
    """A ticket of the MSP's ticket system; without a connection named, the account's only one is meant."""

    psa_connection_id: str | None
    psa_ticket_id: str


class ClientPolicy(Message):
    """What the client company allows: `no_model` keeps its cases from any model, `redactions` are blacked out."""

    no_model: bool = False
    redactions: list[str] = Field(default_factory=list)


class Usage(Message):
    """What the model calls of one classification took, failed tries included."""

    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    cost_usd: str
    latency_ms: int
    calls: int


class CaseReceived(Event):
    """An engineer described a problem; nothing has been made of it yet."""

    intake_type: IntakeType
    text: str | None
    log: Log | None
    screenshots: list[Screenshot]
    ticket: Ticket | None
    client_id: UUID | None
    client_policy: ClientPolicy
    owner_id: UUID
    owner_name: str
    team_id: UUID | None
    received_at: datetime


class TicketWaitEnded(Event):
    """The ticket's context did not come in time; the case goes on without it."""


class CaseClassified(Event):
    """What the problem is, in short. `fallback`: the engine first chosen did not answer, `engine` stood in."""

    summary: str
    domain: Domain
    symptoms: list[str]
    urgency: Urgency
    engine: Engine
    fallback: bool
    psa_context_status: PsaContextStatus | None
    ticket_context: dict[str, Any] | None
    usage: Usage | None
    prompt_version: str | None


CaseEvent = CaseReceived | TicketWaitEnded | CaseClassified

CASE_EVENTS: Registry[CaseEvent] = Registry(CaseReceived, TicketWaitEnded, CaseClassified)
