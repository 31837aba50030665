"""What documentation reads of a session's events: only the fields that it tells."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion
from shared.message import Incoming

KNOWN_VERSION = 1


class Intake(Incoming):
    """What the engineer gave at the start."""

    text: str | None = None
    log_excerpt: str | None = None
    screenshots: tuple[Any, ...] = ()


class SessionStarted(Incoming):
    """The diagnosis began."""

    summary: str
    domain: str
    intake: Intake
    started_at: datetime


class Content(Incoming):
    """What a step shows."""

    text: str


class StepProposed(Incoming):
    """A step was put to the engineer."""

    step_id: UUID
    step_type: str
    content: Content


class ActionResult(Incoming):
    """How an action turned out."""

    success: bool
    details: str | None = None


class StepAnswered(Incoming):
    """The engineer answered it."""

    step_id: UUID
    selected_option: str | None = None
    selected_label: str | None = None
    free_text: str | None = None
    was_skipped: bool = False
    action_result: ActionResult | None = None


class SessionResolved(Incoming):
    """The problem is solved."""

    outcome: int
    resolution_summary: str
    at: datetime


class SessionAbandoned(Incoming):
    """The session ended without a result."""

    outcome: int
    at: datetime


class SessionReopened(Incoming):
    """The end did not hold."""


SessionEvent = SessionStarted | StepProposed | StepAnswered | SessionResolved | SessionAbandoned | SessionReopened

_MODELS: dict[str, type[SessionEvent]] = {
    "session_started": SessionStarted,
    "step_proposed": StepProposed,
    "step_answered": StepAnswered,
    "session_resolved": SessionResolved,
    "session_abandoned": SessionAbandoned,
    "session_reopened": SessionReopened,
}


def read_event(event: StoredEvent) -> SessionEvent | None:
    """An opened event of a session, or None for one that documentation does not tell.

    Raises:
        FutureEventVersion: it was written in a shape that is not known here.
    """
    model = _MODELS.get(event.type)
    if model is None:
        return None
    if event.schema_version > KNOWN_VERSION:
        raise FutureEventVersion(event.type, event.schema_version, KNOWN_VERSION)
    return model.model_validate_json(event.data)
