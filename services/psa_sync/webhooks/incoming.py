"""What others are told of events that other services write: only the fields that are told."""

from datetime import datetime
from uuid import UUID

from shared.message import Incoming


class Flow(Incoming):
    """The flow that guides a session."""

    id: UUID
    version: int


class SessionStarted(Incoming):
    """The diagnosis began."""

    owner_id: UUID
    team_id: UUID | None
    summary: str
    domain: str
    urgency: str
    tier: str
    flow: Flow | None
    started_at: datetime


class SessionResolved(Incoming):
    """The problem is solved."""

    outcome: int
    resolution_summary: str
    resolution_action: str | None
    rating: int | None
    by: UUID
    at: datetime


class EscalationRequested(Incoming):
    """The engineer asks for another one."""

    outcome: int
    reason: str
    to_id: UUID | None
    team_id: UUID | None
    by: UUID
    at: datetime


class EscalationPickedUp(Incoming):
    """Another engineer owns the session now."""

    outcome: int
    from_id: UUID
    by: UUID
    mode: str


class EscalationTakenBack(Incoming):
    """Who escalated goes on alone."""

    by: UUID


class HandedOver(Incoming):
    """The case left the product."""

    outcome: int
    recipient: str
    by: UUID
    at: datetime


class SessionAbandoned(Incoming):
    """The session ended without a result."""

    outcome: int
    reason: str
    by: UUID | None
    at: datetime


class SessionReopened(Incoming):
    """The end did not hold."""

    by: UUID


class NoteWritten(Incoming):
    """The document that belongs to a closing."""

    outcome: int
    kind: str
    markdown: str
    edited: bool


class CaseErased(Incoming):
    """A case's key was destroyed."""

    session: UUID
