"""The decider of a session: one function per command, pure."""

from typing import assert_never

from services.diagnosis import answers
from services.diagnosis import confidence as confidence_
from services.diagnosis.commands import (
    AbandonIdleSession,
    AbandonSession,
    AdoptFlow,
    AnswerStep,
    FailStep,
    LinkTicket,
    PauseSession,
    ProposeStep,
    RateSession,
    ReassignSession,
    ReopenSession,
    ResolveSession,
    ResumeSession,
    RetryStep,
    SessionCommand,
    StartSession,
    UserCommand,
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
    StepFailed,
    StepRetried,
    TicketLinked,
)
from services.diagnosis.state import (
    Abandoned,
    Active,
    Case,
    Closed,
    ConfirmedStep,
    FailedStep,
    Live,
    NotStarted,
    OpenStep,
    Paused,
    Resolved,
    Started,
    State,
    awaited,
    evolve,
)
from services.diagnosis.steps import step_proposed
from shared.decider import Decider
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, RevisionMismatch

LEADS = frozenset({"team_admin", "account_admin"})
ENGINEERS = LEADS | {"engineer"}


def decide(command: SessionCommand, state: State) -> list[SessionEvent]:  # noqa: C901, PLR0911, PLR0912 - a table
    """The events that the command causes. Raises a `Problem` when the command must not be."""
    match command:
        case StartSession():
            return start(command, state)
        case ProposeStep():
            return propose(command, state)
        case FailStep():
            return fail(command, state)
        case AdoptFlow():
            return adopt_flow(command, state)
        case AbandonIdleSession():
            return abandon_idle(command, state)
        case AnswerStep():
            return answer(command, state)
        case RetryStep():
            return retry(command, state)
        case PauseSession():
            return pause(command, state)
        case ResumeSession():
            return resume(command, state)
        case ReassignSession():
            return reassign(command, state)
        case LinkTicket():
            return link_ticket(command, state)
        case ResolveSession():
            return resolve(command, state)
        case AbandonSession():
            return abandon(command, state)
        case ReopenSession():
            return reopen(command, state)
        case RateSession():
            return rate(command, state)
        case _:
            assert_never(command)


def start(command: StartSession, state: State) -> list[SessionEvent]:
    """Begin; quiet when it has begun."""
    if not isinstance(state, NotStarted):
        return []
    score = command.flow.score if command.flow else 0.0
    confidence = max(score, confidence_.GUIDED) if command.guided else 0.0
    facts = command.model_dump(exclude={"at", "guided"})
    return [SessionStarted(**facts, confidence=confidence, tier=confidence_.tier(confidence), started_at=command.at)]


def propose(command: ProposeStep, state: State) -> list[SessionEvent]:
    """Open the step; quiet unless exactly this step is awaited."""
    case = _awaited(command.order, command.attempt, state)
    return [step_proposed(command, case)] if case else []


def fail(command: FailStep, state: State) -> list[SessionEvent]:
    """Say that there is no step; quiet unless exactly this step is awaited."""
    if not _awaited(command.order, command.attempt, state):
        return []
    return [StepFailed(**command.model_dump(exclude={"at"}), failed_at=command.at)]


def adopt_flow(command: AdoptFlow, state: State) -> list[SessionEvent]:
    """Take the flow as a guide; quiet when the session has moved on or has it."""
    case = _awaited(command.order, None, state)
    if case is None or case.flow_id == command.flow.id:
        return []
    return [FlowAdopted(flow=command.flow, at=command.at)]


def answer(command: AnswerStep, state: State) -> list[SessionEvent]:
    """Take the answer to the open step; quiet when a resolution is confirmed once more."""
    session = _own(command, state)
    if not isinstance(session, Active):
        raise _wrong_status(session, "respond", "active")
    step = _answerable(command, session)
    answers.check(command, step)
    if step.shape == "resolution_suggestion" and not answers.rejects_suggestion(command):
        return [] if isinstance(session.phase, ConfirmedStep) else [answers.answered(command, step)]
    answered = answers.answered(command, step)
    if _is_last(session.case, step):
        if step.shape != "resolution_suggestion":
            raise _out_of_steps(session.case)
        return [answered, _no_step_left(command, session.case, step)]  # a suggestion may always be turned down
    return [answered]


def retry(command: RetryStep, state: State) -> list[SessionEvent]:
    """Ask the engine once more."""
    session = _own(command, state)
    if not isinstance(session, Active):
        raise _wrong_status(session, "retry-step", "active")
    case, phase = session.case, session.phase
    if not isinstance(phase, FailedStep):
        raise IllegalState("no_failed_step", "No step has failed; there is nothing to retry.")
    if not phase.retriable:
        raise IllegalState("not_retriable", "This failure will not go away by itself; resolve the session.")
    return [StepRetried(order=case.order, attempt=case.attempt + 1, by=command.by, at=command.at)]


def pause(command: PauseSession, state: State) -> list[SessionEvent]:
    """Put the case aside."""
    session = _own(command, state)
    if not isinstance(session, Active):
        raise _wrong_status(session, "pause", "active")
    return [SessionPaused(by=command.by, at=command.at)]


def resume(command: ResumeSession, state: State) -> list[SessionEvent]:
    """Take it up again."""
    session = _own(command, state)
    if not isinstance(session, Paused):
        raise _wrong_status(session, "resume", "paused")
    return [SessionResumed(by=command.by, at=command.at)]


