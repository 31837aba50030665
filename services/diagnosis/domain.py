"""The decider of a session, pure: the table of its commands, and its lifecycle from start to rating."""

from collections.abc import Sequence
from functools import partial
from typing import assert_never

from services.diagnosis import access, stepping
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
)
from services.diagnosis.escalation import domain as escalation
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, HandOver, PickUp, TakeBack
from services.diagnosis.events import (
    SessionAbandoned,
    SessionEvent,
    SessionPaused,
    SessionRated,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    SessionResumed,
    SessionStarted,
    TicketLinked,
)
from services.diagnosis.evolve import evolve
from services.diagnosis.limits import Limits
from services.diagnosis.material import facts, fixes, results, scripts
from services.diagnosis.material.commands import (
    AddFact,
    RecordFixOutcome,
    RecordScript,
    RecordScriptResult,
    RemindOfFix,
    RetractFact,
    ReviseFact,
    SuggestFix,
)
from services.diagnosis.state import Active, Live, NotStarted, Paused, State
from shared.decider import Decider
from shared.errors import Forbidden


def decide(  # noqa: C901, PLR0911, PLR0912 - a table
    command: SessionCommand, state: State, limits: Limits
) -> Sequence[SessionEvent]:
    """The events that the command causes. Raises a `Problem` when the command must not be."""
    match command:
        case StartSession():
            return start(command, state)
        case ProposeStep():
            return stepping.propose(command, state, limits)
        case FailStep():
            return stepping.fail(command, state)
        case AdoptFlow():
            return stepping.adopt_flow(command, state)
        case AbandonIdleSession():
            return abandon_idle(command, state)
        case AnswerStep():
            return stepping.answer(command, state)
        case RetryStep():
            return stepping.retry(command, state)
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
        case AddFact():
            return facts.add(command, state, limits)
        case ReviseFact():
            return facts.revise(command, state, limits)
        case RetractFact():
            return facts.retract(command, state)
        case SuggestFix():
            return fixes.suggest(command, state, limits)
        case RecordFixOutcome():
            return results.record_outcome(command, state)
        case RemindOfFix():
            return fixes.remind(command, state)
        case RecordScript():
            return scripts.record(command, state, limits)
        case RecordScriptResult():
            return results.record_script_result(command, state, limits)
        case Escalate():
            return escalation.escalate(command, state)
        case PickUp():
            return escalation.pick_up(command, state)
        case TakeBack():
            return escalation.take_back(command, state)
        case HandOver():
            return escalation.hand_over(command, state)
        case GainInsight():
            return escalation.gain_insight(command, state)
        case GiveBriefing():
            return escalation.give_briefing(command, state)
        case _:
            assert_never(command)


def start(command: StartSession, state: State) -> list[SessionEvent]:
    """Begin; quiet when it has begun."""
    if not isinstance(state, NotStarted):
        return []
    score = command.flow.score if command.flow else 0.0
    confidence = max(score, confidence_.GUIDED) if command.guided else 0.0
    said = command.model_dump(exclude={"at", "guided"})
    return [SessionStarted(**said, confidence=confidence, tier=confidence_.tier(confidence), started_at=command.at)]


def pause(command: PauseSession, state: State) -> list[SessionEvent]:
    """Put the case aside."""
    session = access.own(command, state)
    if not isinstance(session, Active):
        raise access.wrong_status(session, "pause", "active")
    return [SessionPaused(by=command.by, at=command.at)]


def resume(command: ResumeSession, state: State) -> list[SessionEvent]:
    """Take it up again."""
    session = access.own(command, state)
    if not isinstance(session, Paused):
        raise access.wrong_status(session, "resume", "paused")
    return [SessionResumed(by=command.by, at=command.at)]


def reassign(command: ReassignSession, state: State) -> list[SessionEvent]:
    """Give it to another engineer; quiet when it is theirs already."""
    session = access.visible(command, state)
    if command.actor.role not in access.LEADS:
        raise Forbidden("lead_only", "Only a team lead or an account administrator reassigns sessions.")
    access.check_version(command, session)
    case = access.live(session, "reassign").case
    to = command.to
    access.check_engineer(to)
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
    session = access.live(access.own(command, state), "link-ticket")
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
    session = access.live(access.own(command, state), "resolve")
    said = command.model_dump(exclude={"actor", "expected_version"})
    return [SessionResolved(**said, outcome=session.case.outcomes + 1, by=command.by)]


def abandon(command: AbandonSession, state: State) -> list[SessionEvent]:
    """Close without a result, by the owner's wish."""
    case = access.live(access.own(command, state), "abandon").case
    return [SessionAbandoned(outcome=case.outcomes + 1, by=command.by, reason="owner", at=command.at)]


def abandon_idle(command: AbandonIdleSession, state: State) -> list[SessionEvent]:
    """Close without a result, for inactivity; quiet when something has happened since."""
    if not isinstance(state, Live) or state.case.version != command.version:
        return []
    outcome = state.case.outcomes + 1
    return [SessionAbandoned(outcome=outcome, by=None, reason="inactivity", at=command.at)]


def reopen(command: ReopenSession, state: State) -> list[SessionEvent]:
    """Go on where it was closed, with a further allowance of steps."""
    access.closed(access.own(command, state), "reopen")
    return [SessionReopened(by=command.by, at=command.at)]


def rate(command: RateSession, state: State) -> list[SessionEvent]:
    """Rate the closed session; quiet when that is its rating."""
    case = access.closed(access.own(command, state), "rate").case
    if (case.rating, case.feedback) == (command.rating, command.feedback):
        return []
    return [SessionRated(rating=command.rating, feedback=command.feedback, by=command.by, at=command.at)]


def session_decider(limits: Limits) -> Decider[State, SessionCommand, SessionEvent]:
    """The decider of `session-<id>` under the installation's limits."""
    return Decider(NotStarted(), partial(decide, limits=limits), evolve)


SESSION = session_decider(Limits())
