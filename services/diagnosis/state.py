"""What a session is, by its status; `evolve.py` folds it from its events."""

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple
from uuid import UUID

from services.diagnosis.events import Option
from services.diagnosis.material.state import Material


@dataclass(frozen=True, slots=True)
class AwaitingStep:
    """The engine works on step `Case.order`."""


@dataclass(frozen=True, slots=True)
class AwaitingBriefing:
    """The closing `outcome` was picked up: its briefing comes next, as number `Case.order`, and then a step."""

    outcome: int


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step waits for its answer."""

    step_id: UUID
    order: int
    shape: Literal["question", "action", "resolution_suggestion"]
    options: tuple[Option, ...]
    allow_free_text: bool
    allow_skip: bool
    resolution_summary: str | None
    template_id: UUID | None = None
    """The script template that an action is done with."""
    fix_id: UUID | None = None
    """The waiting fix that an action verifies."""


@dataclass(frozen=True, slots=True)
class ConfirmedStep:
    """The engineer said that the suggested resolution worked; closing the session is up to them."""

    step: OpenStep


@dataclass(frozen=True, slots=True)
class FailedStep:
    """The engine failed on step `Case.order`."""

    retriable: bool


Phase = AwaitingStep | AwaitingBriefing | OpenStep | ConfirmedStep | FailedStep


@dataclass(frozen=True, slots=True)
class Escalation:
    """The last call for a colleague; who took it is None until somebody did."""

    outcome: int
    by: UUID
    to_id: UUID | None
    picked_up_by: UUID | None = None
    picked_up_by_name: str | None = None


class Case(NamedTuple):
    """What is known of a started session whatever its status. A tuple: each event makes a new one."""

    account_id: UUID
    owner_id: UUID
    team_id: UUID | None
    version: int
    order: int
    """The number of the next step to be proposed, hence of the steps and briefings so far."""
    attempt: int
    """How often that step has been asked for."""
    confidence: float
    limit: int
    """How many steps there may be by now; briefings are none."""
    allowance: int
    """How many more steps reopening or a pick-up grants."""
    flow_id: UUID | None
    outcomes: int = 0
    ticket: tuple[str, str] | None = None
    rating: int | None = None
    feedback: str | None = None
    briefings: int = 0
    """How many of the numbers before `order` are briefings'."""
    steps: frozenset[UUID] = frozenset()
    material: Material = Material()
    escalation: Escalation | None = None
    lacking_insight: frozenset[int] = frozenset()
    """The escalations, by their outcome, of which no insight has been gained."""


@dataclass(frozen=True, slots=True)
class NotStarted:
    """No event yet."""


@dataclass(frozen=True, slots=True)
class Active:
    """Being worked on."""

    status: ClassVar[str] = "active"
    case: Case
    phase: Phase


@dataclass(frozen=True, slots=True)
class Paused:
    """Put aside; a step that was being worked on may still arrive."""

    status: ClassVar[str] = "paused"
    case: Case
    phase: Phase


@dataclass(frozen=True, slots=True)
class RequestingEscalation:
    """Waits for a colleague; no step arrives meanwhile."""

    status: ClassVar[str] = "requesting_escalation"
    case: Case
    phase: Phase


@dataclass(frozen=True, slots=True)
class Resolved:
    """Closed with a solution."""

    status: ClassVar[str] = "resolved"
    case: Case


@dataclass(frozen=True, slots=True)
class Escalated:
    """Closed: the case has left the product."""

    status: ClassVar[str] = "escalated"
    case: Case


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Closed without a result."""

    status: ClassVar[str] = "abandoned"
    case: Case


Live = Active | Paused
Ongoing = Live | RequestingEscalation
Closed = Resolved | Escalated | Abandoned
Started = Ongoing | Closed
State = NotStarted | Started


def awaited(state: State) -> Case | None:
    """The case, if an engine works on step `order`, attempt `attempt` of it.

    A paused session still takes a step that was under way; one that asks for a colleague does not.
    """
    if isinstance(state, Live) and isinstance(state.phase, AwaitingStep):
        return state.case
    return None


def open_step(state: State) -> OpenStep | None:
    """The step that the session stands at, confirmed or not, whether it may be answered now or not."""
    phase = state.phase if isinstance(state, Ongoing) else None
    step = phase.step if isinstance(phase, ConfirmedStep) else phase
    return step if isinstance(step, OpenStep) else None


def under_way(state: State) -> bool:
    """Whether a step will come without anybody's asking: it is being worked out, or the briefing before it is."""
    return isinstance(state, Live) and isinstance(state.phase, AwaitingStep | AwaitingBriefing)
