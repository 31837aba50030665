"""What others are told of events that other services write: only the fields that are told."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion, UnreadableEvent
from shared.message import Incoming

KNOWN_VERSION = 1

M = TypeVar("M", bound=Incoming)


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


def read_as(model: type[M], event: StoredEvent) -> M:
    """An opened event. Raises FutureEventVersion: it was written in a shape that is not known here; UnreadableEvent."""
    if event.schema_version > KNOWN_VERSION:
        raise FutureEventVersion(event.type, event.schema_version, KNOWN_VERSION)
    try:
        return model.model_validate_json(event.data)
    except ValidationError:
        raise UnreadableEvent(event.type, event.schema_version) from None  # pydantic's text quotes the data
