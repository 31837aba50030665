"""What is asked of a session; its working material and its escalation have files of their own."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from services.diagnosis.commands_base import Assignee, Note, SystemCommand, UserCommand
from services.diagnosis.escalation.commands import EscalationCommand
from services.diagnosis.events import ActionResult, FlowGuide, Intake, Rating
from services.diagnosis.material.commands import MaterialCommand
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import LearnedFact, Proposal
from services.diagnosis.usage import EngineName, Usage

Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]


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
    facts: tuple[LearnedFact, ...] = ()
    """What the steps before it told."""
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
    resolution_action: Note | None = None
    rating: Rating | None = None
    feedback: Note | None = None


class AbandonSession(UserCommand):
    """End it without a result."""


class ReopenSession(UserCommand):
    """The end did not hold."""


class RateSession(UserCommand):
    """Rate the closed session, or change the rating."""

    rating: Annotated[int, Field(ge=1, le=5)]
    feedback: Note | None = None


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
    | MaterialCommand
    | EscalationCommand
)
