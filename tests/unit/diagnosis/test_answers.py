"""Answering the open step."""

from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.commands import AnswerStep
from services.diagnosis.events import ActionContent, ActionResult
from services.diagnosis.state import Active, ConfirmedStep, FailedStep
from tests.unit.diagnosis.examples import (
    ANNA,
    AWAITING,
    BEN,
    FAILED,
    LATER,
    OPEN,
    PAUSED,
    SPEC,
    STEP,
    STRANGER,
    SUGGESTED,
    SUGGESTION,
    answered,
    asked,
    started,
)

GOOD, BAD = ActionResult(success=True), ActionResult(success=False, details="still dead")
ACTION_CONTENT = ActionContent(
    text="Run it",
    action_type="instruction",
    expected_outcome=None,
    template_id=None,
    pre_filled_params=None,
    instructions=None,
)
ACTION = (started(), asked(shape="action", step_type="action", content=ACTION_CONTENT, options=()))


def answer(**said: Any) -> AnswerStep:
    return AnswerStep(**{"actor": ANNA, "at": LATER, **said})


def test_given_a_question_when_an_option_is_chosen_then_its_label_is_kept() -> None:
    SPEC.given(*OPEN).when(answer(step_id=STEP, selected_option="yes")).then(answered())


def test_given_a_question_when_free_text_is_written_then_it_counts_as_free_text() -> None:
    SPEC.given(*OPEN).when(answer(free_text="  it blinks ")).then(
        answered(selected_option=None, selected_label=None, free_text="it blinks", was_free_text=True)
    )


def test_given_a_question_when_both_are_given_then_it_is_not_free_text() -> None:
    SPEC.given(*OPEN).when(answer(selected_option="no", free_text="since Monday")).then(
        answered(selected_option="no", selected_label="No", free_text="since Monday")
    )


def test_given_a_question_when_it_is_skipped_then_that_is_kept() -> None:
    SPEC.given(*OPEN).when(answer(was_skipped=True)).then(
        answered(selected_option=None, selected_label=None, was_skipped=True)
    )


def test_given_an_action_when_its_result_is_reported_then_it_is_kept() -> None:
    SPEC.given(*ACTION).when(answer(action_result=BAD)).then(
        answered(selected_option=None, selected_label=None, action_result=BAD)
    )


@pytest.mark.parametrize(
    ("history", "said", "code"),
    [
        (OPEN, {}, "empty_answer"),
        (OPEN, {"free_text": "   "}, "empty_answer"),
        (OPEN, {"selected_option": "maybe"}, "unknown_option"),
        (OPEN, {"was_skipped": True, "selected_option": "yes"}, "contradictory_answer"),
        (OPEN, {"action_result": GOOD}, "not_an_action"),
        ((started(), asked(allow_free_text=False)), {"free_text": "hm"}, "free_text_not_allowed"),
        ((started(), asked(allow_skip=False)), {"was_skipped": True}, "skip_not_allowed"),
        (ACTION, {"selected_option": "yes"}, "unknown_option"),
        (SUGGESTED, {"was_skipped": True}, "skip_not_allowed"),
        (SUGGESTED, {"selected_option": "yes"}, "unknown_option"),
    ],
)
def test_given_an_open_step_when_the_answer_does_not_fit_then_it_is_refused(
    history: tuple[Any, ...], said: dict[str, Any], code: str
) -> None:
    SPEC.given(*history).when(answer(**said)).then_refused(422, code)


def test_given_an_open_step_when_another_one_is_answered_then_the_current_one_is_named() -> None:
    refusal = SPEC.given(*OPEN).when(answer(step_id=UUID(int=9), was_skipped=True)).then_refused(409, "step_not_open")
    assert refusal.facts["current_step"] == {"step_id": str(STEP), "step_order": 0}


@pytest.mark.parametrize("history", [AWAITING, FAILED, (*OPEN, answered())])
def test_given_no_open_step_when_one_is_answered_then_it_is_refused(history: tuple[Any, ...]) -> None:
    SPEC.given(*history).when(answer(selected_option="yes")).then_refused(409, "step_not_open")


