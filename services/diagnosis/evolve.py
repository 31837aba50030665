"""What each event does to a session. Never fails: what it is told has happened."""

from dataclasses import replace
from typing import assert_never

from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationEvent,
    EscalationInsightGained,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.events import (
    FlowAdopted,
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
from services.diagnosis.material import state as state_material
from services.diagnosis.material.events import MaterialEvent
from services.diagnosis.material.held import verified_fix
from services.diagnosis.state import (
    Abandoned,
    Active,
    AwaitingBriefing,
    AwaitingStep,
    Case,
    ConfirmedStep,
    Escalated,
    Escalation,
    FailedStep,
    NotStarted,
    Ongoing,
    OpenStep,
    Paused,
    Phase,
    RequestingEscalation,
    Resolved,
    Started,
    State,
)


def evolve(state: State, event: SessionEvent) -> State:
    """The state after the event."""
    if isinstance(event, SessionStarted):
        return _started(event)
    if isinstance(state, NotStarted):
        raise ValueError(f"a session begins with session_started, not with {event.type}")  # noqa: TRY004 - a broken log
    case = state.case._replace(version=state.case.version + 1)
    if isinstance(event, MaterialEvent):
        return _at(state, case._replace(material=state_material.evolve(case.material, event)))
    if isinstance(event, EscalationEvent):
        return _escalate(state, case, event)
    return _apply(state, case, event)


def _started(event: SessionStarted) -> State:
    case = Case(
        account_id=event.account_id,
        owner_id=event.owner_id,
        team_id=event.team_id,
        version=1,
        order=0,
        attempt=1,
        confidence=event.confidence,
        limit=event.max_steps,
        allowance=event.max_steps,
        flow_id=event.flow.id if event.flow else None,
    )
    return Active(case, AwaitingStep())


def _apply(  # noqa: C901, PLR0911, PLR0912 - a table
    state: Started,
    case: Case,
    event: StepProposed
    | StepFailed
    | StepAnswered
    | StepRetried
    | FlowAdopted
    | SessionPaused
    | SessionResumed
    | SessionReassigned
    | TicketLinked
    | SessionResolved
    | SessionAbandoned
    | SessionReopened
    | SessionRated,
) -> Started:
    match event:
        case StepProposed():
            return _at(state, _proposed(case, event), _open_step(event))
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
            return _at(state, case._replace(owner_id=event.to_id, team_id=event.to_team_id))
        case TicketLinked():
            return _at(state, case._replace(ticket=(event.psa_connection_id, event.psa_ticket_id)))
        case SessionResolved():
            return Resolved(case._replace(outcomes=event.outcome, rating=event.rating, feedback=event.feedback))
        case SessionAbandoned():
            return Abandoned(case._replace(outcomes=event.outcome, rating=None, feedback=None))
        case SessionReopened():
            return Active(_once_more(case), AwaitingStep())
        case SessionRated():
            return _at(state, case._replace(rating=event.rating, feedback=event.feedback))
        case _:
            assert_never(event)


def _escalate(state: Started, case: Case, event: EscalationEvent) -> Started:
    match event:
        case EscalationRequested():
            return RequestingEscalation(_requested(case, event), _phase(state))
        case EscalationInsightGained():
            return _at(state, case._replace(lacking_insight=case.lacking_insight - {event.outcome}))
        case EscalationPickedUp():
            return Active(_picked_up(case, event), AwaitingBriefing(event.outcome))
        case BriefingGiven():
            briefed = case._replace(order=event.order + 1, attempt=1, briefings=case.briefings + 1)
            return _at(state, briefed, AwaitingStep())
        case EscalationTakenBack():
            return _taken_back(case, _phase(state))
        case HandedOver():
            return Escalated(case._replace(outcomes=event.outcome, rating=None, feedback=None))
        case _:
            assert_never(event)


def _proposed(case: Case, event: StepProposed) -> Case:
    steps = case.steps | {event.step_id}
    return case._replace(order=event.order + 1, attempt=0, confidence=event.confidence, steps=steps)


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
        template_id=content.template_id if content.type == "action" else None,
        fix_id=verified_fix(event.node_id),
    )


def _once_more(case: Case) -> Case:
    """The next step is asked for anew, with a further allowance of steps."""
    return case._replace(attempt=case.attempt + 1, limit=case.order - case.briefings + case.allowance)


def _requested(case: Case, event: EscalationRequested) -> Case:
    return case._replace(
        outcomes=event.outcome,
        escalation=Escalation(event.outcome, event.by, event.to_id),
        lacking_insight=case.lacking_insight | {event.outcome},
    )


def _picked_up(case: Case, event: EscalationPickedUp) -> Case:
    picked_up = case.escalation and replace(case.escalation, picked_up_by=event.by, picked_up_by_name=event.by_name)
    return _once_more(case)._replace(owner_id=event.by, team_id=event.team_id, escalation=picked_up)


def _taken_back(case: Case, phase: Phase) -> Active:
    """A step that was being worked on was dropped meanwhile, so it is asked for anew; so is one after a briefing."""
    if isinstance(phase, AwaitingStep | AwaitingBriefing):
        return Active(case._replace(attempt=case.attempt + 1, escalation=None), AwaitingStep())
    return Active(case._replace(escalation=None), phase)


def _phase(state: Started) -> Phase:
    return state.phase if isinstance(state, Ongoing) else AwaitingStep()


def _at(state: Started, case: Case, phase: Phase | None = None) -> Started:
    """The same status with this case and, where one is given and the session is ongoing, this phase."""
    if isinstance(state, Ongoing):
        return type(state)(case, phase or state.phase)
    return type(state)(case)
