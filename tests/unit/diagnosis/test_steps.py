"""Starting, proposing, failing, retrying and adopting."""

from uuid import UUID

import pytest

from services.diagnosis.commands import AdoptFlow, FailStep, ProposeStep, RetryStep
from services.diagnosis.events import (
    ActionContent,
    FlowAdopted,
    QuestionContent,
    StepFailed,
    StepProposed,
    StepRetried,
    SuggestionContent,
)
from services.diagnosis.ports import Action, Question, ResolutionSuggestion
from tests.unit.diagnosis.examples import (
    ANNA,
    ANNA_ID,
    AWAITING,
    BEN,
    FAILED,
    FLOW,
    LATER,
    NO,
    NOW,
    OPEN,
    PAUSED,
    REOPENED,
    RESOLVED,
    SPEC,
    START,
    STEP,
    YES,
    answered,
    asked,
    failed,
    started,
)

QUESTION = Question(
    text="Does it ping?",
    why="It tells the network from the device.",
    options=(YES, NO),
    confidence=0.3,
    node_id="root",
)
PROPOSE = ProposeStep(at=NOW, order=0, attempt=1, step_id=STEP, proposal=QUESTION, engine="playbook")
FAIL = FailStep(
    at=NOW,
    order=0,
    attempt=1,
    code="model_answer_invalid",
    detail="The model's answer could not be used.",
    retriable=True,
    engine="claude",
)


def test_given_no_session_when_a_case_is_matched_then_the_session_starts() -> None:
    SPEC.given().when(START).then(started())


def test_given_no_session_when_a_flow_fits_well_then_it_starts_guided() -> None:
    command = START.model_copy(update={"flow": FLOW, "guided": True})
    SPEC.given().when(command).then(started(flow=FLOW, confidence=0.92, tier="guided"))


def test_given_no_session_when_a_guided_flow_scores_under_the_tier_then_confidence_is_raised_to_it() -> None:
    flow = FLOW.model_copy(update={"score": 0.75})
    command = START.model_copy(update={"flow": flow, "guided": True})
    SPEC.given().when(command).then(started(flow=flow, confidence=0.8, tier="guided"))


def test_given_a_session_when_it_is_started_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN).when(START).then_nothing()


def test_given_an_awaited_step_when_it_is_proposed_then_it_is_open() -> None:
    SPEC.given(*AWAITING).when(PROPOSE).then(asked())


def test_given_an_open_step_when_the_same_is_proposed_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN).when(PROPOSE).then_nothing()


def test_given_an_open_step_when_another_order_or_attempt_is_proposed_then_nothing_happens() -> None:
    for order, attempt in ((1, 1), (0, 2)):
        late = PROPOSE.model_copy(update={"order": order, "attempt": attempt})
        SPEC.given(*AWAITING).when(late).then_nothing()


def test_given_a_paused_session_when_a_step_that_was_under_way_arrives_then_it_is_kept() -> None:
    SPEC.given(*AWAITING, PAUSED).when(PROPOSE).then(asked())


def test_given_a_closed_session_when_a_step_arrives_then_nothing_happens() -> None:
    SPEC.given(*AWAITING, RESOLVED).when(PROPOSE).then_nothing()


def test_given_a_reopened_session_when_a_step_from_before_arrives_then_nothing_happens() -> None:
    SPEC.given(*AWAITING, RESOLVED, REOPENED).when(PROPOSE).then_nothing()
    fresh = PROPOSE.model_copy(update={"attempt": 2})
    SPEC.given(*AWAITING, RESOLVED, REOPENED).when(fresh).then(asked(attempt=2))


def test_given_no_confidence_when_it_is_the_first_step_then_it_is_zero() -> None:
    unsure = PROPOSE.model_copy(update={"proposal": QUESTION.model_copy(update={"confidence": None})})
    SPEC.given(*AWAITING).when(unsure).then(asked(confidence=0.0))


def test_given_no_confidence_when_there_was_a_step_then_it_is_that_steps() -> None:
    proposal = QUESTION.model_copy(update={"confidence": None})
    command = PROPOSE.model_copy(update={"order": 1, "step_id": UUID(int=7), "proposal": proposal})
    SPEC.given(*OPEN, answered()).when(command).then(asked(1, UUID(int=7), confidence=0.3))


def test_given_a_guided_start_when_the_first_step_is_less_sure_then_it_stays_guided() -> None:
    history = started(flow=FLOW, confidence=0.92, tier="guided")
    SPEC.given(history).when(PROPOSE).then(asked(confidence=0.92, tier="guided"))


