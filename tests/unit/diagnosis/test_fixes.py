"""Suggested fixes: one active, its outcomes, and the answer to the suggestion that they are."""

from typing import Any
from uuid import UUID, uuid5

import pytest

from services.diagnosis.commands import AnswerStep, ProposeStep
from services.diagnosis.domain import session_decider
from services.diagnosis.events import ActionResult, SessionEvent
from services.diagnosis.limits import Limits
from services.diagnosis.material.commands import RecordFixOutcome, RemindOfFix, SuggestFix
from services.diagnosis.material.events import FixOutcome, FixReminderSent, FixScript, FixSuggested
from services.diagnosis.material.fixes import MOST_REMINDERS
from services.diagnosis.material.state import Fix
from services.diagnosis.ports import ResolutionSuggestion
from services.diagnosis.state import Active, AwaitingStep, NotStarted
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import (
    ANNA,
    AWAITING,
    BEN,
    FIX,
    LATER,
    NOW,
    OPEN,
    OTHER_FIX,
    PAUSED,
    RESOLVED,
    SPEC,
    SUGGESTED,
    SUGGESTION,
    TEMPLATE,
    answered,
    fix,
    started,
    suggested,
    turned_out,
)

OUTCOMES: tuple[FixOutcome, ...] = (
    "applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed",
)  # fmt: skip
FINAL: tuple[FixOutcome, ...] = ("applied_success", "applied_failed", "dismissed")
STEP_FIX = uuid5(SUGGESTION, "fix")
WITH_FIX = (*SUGGESTED, fix(STEP_FIX, step_id=SUGGESTION, by=None))
GOOD = ActionResult(success=True)


def suggest(**said: Any) -> SuggestFix:
    idea = {"fix_id": FIX, "title": "New cable", "description": "Replace the patch cable."}
    return SuggestFix(**{"actor": ANNA, "at": NOW, **idea, **said})


def record(outcome: FixOutcome, notes: str | None = None, fix_id: UUID = FIX, **said: Any) -> RecordFixOutcome:
    return RecordFixOutcome(**{"actor": ANNA, "at": NOW, "fix_id": fix_id, "outcome": outcome, "notes": notes, **said})


def answer(**said: Any) -> AnswerStep:
    return AnswerStep(**{"actor": ANNA, "at": LATER, **said})


def judged(**changes: Any) -> SessionEvent:
    return answered(0, SUGGESTION, **{"selected_option": None, "selected_label": None, **changes})


def remind(number: int = 1, **said: Any) -> RemindOfFix:
    return RemindOfFix(**{"at": LATER, "fix_id": FIX, "pending_since": NOW, "number": number, **said})


def state_of(*history: SessionEvent) -> Fix:
    state = SPEC.decider.fold(history)
    assert not isinstance(state, NotStarted)
    return state.case.material.fixes[FIX]


# suggesting


def test_given_a_session_when_an_engineer_has_an_idea_then_it_is_the_active_fix() -> None:
    SPEC.given(*OPEN).when(suggest()).then(fix())


def test_given_an_idea_when_it_is_suggested_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN, fix()).when(suggest()).then_nothing()


@pytest.mark.parametrize("before", [(), (turned_out("dismissed"),), (turned_out("applied_success"),)])
def test_given_a_fix_when_a_newer_one_comes_then_it_is_superseded_decided_or_not(
    before: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*OPEN, fix(), *before).when(suggest(fix_id=OTHER_FIX)).then(fix(OTHER_FIX, supersedes=FIX))


@pytest.mark.parametrize("said", [
    {"title": " "}, {"title": "x" * 201}, {"description": ""}, {"description": "x" * 4001},
    {"confidence_pct": -1}, {"confidence_pct": 101},
])  # fmt: skip
def test_given_words_that_do_not_fit_when_a_fix_is_suggested_then_they_are_not_taken(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(said))):
        suggest(**said)


FULL = DeciderSpec(session_decider(Limits(fixes=1)))


def test_given_as_many_fixes_as_there_may_be_when_an_idea_comes_then_the_limit_is_named() -> None:
    refusal = FULL.given(*OPEN, fix()).when(suggest(fix_id=OTHER_FIX)).then_refused(409, "fix_limit")
    assert refusal.facts["limit"] == 1
    FULL.given(*OPEN, fix()).when(suggest()).then_nothing()


