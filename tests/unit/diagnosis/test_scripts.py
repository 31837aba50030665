"""Generated scripts and what running them gave."""

from typing import Any
from uuid import UUID, uuid5

import pytest

from services.diagnosis.domain import session_decider
from services.diagnosis.events import ActionResult, SessionEvent
from services.diagnosis.limits import Limits
from services.diagnosis.material.commands import RecordScript, RecordScriptResult
from services.diagnosis.material.events import ScriptResultRecorded
from services.diagnosis.state import Active, AwaitingStep
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import (
    ANNA,
    ANNA_ID,
    FIX,
    NOW,
    OPEN,
    PAUSED,
    SCRIPT,
    SPEC,
    STEP,
    action,
    answered,
    fact,
    fix,
    script,
    started,
)

NARROW = DeciderSpec(session_decider(Limits(facts=1, scripts=1)))
ACTION = (started(), action())
ASKED_FOR = (*ACTION, script(step_id=STEP))
UNKNOWN = UUID(int=999)


def record(**said: Any) -> RecordScript:
    made = script().model_dump(exclude={"by", "at", "step_id"})
    return RecordScript(**{"actor": ANNA, "at": NOW, **made, **said})


def report(**said: Any) -> RecordScriptResult:
    return RecordScriptResult(**{"actor": ANNA, "at": NOW, "generation_id": SCRIPT, "success": True, **said})


def reported(success: bool = True, details: str | None = None) -> ScriptResultRecorded:
    return ScriptResultRecorded(generation_id=SCRIPT, success=success, details=details, by=ANNA_ID, at=NOW)


def told(text: str, **changes: Any) -> SessionEvent:
    source = {"source_type": "script_output", "source_summary": "Restart a service", "text": text}
    return fact(uuid5(SCRIPT, "result"), **{**source, **changes})


def test_given_a_session_when_a_script_was_made_then_it_is_recorded() -> None:
    SPEC.given(*OPEN, fix()).when(record(fix_id=FIX)).then(script(fix_id=FIX))


def test_given_a_script_when_it_is_recorded_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN, script()).when(record()).then_nothing()


@pytest.mark.parametrize("history", [ACTION, (*ACTION, PAUSED)])
def test_given_an_action_with_that_template_when_a_script_was_made_then_it_belongs_to_the_step(
    history: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*history).when(record()).then(script(step_id=STEP))


@pytest.mark.parametrize("template", [None, UNKNOWN])
def test_given_an_action_without_that_template_when_a_script_was_made_then_it_belongs_to_no_step(
    template: UUID | None,
) -> None:
    SPEC.given(started(), action(template_id=template)).when(record()).then(script())


def test_given_no_such_fix_when_a_script_names_it_then_it_is_unknown() -> None:
    SPEC.given(*OPEN).when(record(fix_id=FIX)).then_refused(404, "unknown_fix")


def test_given_a_full_session_when_a_script_was_made_then_the_limit_is_named() -> None:
    refusal = NARROW.given(*OPEN, script()).when(record(generation_id=UNKNOWN)).then_refused(409, "script_limit")
    assert refusal.facts["limit"] == 1


@pytest.mark.parametrize(("success", "details", "text"), [
    (True, None, "Restart a service succeeded"),
    (True, "  3 services ", "Restart a service succeeded: 3 services"),
    (False, "Access denied", "Restart a service failed: Access denied"),
    (False, "", "Restart a service failed"),
])  # fmt: skip
def test_given_a_script_when_its_result_is_reported_then_that_is_a_fact(
    success: bool, details: str | None, text: str
) -> None:
    said = details.strip() or None if details is not None else None
    SPEC.given(*OPEN, script()).when(report(success=success, details=details)).then(reported(success, said), told(text))


def test_given_long_details_when_a_result_is_reported_then_the_fact_holds_as_much_as_facts_may() -> None:
    (result, known) = SPEC.given(*OPEN, script()).when(report(details="x" * 4000)).events
    assert result == reported(details="x" * 4000)
    assert known == told(("Restart a service succeeded: " + "x" * 4000)[:2000])


def test_given_the_script_of_the_open_step_when_its_result_is_reported_then_the_step_is_answered() -> None:
    result = ActionResult(success=False, details="Access denied")
    outcome = SPEC.given(*ASKED_FOR).when(report(success=False, details="Access denied"))
    outcome.then(
        reported(False, "Access denied"),
        told("Restart a service failed: Access denied", step_id=STEP),
        answered(selected_option=None, selected_label=None, action_result=result, answered_at=NOW),
    )
    state = SPEC.decider.fold((*ASKED_FOR, *outcome.events))
    assert isinstance(state, Active)
    assert state.phase == AwaitingStep()


def test_given_a_step_that_was_answered_when_its_script_s_result_is_reported_then_it_is_only_recorded() -> None:
    history = (*ASKED_FOR, answered(selected_option=None, selected_label=None, free_text="ran it"))
    SPEC.given(*history).when(report()).then(reported(), told("Restart a service succeeded", step_id=STEP))


@pytest.mark.parametrize("history", [(*ASKED_FOR, PAUSED), (started(max_steps=1), *ASKED_FOR[1:])])
def test_given_a_step_that_takes_no_answer_now_when_its_script_s_result_is_reported_then_it_is_only_recorded(
    history: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*history).when(report()).then(reported(), told("Restart a service succeeded", step_id=STEP))


def test_given_a_result_when_the_same_is_reported_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN, script(), reported(details="ok")).when(report(details="ok")).then_nothing()


@pytest.mark.parametrize("said", [{"success": False}, {"details": "more"}])
def test_given_a_result_when_another_is_reported_then_it_is_refused(said: dict[str, Any]) -> None:
    SPEC.given(*OPEN, script(), reported()).when(report(**said)).then_refused(409, "result_recorded")


def test_given_no_such_script_when_its_result_is_reported_then_it_is_unknown() -> None:
    SPEC.given(*OPEN).when(report()).then_refused(404, "unknown_script")


def test_given_a_session_full_of_facts_when_a_result_is_reported_then_it_is_recorded_all_the_same() -> None:
    NARROW.given(*OPEN, script(), fact()).when(report()).then(reported())