def test_given_an_awaited_step_when_an_action_is_proposed_then_its_kind_is_in_the_content() -> None:
    action = Action(text="Run nltest", kind="verification", expected_outcome="A DC answers", why="w", confidence=0.5)
    content = ActionContent(
        text="Run nltest",
        action_type="verification",
        expected_outcome="A DC answers",
        template_id=None,
        pre_filled_params=None,
        instructions=None,
    )
    SPEC.given(*AWAITING).when(PROPOSE.model_copy(update={"proposal": action})).then(
        _proposed(asked(), shape="action", step_type="action", content=content, context_message="w", options=(),
                  confidence=0.5, tier="exploring", node_id=None)
    )  # fmt: skip


def test_given_an_awaited_step_when_a_resolution_is_suggested_then_it_takes_neither_free_text_nor_skip() -> None:
    suggestion = ResolutionSuggestion(summary="It prints", resolution_summary="Caused by: a.", confidence=0.95)
    content = SuggestionContent(text="It prints", resolution_summary="Caused by: a.", follow_up_recommendations=())
    step, _fix = SPEC.given(*AWAITING).when(PROPOSE.model_copy(update={"proposal": suggestion})).events
    assert step == (
        _proposed(asked(), shape="resolution_suggestion", step_type="action", content=content, context_message=None,
                  options=(), allow_free_text=False, allow_skip=False, confidence=0.95, tier="guided", node_id=None)
    )  # fmt: skip


def test_given_an_awaited_step_when_the_engine_fails_then_the_failure_is_shown() -> None:
    SPEC.given(*AWAITING).when(FAIL).then(failed())


def test_given_an_open_step_when_the_engine_fails_late_then_nothing_happens() -> None:
    SPEC.given(*OPEN).when(FAIL).then_nothing()


def test_given_a_failed_step_when_it_is_retried_then_the_next_attempt_is_awaited() -> None:
    SPEC.given(*FAILED).when(RetryStep(actor=ANNA, at=LATER)).then(
        StepRetried(order=0, attempt=2, by=ANNA_ID, at=LATER)
    )


def test_given_a_retried_step_when_the_first_attempt_arrives_late_then_nothing_happens() -> None:
    retried = StepRetried(order=0, attempt=2, by=ANNA_ID, at=LATER)
    SPEC.given(*FAILED, retried).when(PROPOSE).then_nothing()


def test_given_no_failed_step_when_it_is_retried_then_it_is_refused() -> None:
    SPEC.given(*OPEN).when(RetryStep(actor=ANNA, at=LATER)).then_refused(409, "no_failed_step")


def test_given_a_failure_for_good_when_it_is_retried_then_it_is_refused() -> None:
    history = (started(), failed(retriable=False))
    SPEC.given(*history).when(RetryStep(actor=ANNA, at=LATER)).then_refused(409, "not_retriable")


def test_given_somebody_elses_session_when_a_step_is_retried_then_it_is_forbidden() -> None:
    SPEC.given(*FAILED).when(RetryStep(actor=BEN, at=LATER)).then_refused(403, "not_your_session")


def test_given_a_chosen_flow_when_it_is_adopted_then_it_guides() -> None:
    command = AdoptFlow(at=LATER, order=1, flow=FLOW)
    SPEC.given(*OPEN, answered()).when(command).then(FlowAdopted(flow=FLOW, at=LATER))


def test_given_an_adopted_flow_when_it_is_adopted_again_then_nothing_happens() -> None:
    command = AdoptFlow(at=LATER, order=1, flow=FLOW)
    SPEC.given(*OPEN, answered(), FlowAdopted(flow=FLOW, at=LATER)).when(command).then_nothing()


def test_given_a_session_that_went_on_when_a_flow_is_adopted_late_then_nothing_happens() -> None:
    SPEC.given(*OPEN).when(AdoptFlow(at=LATER, order=1, flow=FLOW)).then_nothing()


def test_a_failure_keeps_what_the_engine_said() -> None:
    (event,) = SPEC.given(*AWAITING).when(FAIL).events
    assert isinstance(event, StepFailed)
    assert (event.code, event.retriable, event.engine) == (FAIL.code, True, "claude")


def test_a_question_without_options_must_allow_free_text() -> None:
    with pytest.raises(ValueError, match="must allow free text"):
        Question(text="What?", allow_free_text=False)


def _proposed(event: StepProposed, **changes: object) -> StepProposed:
    return StepProposed(**{**dict(event), **changes})


def test_the_question_of_the_examples_is_the_one_proposed() -> None:
    assert asked().content == QuestionContent(text=QUESTION.text)