def test_given_as_many_fixes_as_there_may_be_when_flowpilot_suggests_then_the_step_comes_without_one() -> None:
    (step,) = FULL.given(started(), fix()).when(propose()).events
    assert step.type == "step_proposed"


def propose(**changes: Any) -> ProposeStep:
    told = {"summary": "It prints", "resolution_summary": "Caused by: a. Fixed by: b.", "confidence": 0.945}
    proposal = ResolutionSuggestion(**{**told, **changes})
    return ProposeStep(at=NOW, order=0, attempt=1, step_id=SUGGESTION, proposal=proposal, engine="playbook")


def test_given_an_awaited_step_when_a_resolution_is_suggested_then_its_fix_is_the_active_one() -> None:
    outcome = SPEC.given(*AWAITING, fix()).when(propose())
    assert [event.type for event in outcome.events] == ["step_proposed", "fix_suggested"]
    assert outcome.events[1] == FixSuggested(
        fix_id=STEP_FIX,
        title="It prints",
        description="Caused by: a. Fixed by: b.",
        confidence_pct=94,
        script=None,
        step_id=SUGGESTION,
        supersedes=FIX,
        by=None,
        at=NOW,
    )


def test_given_a_suggestion_with_a_script_then_the_fix_carries_it() -> None:
    (_, event) = SPEC.given(*AWAITING).when(propose(template_id=TEMPLATE, pre_filled_params={"name": "Spooler"})).events
    assert isinstance(event, FixSuggested)
    assert event.script == FixScript(template_id=TEMPLATE, pre_filled_params={"name": "Spooler"})


