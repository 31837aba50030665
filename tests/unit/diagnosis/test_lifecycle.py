"""Pausing, resuming, reassigning, linking, closing, reopening and rating; and the whole matrix."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from services.diagnosis.commands import (
    AbandonIdleSession,
    AbandonSession,
    AnswerStep,
    LinkTicket,
    PauseSession,
    RateSession,
    ReassignSession,
    ReopenSession,
    ResolveSession,
    ResumeSession,
    RetryStep,
    SessionCommand,
    UserCommand,
)
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
from services.diagnosis.state import Active
from tests.unit.diagnosis.examples import (
    ABANDONED,
    ANNA,
    ANNA_ID,
    BEN,
    BEN_ID,
    FAILED,
    LATER,
    LEAD,
    LEAD_ID,
    NOW,
    OPEN,
    PAUSED,
    REOPENED,
    RESOLVED,
    SPEC,
    STRANGER,
    TEAM,
    TO_BEN,
    answered,
    asked,
    started,
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

HISTORIES: dict[str, tuple[SessionEvent, ...]] = {
    "active": OPEN,
    "paused": (*OPEN, PAUSED),
    "resolved": (*OPEN, RESOLVED),
    "abandoned": (*OPEN, ABANDONED),
}
ALLOWED: list[tuple[UserCommand, set[str]]] = [
    (RESPOND, {"active"}),
    (PAUSE, {"active"}),
    (RESUME, {"paused"}),
    (REASSIGN, {"active", "paused"}),
    (LINK, {"active", "paused"}),
    (RESOLVE, {"active", "paused"}),
    (ABANDON, {"active", "paused"}),
    (REOPEN, {"resolved", "abandoned"}),
    (RATE, {"resolved", "abandoned"}),
]
MATRIX = [
    pytest.param(status, command, status in allowed, id=f"{status}-{type(command).__name__}")
    for command, allowed in ALLOWED
    for status in HISTORIES
]


@pytest.mark.parametrize(("status", "command", "allowed"), MATRIX)
def test_given_a_status_when_a_command_comes_then_only_the_table_of_the_lifecycle_holds(
    status: str, command: UserCommand, allowed: bool
) -> None:
    outcome = SPEC.given(*HISTORIES[status]).when(cast("SessionCommand", command))
    if allowed:
        assert len(outcome.events) == 1
    else:
        refusal = outcome.then_refused(409, "wrong_status")
        assert status in refusal.detail
        assert refusal.facts["session_status"] == status


@pytest.mark.parametrize("status", ["paused", "resolved", "abandoned"])
def test_given_a_failed_step_when_the_session_is_not_active_then_no_retry(status: str) -> None:
    history = (*FAILED, *HISTORIES[status][2:])
    SPEC.given(*history).when(RETRY).then_refused(409, "wrong_status")


COMMANDS = [command for command, _ in ALLOWED] + [RETRY]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_given_another_accounts_session_when_any_command_comes_then_it_is_unknown(command: UserCommand) -> None:
    foreign = cast("SessionCommand", command.model_copy(update={"actor": STRANGER}))
    SPEC.given(*OPEN).when(foreign).then_refused(404, "unknown_session")
    SPEC.given().when(cast("SessionCommand", command)).then_refused(404, "unknown_session")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_given_a_colleagues_session_when_any_command_comes_then_it_is_forbidden(command: UserCommand) -> None:
    colleague = cast("SessionCommand", command.model_copy(update={"actor": BEN}))
    outcome = SPEC.given(*OPEN).when(colleague)
    assert outcome.refusal is not None
    assert outcome.refusal.status == 403


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_given_an_old_version_when_any_command_comes_then_it_is_refused(command: UserCommand) -> None:
    old = cast("SessionCommand", command.model_copy(update={"expected_version": 1}))
    refusal = SPEC.given(*OPEN).when(old).then_refused(412, "version_mismatch")
    assert refusal.facts["version"] == 2


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