def reassign(command: ReassignSession, state: State) -> list[SessionEvent]:
    """Give it to another engineer; quiet when it is theirs already."""
    session = _visible(command, state)
    if command.actor.role not in LEADS:
        raise Forbidden("lead_only", "Only a team lead or an account administrator reassigns sessions.")
    _check_version(command, session)
    case = _live(session, "reassign").case
    to = command.to
    if to.role not in ENGINEERS or not to.active:
        raise InvalidInput("not_an_engineer", "Choose an active engineer of your account.")
    if to.user_id == case.owner_id:
        return []
    return [
        SessionReassigned(
            from_id=case.owner_id,
            to_id=to.user_id,
            to_name=to.name,
            to_team_id=to.team_id,
            by=command.by,
            at=command.at,
        )
    ]


def link_ticket(command: LinkTicket, state: State) -> list[SessionEvent]:
    """Connect a ticket; quiet when it is connected already."""
    session = _live(_own(command, state), "link-ticket")
    if session.case.ticket == (command.psa_connection_id, command.psa_ticket_id):
        return []
    return [
        TicketLinked(
            psa_connection_id=command.psa_connection_id,
            psa_ticket_id=command.psa_ticket_id,
            by=command.by,
            at=command.at,
        )
    ]


def resolve(command: ResolveSession, state: State) -> list[SessionEvent]:
    """Close with a solution."""
    session = _live(_own(command, state), "resolve")
    said = command.model_dump(exclude={"actor", "expected_version"})
    return [SessionResolved(**said, outcome=session.case.outcomes + 1, by=command.by)]


def abandon(command: AbandonSession, state: State) -> list[SessionEvent]:
    """Close without a result, by the owner's wish."""
    case = _live(_own(command, state), "abandon").case
    return [SessionAbandoned(outcome=case.outcomes + 1, by=command.by, reason="owner", at=command.at)]


def abandon_idle(command: AbandonIdleSession, state: State) -> list[SessionEvent]:
    """Close without a result, for inactivity; quiet when something has happened since."""
    if not isinstance(state, Active | Paused) or state.case.version != command.version:
        return []
    outcome = state.case.outcomes + 1
    return [SessionAbandoned(outcome=outcome, by=None, reason="inactivity", at=command.at)]


def reopen(command: ReopenSession, state: State) -> list[SessionEvent]:
    """Go on where it was closed, with a further allowance of steps."""
    _closed(_own(command, state), "reopen")
    return [SessionReopened(by=command.by, at=command.at)]


def rate(command: RateSession, state: State) -> list[SessionEvent]:
    """Rate the closed session; quiet when that is its rating."""
    case = _closed(_own(command, state), "rate").case
    if (case.rating, case.feedback) == (command.rating, command.feedback):
        return []
    return [SessionRated(rating=command.rating, feedback=command.feedback, by=command.by, at=command.at)]


def _visible(command: UserCommand, state: State) -> Started:
    if isinstance(state, NotStarted) or state.case.account_id != command.actor.account_id:
        raise NotFound("unknown_session", "There is no such session.")
    return state


def _own(command: UserCommand, state: State) -> Started:
    session = _visible(command, state)
    if session.case.owner_id != command.actor.user_id:
        raise Forbidden("not_your_session", "Only its owner may do this; a team lead can reassign the session.")
    _check_version(command, session)
    return session


def _check_version(command: UserCommand, session: Started) -> None:
    current = session.case.version
    if command.expected_version not in (None, current):
        raise RevisionMismatch("version_mismatch", "The session has changed meanwhile; read it again.", version=current)


def _live(session: Started, wish: str) -> Live:
    if not isinstance(session, Active | Paused):
        raise _wrong_status(session, wish, "active or paused")
    return session


def _closed(session: Started, wish: str) -> Closed:
    if not isinstance(session, Resolved | Abandoned):
        raise _wrong_status(session, wish, "closed")
    return session


def _wrong_status(session: Started, wish: str, needed: str) -> IllegalState:
    return IllegalState(
        "wrong_status",
        f"This session is {session.status}; {wish} needs one that is {needed}.",
        session_status=session.status,
    )


def _awaited(order: int, attempt: int | None, state: State) -> Case | None:
    case = awaited(state)
    return case if case and case.order == order and attempt in (None, case.attempt) else None


def _answerable(command: AnswerStep, session: Active) -> OpenStep:
    phase = session.phase
    if isinstance(phase, ConfirmedStep):
        phase = phase.step
    if not isinstance(phase, OpenStep):
        raise _not_open(None, session.case.order)
    if command.step_id not in (None, phase.step_id):
        raise _not_open(str(phase.step_id), phase.order)
    return phase


def _not_open(step_id: str | None, order: int) -> IllegalState:
    detail = "That step is not open; answer the current step." if step_id else "The next step is not there yet."
    return IllegalState("step_not_open", detail, current_step={"step_id": step_id, "step_order": order})


def _is_last(case: Case, step: OpenStep) -> bool:
    return step.order + 1 >= case.limit


def _out_of_steps(case: Case) -> IllegalState:
    detail = f"This session has had its {case.limit} steps. Resolve it, or escalate it to a colleague."
    return IllegalState("step_limit", detail, max_steps=case.limit, offers=["resolve", "escalate"])


def _no_step_left(command: AnswerStep, case: Case, step: OpenStep) -> StepFailed:
    return StepFailed(
        order=step.order + 1,
        attempt=1,
        code="step_limit",
        detail=_out_of_steps(case).detail,
        retriable=False,
        engine="playbook",
        usage=None,
        failed_at=command.at,
    )


SESSION: Decider[State, SessionCommand, SessionEvent] = Decider(NotStarted(), decide, evolve)