@pytest.mark.parametrize(("summary", "title"), [
    ("First line\nsecond line", "First line"), ("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "…"),
])  # fmt: skip
def test_the_title_of_a_suggested_fix_is_its_first_line_of_at_most_80_characters(summary: str, title: str) -> None:
    (_, event) = SPEC.given(*AWAITING).when(propose(summary=summary)).events
    assert isinstance(event, FixSuggested)
    assert event.title == title


# outcomes


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_given_a_proposed_fix_when_it_turned_out_somehow_then_that_is_recorded(outcome: FixOutcome) -> None:
    SPEC.given(*OPEN, fix()).when(record(outcome, "  as it is ")).then(turned_out(outcome, "as it is"))


@pytest.mark.parametrize(("outcome", "code"), [
    ("applied_partial", "notes_needed"), ("applied_pending", "reason_needed"),
])  # fmt: skip
@pytest.mark.parametrize("notes", [None, "", "   "])
def test_given_no_notes_when_the_outcome_is_open_then_they_are_asked_for(
    outcome: FixOutcome, code: str, notes: str | None
) -> None:
    SPEC.given(*OPEN, fix()).when(record(outcome, notes)).then_refused(422, code)


@pytest.mark.parametrize("outcome", FINAL)
def test_given_no_notes_when_the_outcome_is_final_then_none_are_needed(outcome: FixOutcome) -> None:
    SPEC.given(*OPEN, fix()).when(record(outcome)).then(turned_out(outcome))


@pytest.mark.parametrize("open_", ["applied_partial", "applied_pending"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_given_an_open_outcome_when_another_comes_then_it_may_be_any(open_: FixOutcome, outcome: FixOutcome) -> None:
    history = (*OPEN, fix(), turned_out(open_, "so far"))
    SPEC.given(*history).when(record(outcome, "now")).then(turned_out(outcome, "now"))


@pytest.mark.parametrize("final", FINAL)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_given_a_final_outcome_when_another_comes_then_it_is_refused(final: FixOutcome, outcome: FixOutcome) -> None:
    history = (*OPEN, fix(), turned_out(final))
    refusal = SPEC.given(*history).when(record(outcome, "changed my mind")).then_refused(409, "fix_final")
    assert refusal.facts["fix_status"] == final


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_given_an_outcome_when_the_same_comes_again_then_nothing_happens(outcome: FixOutcome) -> None:
    SPEC.given(*OPEN, fix(), turned_out(outcome, "so")).when(record(outcome, "so")).then_nothing()


def test_given_a_superseded_fix_when_it_is_decided_then_it_is_refused() -> None:
    history = (*OPEN, fix(), fix(OTHER_FIX, supersedes=FIX))
    SPEC.given(*history).when(record("applied_success")).then_refused(409, "fix_superseded")
    SPEC.given(*history).when(record("applied_success", fix_id=OTHER_FIX)).then(
        turned_out("applied_success", fix_id=OTHER_FIX)
    )


def test_given_no_such_fix_when_it_is_decided_then_it_is_unknown() -> None:
    SPEC.given(*OPEN).when(record("dismissed")).then_refused(404, "unknown_fix")


def test_given_a_closed_session_when_its_fix_is_verified_then_that_is_recorded() -> None:
    history = (*OPEN, fix(), turned_out("applied_pending", "a night of prints"), RESOLVED)
    SPEC.given(*history).when(record("applied_success", at=LATER)).then(turned_out("applied_success", at=LATER))


def test_since_when_a_fix_waits_is_kept_over_new_reasons_and_begins_anew_after_another_outcome() -> None:
    waits = (*OPEN, fix(), turned_out("applied_pending", "a night"))
    assert state_of(*waits).pending_since == NOW
    assert state_of(*waits, turned_out("applied_pending", "two nights", at=LATER)).pending_since == NOW
    partly = (*waits, turned_out("applied_partial", "colour", at=LATER))
    assert state_of(*partly).pending_since is None
    assert state_of(*partly, turned_out("applied_pending", "toner", at=LATER)).pending_since == LATER


# one truth with the suggestion


def test_given_a_suggestion_when_it_worked_then_its_fix_has_succeeded() -> None:
    SPEC.given(*WITH_FIX).when(answer(action_result=GOOD)).then(
        judged(action_result=GOOD), turned_out("applied_success", fix_id=STEP_FIX, at=LATER)
    )


@pytest.mark.parametrize("said", [
    {"free_text": "still dead"}, {"action_result": ActionResult(success=False, details="still dead")},
])  # fmt: skip
def test_given_a_suggestion_when_it_did_not_work_then_its_fix_has_failed_for_that_reason(said: dict[str, Any]) -> None:
    outcome = SPEC.given(*WITH_FIX).when(answer(**said))
    assert outcome.events[0].type == "step_answered"
    assert outcome.events[1:] == [turned_out("applied_failed", "still dead", STEP_FIX, at=LATER)]


def test_given_a_long_reason_when_a_suggestion_is_turned_down_then_the_fix_keeps_as_much_as_notes_may_hold() -> None:
    (step, outcome) = SPEC.given(*WITH_FIX).when(answer(free_text="x" * 3000)).events
    assert step.type == "step_answered"
    assert outcome == turned_out("applied_failed", "x" * 2000, STEP_FIX, at=LATER)


@pytest.mark.parametrize(("outcome", "success"), [("applied_success", True), ("applied_failed", False)])
def test_given_an_open_suggestion_when_its_fix_is_verified_then_the_step_is_answered_by_that(
    outcome: FixOutcome, success: bool
) -> None:
    result = ActionResult(success=success, details="printed" if success else "still dead")
    SPEC.given(*WITH_FIX).when(record(outcome, result.details, STEP_FIX, at=LATER)).then(
        judged(action_result=result), turned_out(outcome, result.details, STEP_FIX, at=LATER)
    )


@pytest.mark.parametrize("outcome", ["applied_partial", "applied_pending", "dismissed"])
def test_given_an_open_suggestion_when_its_fix_is_not_verified_then_the_step_stays_open(outcome: FixOutcome) -> None:
    SPEC.given(*WITH_FIX).when(record(outcome, "so far", STEP_FIX)).then(turned_out(outcome, "so far", STEP_FIX))


def test_given_an_open_suggestion_when_another_fix_is_verified_then_the_step_stays_open() -> None:
    history = (*WITH_FIX, fix(supersedes=STEP_FIX))
    SPEC.given(*history).when(record("applied_success")).then(turned_out("applied_success"))
    SPEC.given(*history).when(answer(action_result=GOOD)).then(judged(action_result=GOOD))


@pytest.mark.parametrize("final", FINAL)
def test_given_a_decided_fix_when_its_suggestion_is_answered_then_only_the_answer_is_recorded(
    final: FixOutcome,
) -> None:
    history = (*WITH_FIX, turned_out(final, fix_id=STEP_FIX))
    SPEC.given(*history).when(answer(action_result=GOOD)).then(judged(action_result=GOOD))


def test_given_a_confirmed_suggestion_when_its_fix_is_said_to_work_then_nothing_happens() -> None:
    confirmed = (*WITH_FIX, judged(action_result=GOOD), turned_out("applied_success", fix_id=STEP_FIX))
    SPEC.given(*confirmed).when(record("applied_success", fix_id=STEP_FIX)).then_nothing()
    SPEC.given(*confirmed).when(record("applied_failed", fix_id=STEP_FIX)).then_refused(409, "fix_final")


def test_given_a_pending_fix_when_its_suggestion_worked_then_it_is_verified() -> None:
    history = (*WITH_FIX, turned_out("applied_pending", "a night", STEP_FIX))
    SPEC.given(*history).when(answer(action_result=GOOD)).then(
        judged(action_result=GOOD), turned_out("applied_success", fix_id=STEP_FIX, at=LATER)
    )


def test_given_a_paused_session_when_a_fix_is_verified_then_the_step_stays_open() -> None:
    SPEC.given(*WITH_FIX, PAUSED).when(record("applied_success", fix_id=STEP_FIX)).then(
        turned_out("applied_success", fix_id=STEP_FIX)
    )


def test_given_the_last_allowed_step_when_its_fix_failed_then_no_step_follows() -> None:
    history = (started(max_steps=1), suggested(), fix(STEP_FIX, step_id=SUGGESTION, by=None))
    outcome = SPEC.given(*history).when(record("applied_failed", fix_id=STEP_FIX))
    assert [event.type for event in outcome.events] == ["step_answered", "fix_outcome_recorded", "step_failed"]


def test_given_a_failed_fix_then_the_search_goes_on() -> None:
    (*events,) = SPEC.given(*WITH_FIX).when(record("applied_failed", fix_id=STEP_FIX)).events
    state = SPEC.decider.fold((*WITH_FIX, *events))
    assert isinstance(state, Active)
    assert state.phase == AwaitingStep()


def test_given_a_colleagues_fix_when_it_is_decided_then_it_is_forbidden() -> None:
    SPEC.given(*WITH_FIX).when(record("applied_success", fix_id=STEP_FIX, actor=BEN)).then_refused(
        403, "not_your_session"
    )


# reminders

WAITING = (*OPEN, fix(), turned_out("applied_pending", "a night of prints"))
REMINDED = FixReminderSent(fix_id=FIX, pending_since=NOW, at=LATER)


def test_given_a_waiting_fix_when_it_is_time_then_it_is_reminded_of_once() -> None:
    SPEC.given(*WAITING).when(remind()).then(REMINDED)
    SPEC.given(*WAITING, REMINDED).when(remind()).then_nothing()
    SPEC.given(*WAITING, REMINDED).when(remind(2)).then(REMINDED)


@pytest.mark.parametrize("since", [
    (turned_out("applied_success"),),
    (turned_out("applied_partial", "colour"),),
    (fix(OTHER_FIX, supersedes=FIX),),
    (turned_out("applied_partial", "colour"), turned_out("applied_pending", "toner", at=LATER)),
])  # fmt: skip
def test_given_a_fix_that_does_not_wait_since_then_any_more_when_it_is_time_then_nothing_happens(
    since: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*WAITING, *since).when(remind()).then_nothing()


def test_given_nobody_looks_when_many_reminders_were_sent_then_no_more_come() -> None:
    reminded = [REMINDED] * (MOST_REMINDERS - 1)
    SPEC.given(*WAITING, *reminded).when(remind(MOST_REMINDERS)).then(REMINDED)
    SPEC.given(*WAITING, *reminded, REMINDED).when(remind(MOST_REMINDERS + 1)).then_nothing()


def test_given_no_session_when_it_is_time_then_nothing_happens() -> None:
    SPEC.given().when(remind()).then_nothing()
