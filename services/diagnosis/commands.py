"""What is asked of a session.

A user's command may name the version it was made against. A system command comes from a reaction or a timer, names
what it answers, and is quietly dropped when that is not awaited any more.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from services.diagnosis.events import (
    ActionResult,
    EngineName,
    FlowGuide,
    Intake,
    NearFlow,
    Rating,
    Usage,
)
from services.diagnosis.ports import Proposal
from shared.message import Actor, Command, Message

Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]
Feedback = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class SystemCommand(Command):
    """From a reaction or a timer."""

    at: datetime


class StartSession(SystemCommand):
    """Begin the diagnosis of a case that has been received, classified and matched."""

    account_id: UUID
    owner_id: UUID
    owner_name: str
    team_id: UUID | None
    summary: str
    domain: str
    symptoms: tuple[str, ...]
    urgency: str
    intake: Intake
    ticket_context: dict[str, Any] | None
    no_model: bool
    redactions: tuple[str, ...]
    flow: FlowGuide | None
    guided: bool
    """Whether the match is good enough to start guided."""
    nearest: tuple[NearFlow, ...]
    max_steps: int


class ProposeStep(SystemCommand):
    """The engine's step for (order, attempt)."""

    order: int
    attempt: int
    step_id: UUID
    proposal: Proposal
    engine: EngineName
    usage: Usage | None = None
    prompt_version: str | None = None
    prompt_blob: str | None = None


class FailStep(SystemCommand):
    """The engine gave nothing usable for (order, attempt)."""

    order: int
    attempt: int
    code: str
    detail: str
    retriable: bool
    engine: EngineName
    usage: Usage | None = None


class AdoptFlow(SystemCommand):
    """Let the flow guide the session; the step before `order` chose it."""

    order: int
    flow: FlowGuide


class AbandonIdleSession(SystemCommand):
    """Nothing has happened since `version`, for too long."""

    version: int


class UserCommand(Command):
    """From a person."""

    actor: Actor
    at: datetime
    expected_version: int | None = None

    @property
    def by(self) -> UUID:
        """The person who asks."""
        if self.actor.user_id is None:
            raise ValueError("a user's command needs a user")
        return self.actor.user_id


class AnswerStep(UserCommand):
    """An option, free text, both, skip, or the result of an action. Without `step_id`: to the open step."""

    step_id: UUID | None = None
    selected_option: str | None = None
    free_text: Prose | None = None
    was_skipped: bool = False
    action_result: ActionResult | None = None


class RetryStep(UserCommand):
    """Ask the engine again for the step that failed."""


class PauseSession(UserCommand):
    """Put the case aside."""


class ResumeSession(UserCommand):
    """Take it up again."""


class Assignee(Message):
    """The user who shall own the session, as the identity tables know them."""

    user_id: UUID
    name: str
    role: str
    team_id: UUID | None
    active: bool


class ReassignSession(UserCommand):
    """Give the session to another engineer of the account."""

    to: Assignee


class LinkTicket(UserCommand):
    """Connect the session with a ticket of the PSA."""

    psa_connection_id: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    psa_ticket_id: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class ResolveSession(UserCommand):
    """The problem is solved."""

    resolution_summary: Summary
    resolution_action: Feedback | None = None
    rating: Rating | None = None
    feedback: Feedback | None = None


class AbandonSession(UserCommand):
    """End it without a result."""


class ReopenSession(UserCommand):
    """The end did not hold."""


class RateSession(UserCommand):
    """Rate the closed session, or change the rating."""

    rating: Annotated[int, Field(ge=1, le=5)]
    feedback: Feedback | None = None


SessionCommand = (
    StartSession
    | ProposeStep
    | FailStep
    | AdoptFlow
    | AbandonIdleSession
    | AnswerStep
    | RetryStep
    | PauseSession
    | ResumeSession
    | ReassignSession
    | LinkTicket
    | ResolveSession
    | AbandonSession
    | ReopenSession
    | RateSession
)
