"""A session as far as its events were read: what the documentation and the closing documents are made of. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, assert_never
from uuid import UUID

from services.documentation.incoming import (
    BriefingGiven,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    FactRecorded,
    FactRetracted,
    FactRevised,
    FixOutcomeRecorded,
    FixSuggested,
    HandedOver,
    ScriptGenerated,
    ScriptResultRecorded,
    SessionAbandoned,
    SessionEvent,
    SessionPaused,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    SessionResumed,
    SessionStarted,
    StepAnswered,
    StepProposed,
    TicketLinked,
    read_context,
)
from shared.envelope import StoredEvent

Status = Literal["active", "paused", "requesting_escalation", "resolved", "escalated", "abandoned"]
FixState = Literal[
    "proposed", "applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed"
]  # fmt: skip
Closing = SessionResolved | SessionAbandoned | EscalationRequested | HandedOver

REOPENED = "the case was reopened"
"""Why a fix that the case was resolved with did not hold."""

RAISES_STATE = (
    StepProposed,
    StepAnswered,
    BriefingGiven,
    FactRecorded,
    FactRevised,
    FactRetracted,
    FixSuggested,
    FixOutcomeRecorded,
    ScriptGenerated,
    ScriptResultRecorded,
    SessionReopened,
)
"""What changes a closing document. The read model of a case counts the same events."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known. `number` orders facts and scripts by when they came."""

    number: int
    text: str
    source: str
    step_id: UUID | None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """The active fix, final or not. `notes`: what is open, what is waited for, or why it failed."""

    id: UUID
    title: str
    description: str
    confidence_pct: int
    step_id: UUID | None
    state: FixState = "proposed"
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A generated script; its passwords are redacted. `succeeded` is None until somebody said how it went."""

    number: int
    name: str
    parameters: Mapping[str, str]
    succeeded: bool | None = None
    details: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session. `closing` is its present end, if it has one, `outcomes` the number of its last; `people` are the
    engineers, by name.
    """

    started: SessionStarted | None = None
    status: Status = "active"
    owner: UUID | None = None
    people: tuple[str, ...] = ()
    ticket: str | None = None
    """The ticket that it was linked to, as it was named."""
    ticket_context: Mapping[str, Any] | None = None
    """What is known of the ticket that the session belongs to now."""
    steps: tuple[StepProposed, ...] = ()
    answers: Mapping[UUID, StepAnswered] = field(default_factory=dict)
    facts: Mapping[UUID, Fact] = field(default_factory=dict)
    fix: Fix | None = None
    scripts: Mapping[UUID, Script] = field(default_factory=dict)
    closing: Closing | None = None
    outcomes: int = 0
    escalation_reason: str | None = None
    state_version: int = 0

    @property
    def known(self) -> list[Fact]:
        """The facts that hold, oldest first."""
        return [fact for fact in self.facts.values() if not fact.retracted]

    @property
    def told(self) -> list[StepProposed]:
        """The steps without those that only what was retracted came from."""
        kept = {fact.step_id for fact in self.known}
        dropped = {fact.step_id for fact in self.facts.values() if fact.retracted} - kept
        return [step for step in self.steps if step.step_id not in dropped]

    def of_ticket(self, part: Literal["company", "contact"]) -> str | None:
        """The name that the ticket's context gives of that part."""
        found = (self.ticket_context or {}).get(part)
        name = found.get("name") if isinstance(found, Mapping) else None
        return name.strip() or None if isinstance(name, str) else None

    @property
    def resolved(self) -> SessionResolved | None:
        """The resolution, where the session stands resolved."""
        return self.closing if isinstance(self.closing, SessionResolved) else None


def session_of(events: Iterable[SessionEvent]) -> Session:
    """The session that events tell of."""
    session = Session()
    for event in events:
        session = _after(_undone(session, event), event)
        if isinstance(event, Closing):
            session = replace(session, outcomes=event.outcome)
        if isinstance(event, RAISES_STATE):
            session = replace(session, state_version=session.state_version + 1)
    return session


def with_ticket(session: Session, events: Iterable[StoredEvent]) -> Session:
    """The session with what the opened events of `ticket-<session>` tell of its ticket, and of no other."""
    for told in map(read_context, (event for event in events if event.type == "ticket_context_loaded")):
        if session.ticket in (None, told.ticket_id):
            session = replace(session, ticket_context=told.context)
    return session


