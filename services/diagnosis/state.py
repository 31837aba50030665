"""What a session is, folded from its events."""

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple, assert_never
from uuid import UUID

from services.diagnosis.events import (
    FlowAdopted,
    Option,
    SessionAbandoned,
    SessionEvent,
    SessionPaused,
    SessionRated,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    SessionResumed,
    SessionStarted,
    StepAnswered,
    StepFailed,
    StepProposed,
    StepRetried,
    SuggestionContent,
    TicketLinked,
)


@dataclass(frozen=True, slots=True)
class AwaitingStep:
    """The engine works on step `Case.order`."""


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


@dataclass(frozen=True, slots=True)
class ConfirmedStep:
    """The engineer said that the suggested resolution worked; closing the session is up to them."""

    step: OpenStep


@dataclass(frozen=True, slots=True)
class FailedStep:
    """The engine failed on step `Case.order`."""

    retriable: bool


Phase = AwaitingStep | OpenStep | ConfirmedStep | FailedStep


class Case(NamedTuple):
    """What is known of a started session whatever its status. A tuple: each event makes a new one."""

    account_id: UUID
    owner_id: UUID
    version: int
    order: int
    """The number of the next step to be proposed, hence of the steps so far."""
    attempt: int
    """How often that step has been asked for."""
    confidence: float
    limit: int
    """How many steps there may be by now."""
    allowance: int
    """By how many steps reopening raises the limit."""
    flow_id: UUID | None
    outcomes: int = 0
    ticket: tuple[str, str] | None = None
    rating: int | None = None
    feedback: str | None = None


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
class Resolved:
    """Closed with a solution."""

    status: ClassVar[str] = "resolved"
    case: Case


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Closed without a result."""

    status: ClassVar[str] = "abandoned"
    case: Case


Live = Active | Paused
Closed = Resolved | Abandoned
Started = Live | Closed
State = NotStarted | Started


def evolve(state: State, event: SessionEvent) -> State:
    """The state after the event."""
    if isinstance(event, SessionStarted):
        return _started(event)
    if isinstance(state, NotStarted):
        raise ValueError(f"a session begins with session_started, not with {event.type}")  # noqa: TRY004 - a broken log
    return _apply(state, state.case._replace(version=state.case.version + 1), event)


def awaited(state: State) -> Case | None:
    """The case, if an engine works on step `order`, attempt `attempt` of it.

    A paused session still takes a step that was under way.
    """
    if isinstance(state, Live) and isinstance(state.phase, AwaitingStep):
        return state.case
    return None


def _started(event: SessionStarted) -> State:
    case = Case(
        account_id=event.account_id,
        owner_id=event.owner_id,
        version=1,
        order=0,
        attempt=1,
        confidence=event.confidence,
        limit=event.max_steps,
        allowance=event.max_steps,
        flow_id=event.flow.id if event.flow else None,
    )
    return Active(case, AwaitingStep())


def _apply(state: Started, case: Case, event: SessionEvent) -> Started:  # noqa: C901, PLR0911, PLR0912 - a table
    match event:
        case SessionStarted():
            return state
        case StepProposed():
            known = case._replace(order=event.order + 1, attempt=0, confidence=event.confidence)
            return _at(state, known, _open_step(event))
        case StepFailed():
            return _at(state, case, FailedStep(event.retriable))
        case StepAnswered():
            return _answered(state, case, event)
        case StepRetried():
            return _at(state, case._replace(attempt=event.attempt), AwaitingStep())
        case FlowAdopted():
            return _at(state, case._replace(flow_id=event.flow.id))
        case SessionPaused():
            return Paused(case, _phase(state))
        case SessionResumed():
            return Active(case, _phase(state))
        case SessionReassigned():
            return _at(state, case._replace(owner_id=event.to_id))
        case TicketLinked():
            return _at(state, case._replace(ticket=(event.psa_connection_id, event.psa_ticket_id)))
        case SessionResolved():
            return Resolved(case._replace(outcomes=event.outcome, rating=event.rating, feedback=event.feedback))
        case SessionAbandoned():
            return Abandoned(case._replace(outcomes=event.outcome, rating=None, feedback=None))
        case SessionReopened():
            more = case._replace(attempt=case.attempt + 1, limit=case.order + case.allowance)
            return Active(more, AwaitingStep())
        case SessionRated():
            return _at(state, case._replace(rating=event.rating, feedback=event.feedback))
        case _:
            assert_never(event)


def _answered(state: Started, case: Case, event: StepAnswered) -> Started:
    phase = _phase(state)
    suggested = isinstance(phase, OpenStep) and phase.shape == "resolution_suggestion"
    if isinstance(phase, OpenStep) and suggested and event.action_result and event.action_result.success:
        return _at(state, case, ConfirmedStep(phase))
    return _at(state, case._replace(attempt=1), AwaitingStep())


def _open_step(event: StepProposed) -> OpenStep:
    content = event.content
    return OpenStep(
        step_id=event.step_id,
        order=event.order,
        shape=event.shape,
        options=event.options,
        allow_free_text=event.allow_free_text,
        allow_skip=event.allow_skip,
        resolution_summary=content.resolution_summary if isinstance(content, SuggestionContent) else None,
    )


def _phase(state: Started) -> Phase:
    return state.phase if isinstance(state, Live) else AwaitingStep()


def _at(state: Started, case: Case, phase: Phase | None = None) -> Started:
    """The same status with this case and, where one is given and the session is live, this phase."""
    if isinstance(state, Live):
        return type(state)(case, phase or state.phase)
    return type(state)(case)
