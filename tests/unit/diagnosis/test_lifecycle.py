"""Pausing, resuming, reassigning, linking, closing, reopening and rating; and the whole matrix."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest

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
)
from services.diagnosis.commands_base import SystemCommand, UserCommand
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
    TicketLinked,
)
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
from services.diagnosis.ports import Question
from services.diagnosis.state import Active
from tests.unit.diagnosis.examples import (
    ABANDONED,
    ANNA,
    ANNA_ID,
    BEN,
    BEN_ID,
    FACT,
    FAILED,
    FIX,
    FLOW,
    HANDED_OVER,
    LATER,
    LEAD,
    LEAD_ID,
    NO,
    NOW,
    OPEN,
    OTHER_FIX,
    PAUSED,
    REOPENED,
    RESOLVED,
    SCRIPT,
    SPEC,
    START,
    STEP,
    STRANGER,
    TEAM,
    TEMPLATE,
    TO_BEN,
    TOLD,
    WORKED,
    YES,
    answered,
    asked,
    briefed,
    escalation,
    fix,
    picked_up,
    started,
    turned_out,
)

PAUSE = PauseSession(actor=ANNA, at=NOW)
RESUME = ResumeSession(actor=ANNA, at=NOW)
REASSIGN = ReassignSession(actor=LEAD, at=NOW, to=TO_BEN)
LINK = LinkTicket(actor=ANNA, at=NOW, psa_connection_id="cw", psa_ticket_id="4711")
RESOLVE = ResolveSession(actor=ANNA, at=NOW, resolution_summary="Replaced the patch cable.")
ABANDON = AbandonSession(actor=ANNA, at=NOW)
REOPEN = ReopenSession(actor=ANNA, at=LATER)
RATE = RateSession(actor=ANNA, at=NOW, rating=4, feedback="good")
RESPOND = AnswerStep(actor=ANNA, at=NOW, selected_option="yes")
RETRY = RetryStep(actor=ANNA, at=NOW)

REASSIGNED = SessionReassigned(from_id=ANNA_ID, to_id=BEN_ID, to_name="Ben", to_team_id=TEAM, by=LEAD_ID, at=NOW)
LINKED = TicketLinked(psa_connection_id="cw", psa_ticket_id="4711", by=ANNA_ID, at=NOW)
RATED = SessionRated(rating=4, feedback="good", by=ANNA_ID, at=NOW)

STATUSES: dict[str, tuple[SessionEvent, ...]] = {
    "active": (),
    "paused": (PAUSED,),
    "requesting_escalation": (escalation(),),
    "resolved": (RESOLVED,),
    "escalated": (escalation(), HANDED_OVER),
    "abandoned": (ABANDONED,),
}
LIVE = {"active", "paused"}
ONGOING = LIVE | {"requesting_escalation"}
CLOSED = {"resolved", "escalated", "abandoned"}
REQUESTING = {"requesting_escalation"}

ADD_FACT = AddFact(actor=ANNA, at=NOW, fact_id=UUID(int=1), text="It has power.")
REVISE_FACT = ReviseFact(actor=ANNA, at=NOW, fact_id=FACT, text="Floors 2 and 3.")
RETRACT_FACT = RetractFact(actor=ANNA, at=NOW, fact_id=FACT)
SUGGEST_FIX = SuggestFix(actor=ANNA, at=NOW, fix_id=OTHER_FIX, title="New fuser", description="Replace the fuser.")
FIX_OUTCOME = RecordFixOutcome(actor=ANNA, at=NOW, fix_id=FIX, outcome="applied_success")
RECORD_SCRIPT = RecordScript(
    actor=ANNA,
    at=NOW,
    generation_id=UUID(int=2),
    template_id=TEMPLATE,
    template_version=1,
    template_name="Restart a service",
    template_slug="restart-service",
    shell="bash",
    parameters_used={},
)
SCRIPT_RESULT = RecordScriptResult(actor=ANNA, at=NOW, generation_id=SCRIPT, success=True)
ESCALATE = Escalate(actor=ANNA, at=NOW, reason="I am stuck with it.")
PICK_UP = PickUp(actor=BEN, at=NOW)
TAKE_BACK = TakeBack(actor=ANNA, at=NOW)
HAND_OVER = HandOver(actor=ANNA, at=NOW, recipient="Brother")

ALLOWED: list[tuple[tuple[SessionEvent, ...], UserCommand, set[str]]] = [
    (WORKED, RESPOND, {"active"}),
    (FAILED, RETRY, {"active"}),
    (WORKED, PAUSE, {"active"}),
    (WORKED, RESUME, {"paused"}),
    (WORKED, REASSIGN, LIVE),
    (WORKED, LINK, LIVE),
    (WORKED, RESOLVE, LIVE),
    (WORKED, ABANDON, LIVE),
    (WORKED, REOPEN, CLOSED),
    (WORKED, RATE, CLOSED),
    (WORKED, ADD_FACT, ONGOING),
    (WORKED, REVISE_FACT, ONGOING),
    (WORKED, RETRACT_FACT, ONGOING),
    (WORKED, SUGGEST_FIX, LIVE),
    (WORKED, FIX_OUTCOME, ONGOING | CLOSED),
    (WORKED, RECORD_SCRIPT, LIVE),
    (WORKED, SCRIPT_RESULT, ONGOING),
    (WORKED, ESCALATE, LIVE),
    (WORKED, PICK_UP, REQUESTING),
    (WORKED, TAKE_BACK, REQUESTING),
    (WORKED, TAKE_BACK.model_copy(update={"actor": LEAD}), REQUESTING),
    (WORKED, HAND_OVER, REQUESTING),
]
MATRIX = [
    pytest.param(status, base, command, status in allowed, id=f"{status}-{type(command).__name__}")
    for base, command, allowed in ALLOWED
    for status in STATUSES
]


@pytest.mark.parametrize(("status", "base", "command", "allowed"), MATRIX)
def test_given_a_status_when_a_command_comes_then_only_the_table_of_the_lifecycle_holds(
    status: str, base: tuple[SessionEvent, ...], command: UserCommand, allowed: bool
) -> None:
    outcome = SPEC.given(*base, *STATUSES[status]).when(cast("SessionCommand", command))
    if allowed:
        assert outcome.refusal is None
        assert outcome.events
    else:
        refusal = outcome.then_refused(409, "wrong_status")
        assert status in refusal.detail
        assert refusal.facts["session_status"] == status


def test_the_table_of_the_lifecycle_has_every_command_of_a_user() -> None:
    assert {type(command) for _, command, _ in ALLOWED} == set(UserCommand.__subclasses__())


IDLE = AbandonIdleSession(at=LATER, version=0)
PROPOSE = ProposeStep(
    at=LATER, order=0, attempt=1, step_id=STEP, proposal=Question(text="?", options=(YES, NO)), engine="playbook"
)
FAIL = FailStep(at=LATER, order=0, attempt=1, code="c", detail="d", retriable=True, engine="claude")
ADOPT = AdoptFlow(at=LATER, order=0, flow=FLOW)
REMIND = RemindOfFix(at=LATER, fix_id=FIX, pending_since=NOW, number=1)
INSIGHT = GainInsight(
    at=LATER,
    outcome=1,
    remaining_hypotheses=(),
    suggested_next_steps=(),
    steps_ruled_out=(),
    engine="playbook",
)
BRIEF = GiveBriefing(at=LATER, outcome=1, order=1, step_id=UUID(int=3), content=TOLD)
PENDING = (*OPEN, fix(), turned_out("applied_pending", "a night of prints"))
PICKED_UP = (*OPEN, escalation(), picked_up())

TAKEN: list[tuple[tuple[SessionEvent, ...], SystemCommand, set[str]]] = [
    ((started(),), PROPOSE, LIVE),
    ((started(),), FAIL, LIVE),
    ((started(),), ADOPT, LIVE),
    (OPEN, IDLE, LIVE),
    (PENDING, REMIND, ONGOING | CLOSED),
    ((*PICKED_UP, briefed()), INSIGHT, ONGOING | CLOSED),
    (PICKED_UP, BRIEF, LIVE),
    (OPEN, START, set()),
]


@pytest.mark.parametrize(
    ("status", "base", "command", "taken"),
    [
        pytest.param(status, base, command, status in taken, id=f"{status}-{type(command).__name__}")
        for base, command, taken in TAKEN
        for status in STATUSES
    ],
)
def test_given_a_status_when_a_reaction_or_a_timer_asks_then_it_happens_or_nothing_does(
    status: str, base: tuple[SessionEvent, ...], command: SystemCommand, taken: bool
) -> None:
    history = (*base, *STATUSES[status])
    if isinstance(command, AbandonIdleSession):
        command = command.model_copy(update={"version": len(history)})
    outcome = SPEC.given(*history).when(cast("SessionCommand", command))
    assert outcome.refusal is None
    assert len(outcome.events) == taken


def test_the_table_of_reactions_has_every_command_of_the_system() -> None:
    assert {type(command) for _, command, _ in TAKEN} == set(SystemCommand.__subclasses__())


COMMANDS = [command for _, command, _ in ALLOWED]
OWNERS = [command for command in COMMANDS if not isinstance(command, PickUp)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_given_another_accounts_session_when_any_command_comes_then_it_is_unknown(command: UserCommand) -> None:
    foreign = cast("SessionCommand", command.model_copy(update={"actor": STRANGER}))
    for status in STATUSES.values():
        SPEC.given(*WORKED, *status).when(foreign).then_refused(404, "unknown_session")
    SPEC.given().when(cast("SessionCommand", command)).then_refused(404, "unknown_session")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("command", OWNERS, ids=lambda command: type(command).__name__)
def test_given_a_colleagues_session_when_any_command_comes_then_it_is_forbidden(
    command: UserCommand, status: str
) -> None:
    colleague = cast("SessionCommand", command.model_copy(update={"actor": BEN}))
    outcome = SPEC.given(*WORKED, *STATUSES[status]).when(colleague)
    assert outcome.refusal is not None
    assert outcome.refusal.status == 403


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_given_an_old_version_when_any_command_comes_then_it_is_refused(command: UserCommand) -> None:
    old = cast("SessionCommand", command.model_copy(update={"expected_version": 1}))
    history = (*WORKED, escalation()) if isinstance(command, PickUp) else WORKED
    refusal = SPEC.given(*history).when(old).then_refused(412, "version_mismatch")
    assert refusal.facts["version"] == len(history)


@pytest.mark.parametrize(
    ("history", "command", "event"),
    [
        (OPEN, PAUSE, PAUSED),
        ((*OPEN, PAUSED), RESUME, SessionResumed(by=ANNA_ID, at=NOW)),
        (OPEN, REASSIGN, REASSIGNED),
        (OPEN, LINK, LINKED),
        (OPEN, RESOLVE, RESOLVED),
        (OPEN, ABANDON, ABANDONED),
        ((*OPEN, RESOLVED), REOPEN, REOPENED),
        ((*OPEN, ABANDONED), RATE, RATED),
    ],
)
def test_given_the_right_status_when_the_command_comes_then_it_happens(
    history: tuple[SessionEvent, ...], command: SessionCommand, event: SessionEvent
) -> None:
    SPEC.given(*history).when(command).then(event)


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ((*OPEN, LINKED), LINK),
        ((*OPEN, RESOLVED, RATED), RATE),
        ((*OPEN, REASSIGNED), REASSIGN),
        ((*OPEN, RESOLVED), AbandonIdleSession(at=LATER, version=3)),
        ((*OPEN, answered()), AbandonIdleSession(at=LATER, version=2)),
    ],
)
def test_given_it_is_so_already_when_the_command_comes_again_then_nothing_happens(
    history: tuple[SessionEvent, ...], command: SessionCommand
) -> None:
    SPEC.given(*history).when(command).then_nothing()


def test_given_an_idle_session_when_the_time_is_up_then_it_is_abandoned() -> None:
    event = SessionAbandoned(outcome=1, by=None, reason="inactivity", at=LATER)
    SPEC.given(*OPEN).when(AbandonIdleSession(at=LATER, version=2)).then(event)
    SPEC.given(*OPEN, PAUSED).when(AbandonIdleSession(at=LATER, version=3)).then(event)


def test_given_a_reassigned_session_then_only_the_new_owner_acts() -> None:
    history = (*OPEN, REASSIGNED)
    SPEC.given(*history).when(PAUSE).then_refused(403, "not_your_session")
    SPEC.given(*history).when(PauseSession(actor=BEN, at=NOW)).then(SessionPaused(by=BEN_ID, at=NOW))


@pytest.mark.parametrize("changes", [{"role": "viewer"}, {"active": False}])
def test_given_no_engineer_when_it_is_reassigned_to_them_then_it_is_refused(changes: dict[str, Any]) -> None:
    to = TO_BEN.model_copy(update=changes)
    SPEC.given(*OPEN).when(REASSIGN.model_copy(update={"to": to})).then_refused(422, "not_an_engineer")


def test_given_an_engineer_when_they_reassign_then_it_is_forbidden() -> None:
    SPEC.given(*OPEN).when(REASSIGN.model_copy(update={"actor": ANNA})).then_refused(403, "lead_only")


def test_given_a_second_closing_then_it_is_an_outcome_of_its_own() -> None:
    history = (*OPEN, RESOLVED, REOPENED)
    SPEC.given(*history).when(RESOLVE).then(RESOLVED.model_copy(update={"outcome": 2}))


def test_given_a_rating_with_the_resolution_when_the_same_is_given_again_then_nothing_happens() -> None:
    closed = RESOLVED.model_copy(update={"rating": 4, "feedback": "good"})
    SPEC.given(*OPEN, closed).when(RATE).then_nothing()


def test_given_a_session_at_its_limit_when_it_is_reopened_then_it_has_a_further_allowance() -> None:
    history = (started(max_steps=1), asked(), RESOLVED, REOPENED, asked(1))
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    assert (state.case.limit, state.case.order) == (2, 2)


@pytest.mark.parametrize("summary", ["done", "    x     ", "x" * 2001])
def test_a_resolution_summary_has_5_to_2000_characters(summary: str) -> None:
    make: Callable[[], object] = lambda: RESOLVE.model_validate({**dict(RESOLVE), "resolution_summary": summary})  # noqa: E731 - only called to fail
    with pytest.raises(ValueError, match="resolution_summary"):
        make()


def test_a_resumed_session_has_the_step_that_was_open() -> None:
    history = (*OPEN, PAUSED, SessionResumed(by=ANNA_ID, at=NOW))
    SPEC.given(*history).when(RESPOND.model_copy(update={"at": LATER})).then(answered())


def test_given_a_resolved_session_when_it_is_reopened_then_the_next_step_is_awaited() -> None:
    SPEC.given(*OPEN, RESOLVED).when(REOPEN).then(SessionReopened(by=ANNA_ID, at=LATER))
    SPEC.given(*OPEN, RESOLVED, REOPENED).when(RESPOND).then_refused(409, "step_not_open")


def test_the_resolution_keeps_rating_and_feedback() -> None:
    (event,) = SPEC.given(*OPEN).when(RESOLVE.model_copy(update={"rating": 5, "feedback": "fast"})).events
    assert isinstance(event, SessionResolved)
    assert (event.rating, event.feedback) == (5, "fast")