def _after(session: Session, event: SessionEvent) -> Session:  # noqa: PLR0911 - a table
    match event:
        case SessionStarted():
            begun = replace(session, started=event, owner=event.owner_id, people=(event.owner_name,))
            return replace(begun, ticket_context=event.ticket_context)
        case StepProposed():
            return replace(session, steps=(*session.steps, event))
        case StepAnswered():
            return replace(session, answers={**session.answers, event.step_id: event})
        case FactRecorded() | FactRevised() | FactRetracted():
            return replace(session, facts={**session.facts, **_fact(session, event)})
        case FixSuggested() | FixOutcomeRecorded():
            return replace(session, fix=_fix(session.fix, event))
        case ScriptGenerated() | ScriptResultRecorded():
            return replace(session, scripts={**session.scripts, **_script(session, event)})
        case TicketLinked():
            return replace(session, ticket=event.psa_ticket_id, ticket_context=None)
        case BriefingGiven():
            return session
        case _:
            return _moved(session, event)


Moves = (
    SessionPaused
    | SessionResumed
    | SessionReassigned
    | SessionResolved
    | SessionAbandoned
    | SessionReopened
    | EscalationRequested
    | EscalationPickedUp
    | EscalationTakenBack
    | HandedOver
)


def _moved(session: Session, event: Moves) -> Session:  # noqa: PLR0911 - a table
    """The session after a change of its status or of its owner."""
    match event:
        case SessionPaused():
            return replace(session, status="paused")
        case SessionResumed():
            return replace(session, status="active")
        case SessionReassigned():
            return replace(session, owner=event.to_id, people=_with(session.people, event.to_name))
        case SessionResolved():
            return replace(session, status="resolved", closing=event)
        case SessionAbandoned():
            return replace(session, status="abandoned", closing=event)
        case SessionReopened() | EscalationTakenBack():
            return replace(session, status="active", closing=None, escalation_reason=None)
        case EscalationRequested():
            return _escalated(session, event)
        case EscalationPickedUp():
            people = _with(session.people, event.by_name)
            gone = replace(session, status="active", closing=None, escalation_reason=None)
            return replace(gone, owner=event.by, people=people)
        case HandedOver():
            return replace(session, status="escalated", closing=event)
        case _:
            assert_never(event)


def _escalated(session: Session, event: EscalationRequested) -> Session:
    people = _with(session.people, event.by_name, event.to_name)
    return replace(
        session, status="requesting_escalation", closing=event, escalation_reason=event.reason, people=people
    )


def _undone(session: Session, event: SessionEvent) -> Session:
    """The session with a fix that seemed to hold and, as the event shows, did not."""
    fix = session.fix
    if fix is None or fix.state != "applied_success":
        return session
    match event:
        case SessionReopened() if session.resolved:
            return replace(session, fix=replace(fix, state="applied_failed", notes=REOPENED))
        case StepAnswered(step_id=fix.step_id) if _rejected(event):
            said = event.free_text or (event.action_result.details if event.action_result else None)
            return replace(session, fix=replace(fix, state="applied_failed", notes=said))
        case _:
            return session


def _rejected(event: StepAnswered) -> bool:
    return event.action_result is None or not event.action_result.success


def _fact(session: Session, event: FactRecorded | FactRevised | FactRetracted) -> dict[UUID, Fact]:
    match event:
        case FactRecorded():
            return {event.fact_id: Fact(_next(session), event.text, event.source_type, event.step_id)}
        case FactRevised():
            return {event.fact_id: replace(session.facts[event.fact_id], text=event.text)}
        case FactRetracted():
            return {event.fact_id: replace(session.facts[event.fact_id], retracted=True)}


def _fix(fix: Fix | None, event: FixSuggested | FixOutcomeRecorded) -> Fix | None:
    match event:
        case FixSuggested():
            return Fix(event.fix_id, event.title, event.description, event.confidence_pct, event.step_id)
        case FixOutcomeRecorded():
            told = fix is not None and fix.id == event.fix_id
            return replace(fix, state=event.outcome, notes=event.notes) if told and fix else fix


def _script(session: Session, event: ScriptGenerated | ScriptResultRecorded) -> dict[UUID, Script]:
    match event:
        case ScriptGenerated():
            script = Script(_next(session), event.template_name, event.parameters_used)
            return {event.generation_id: script}
        case ScriptResultRecorded():
            script = session.scripts[event.generation_id]
            return {event.generation_id: replace(script, succeeded=event.success, details=event.details)}


def _next(session: Session) -> int:
    return len(session.facts) + len(session.scripts)


def _with(people: tuple[str, ...], *names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*people, *filter(None, names))))