def test_given_an_open_step_when_two_answer_then_the_second_hears_of_the_next_step() -> None:
    refusal = (
        SPEC.given(*OPEN, answered())
        .when(answer(step_id=STEP, selected_option="no"))
        .then_refused(409, "step_not_open")
    )
    assert refusal.facts["current_step"] == {"step_id": None, "step_order": 1}


def test_given_a_suggestion_when_it_worked_then_it_is_answered_and_nothing_more_is_awaited() -> None:
    outcome = SPEC.given(*SUGGESTED).when(answer(step_id=SUGGESTION, action_result=GOOD))
    event = answered(0, SUGGESTION, selected_option=None, selected_label=None, action_result=GOOD)
    outcome.then(event)
    state = SPEC.decider.fold((*SUGGESTED, event))
    assert isinstance(state, Active)
    assert isinstance(state.phase, ConfirmedStep)


def test_given_a_confirmed_suggestion_when_it_is_confirmed_again_then_nothing_happens() -> None:
    confirmed = answered(0, SUGGESTION, selected_option=None, selected_label=None, action_result=GOOD)
    SPEC.given(*SUGGESTED, confirmed).when(answer(step_id=SUGGESTION, action_result=GOOD)).then_nothing()


def test_given_a_confirmed_suggestion_when_it_did_not_hold_then_the_search_goes_on() -> None:
    confirmed = answered(0, SUGGESTION, selected_option=None, selected_label=None, action_result=GOOD)
    SPEC.given(*SUGGESTED, confirmed).when(answer(action_result=BAD)).then(
        answered(0, SUGGESTION, selected_option=None, selected_label=None, action_result=BAD)
    )


@pytest.mark.parametrize("said", [{"action_result": BAD}, {"free_text": "no, it came back"}])
def test_given_a_suggestion_when_it_is_rejected_then_that_is_always_accepted(said: dict[str, Any]) -> None:
    outcome = SPEC.given(*SUGGESTED).when(answer(**said))
    assert [event.type for event in outcome.events] == ["step_answered"]


def test_given_the_last_allowed_step_when_it_is_answered_then_resolve_or_escalate_is_offered() -> None:
    history = (started(max_steps=1), asked())
    refusal = SPEC.given(*history).when(answer(selected_option="yes")).then_refused(409, "step_limit")
    assert refusal.facts["offers"] == ["resolve", "escalate"]


@pytest.mark.parametrize("said", [{"action_result": BAD}, {"free_text": "no, it came back"}])
def test_given_a_suggestion_as_the_last_allowed_step_when_it_is_rejected_then_that_is_kept_and_no_step_follows(
    said: dict[str, Any],
) -> None:
    history = (started(max_steps=1), *SUGGESTED[1:])
    outcome = SPEC.given(*history).when(answer(**said))
    assert [event.type for event in outcome.events] == ["step_answered", "step_failed"]
    state = SPEC.decider.fold((*history, *outcome.events))
    assert isinstance(state, Active)
    assert isinstance(state.phase, FailedStep)
    assert not state.phase.retriable


def test_given_a_paused_session_when_it_is_answered_then_it_is_refused() -> None:
    refusal = SPEC.given(*OPEN, PAUSED).when(answer(selected_option="yes")).then_refused(409, "wrong_status")
    assert "paused" in refusal.detail


def test_given_somebody_elses_session_when_it_is_answered_then_it_is_forbidden() -> None:
    SPEC.given(*OPEN).when(answer(actor=BEN, selected_option="yes")).then_refused(403, "not_your_session")


def test_given_another_accounts_session_when_it_is_answered_then_there_is_none() -> None:
    unknown = SPEC.given().when(answer(selected_option="yes")).then_refused(404, "unknown_session")
    foreign = SPEC.given(*OPEN).when(answer(actor=STRANGER, selected_option="yes")).then_refused(404, "unknown_session")
    assert unknown.to_dict() == foreign.to_dict()


def test_given_a_version_that_is_not_current_when_it_is_answered_then_it_is_refused() -> None:
    SPEC.given(*OPEN).when(answer(selected_option="yes", expected_version=1)).then_refused(412, "version_mismatch")
    SPEC.given(*OPEN).when(answer(selected_option="yes", expected_version=2)).then(answered())
