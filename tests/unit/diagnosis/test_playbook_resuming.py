"""The playbook when a case is taken up again."""

from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.adapters.playbook import next_step
from services.diagnosis.commands import ReopenSession, ResolveSession
from services.diagnosis.escalation.commands import Escalate, HandOver
from services.diagnosis.events import StepProposed
from services.diagnosis.material.commands import RecordFixOutcome, SuggestFix
from services.diagnosis.material.held import verified_fix
from services.diagnosis.ports import Action, Answer, Question, ResolutionSuggestion
from tests.unit.diagnosis.desk import Desk
from tests.unit.diagnosis.playbook_kit import CASE, answered, on_flow, propose
from tests.unit.diagnosis.test_handover_properties import demo, guide, near
from tests.unit.diagnosis.test_playbook_flow import PRINTER


def at_suggestion() -> Desk:
    """Anna's session stands at the end of the flow."""
    desk = Desk().begin(flow=guide(PRINTER), guided=True)
    for said in (
        {"selected_option": "all"},
        {"action_result": {"success": True}},
        {"selected_option": "open"},
        {"action_result": {"success": True}},
    ):
        desk.propose()
        desk.answer(**said)
    assert desk.propose().content.type == "resolution_suggestion"
    return desk


def waiting(outcome: str = "applied_pending") -> Desk:
    """The same, with the fix neither proven nor failed."""
    desk = at_suggestion()
    [fix] = desk.view.fixes
    desk.told(RecordFixOutcome, fix_id=fix.fix_id, outcome=outcome, notes="the night run")
    return desk


def handed_over(desk: Desk, context: str | None = None) -> StepProposed:
    desk.escalate()
    desk.pick_up(context)
    return desk.propose()


def test_given_an_open_suggestion_when_it_is_picked_up_then_it_is_put_again() -> None:
    desk = at_suggestion()
    before = desk.view.steps[-1]
    step = handed_over(desk)
    assert (step.node_id, step.content.text) == (before.node_id, before.text)


@pytest.mark.parametrize(
    ("outcome", "words"), [("applied_pending", "Check whether this held"), ("applied_partial", "Complete what is")]
)
def test_given_a_fix_that_waits_when_it_is_picked_up_then_it_is_verified_first_and_stays_the_active_one(
    outcome: str, words: str
) -> None:
    desk = waiting(outcome)
    step = handed_over(desk)
    assert step.content.text.startswith(f"{words}")
    assert "the night run" in (step.context_message or "")
    [fix] = desk.view.fixes
    assert (fix.status, fix.superseded) == (outcome, False)


def status_of(desk: Desk) -> tuple[str, str | None]:
    """How the first fix stands, and why."""
    fix = desk.view.fixes[0]
    return fix.status, fix.notes


def test_given_a_fix_that_held_then_that_is_its_outcome_and_its_resolution_is_suggested() -> None:
    desk = waiting()
    handed_over(desk)
    desk.answer(action_result={"success": True})
    assert status_of(desk) == ("applied_success", None)
    step = next_step(desk.view)
    assert isinstance(step, ResolutionSuggestion)
    assert step.resolution_summary == "Caused by: a damaged job held up the queue. Fixed by: empty the spool folder."


@pytest.mark.parametrize(
    ("outcome", "said", "expected"),
    [
        ("applied_pending", {"action_result": {"success": False, "details": "back again"}}, "applied_failed"),
        ("applied_pending", {"was_skipped": True}, "applied_pending"),
        ("applied_partial", {"action_result": {"success": False}}, "applied_partial"),
    ],
)
def test_given_a_fix_that_did_not_hold_or_cannot_be_checked_then_the_flow_goes_on_behind_it(
    outcome: str, said: dict[str, Any], expected: str
) -> None:
    desk = waiting(outcome)
    handed_over(desk)
    desk.answer(**said)
    assert status_of(desk) == (expected, "back again" if expected == "applied_failed" else "the night run")
    step = next_step(desk.view)
    assert isinstance(step, Question)
    assert [option.value for option in step.options] == ["shut", "none-of-these"]


def test_given_the_outcome_of_the_fix_that_is_being_verified_then_it_answers_the_step_too() -> None:
    desk = waiting()
    step = handed_over(desk)
    [fix] = desk.view.fixes
    desk.told(RecordFixOutcome, fix_id=fix.fix_id, outcome="applied_failed", notes="back again")
    assert status_of(desk) == ("applied_failed", "back again")
    assert desk.view.steps[-1].step_id == step.step_id
    assert desk.view.steps[-1].answer == Answer(succeeded=False, details="back again")
    assert next_step(desk.view).node_id == "pings"


def test_given_the_last_step_when_the_fix_it_verifies_turns_out_then_only_the_outcome_is_recorded() -> None:
    desk = Desk().begin(flow=guide(PRINTER), guided=True, max_steps=1)
    desk.propose()
    fix = desk.mint()
    desk.told(SuggestFix, fix_id=fix, title="Swap the cable", description="A new one.")
    desk.told(RecordFixOutcome, fix_id=fix, outcome="applied_pending", notes="until Monday")
    assert handed_over(desk).node_id == f"held/{fix}"
    desk.told(RecordFixOutcome, fix_id=fix, outcome="applied_success")
    assert desk.view.fixes[0].status == "applied_success"
    assert desk.open is not None


@pytest.mark.parametrize("outcome", ["applied_failed", "dismissed"])
def test_given_a_suggestion_that_was_resolved_over_when_its_fix_turns_out_bad_then_it_is_not_put_again(
    outcome: str,
) -> None:
    desk = at_suggestion()
    [fix] = desk.view.fixes
    desk.told(ResolveSession, resolution_summary="Emptied the spool folder.")
    desk.told(RecordFixOutcome, fix_id=fix.fix_id, outcome=outcome, notes="still stuck")
    desk.told(ReopenSession)
    desk.propose()
    desk.answer(selected_option="same")
    assert next_step(desk.view).node_id == "pings"


def test_given_a_case_that_comes_back_from_outside_then_the_question_says_so_and_a_second_one_differs() -> None:
    desk = Desk().begin()
    desk.propose()
    desk.told(Escalate, reason="The vendor must look")
    desk.told(HandOver, recipient="Brother")
    desk.told(ReopenSession)
    first = desk.propose()
    assert first.context_message == "The case had been handed over."
    desk.answer(selected_option="same")
    desk.propose()
    desk.reopen()
    second = desk.propose()
    assert (first.node_id, second.node_id) == ("reopened/1", "reopened/2")
    assert first.content.text != second.content.text


def test_given_what_a_new_engineer_brings_along_then_the_flows_near_to_it_are_offered_and_may_lead() -> None:
    flow = guide(demo(0), 61)
    desk = Desk({flow.id: flow}, near=(near(flow),)).begin(flow=guide(PRINTER), guided=True)
    desk.propose()
    offer = handed_over(desk, "Since the change of the provider")
    assert offer.node_id == "nearest/1"
    assert "Since the change of the provider" in offer.content.text
    assert [option.label for option in offer.options] == [flow.name, "None of these"]
    desk.answer(selected_option=str(flow.id))
    assert (desk.propose().node_id, desk.case.flow_id) == ("root", flow.id)


def test_given_no_flow_near_to_the_words_then_it_goes_on_where_it_stood() -> None:
    desk = Desk().begin(flow=guide(PRINTER), guided=True)
    desk.propose()
    assert handed_over(desk, "Nobody knows").node_id == "root"


def test_given_a_library_that_could_not_be_asked_then_known_flows_are_offered_by_their_names() -> None:
    flow = guide(demo(0), 61).model_copy(update={"name": "Spooler hangs"})
    other = guide(demo(1), 62).model_copy(update={"name": "Mailbox full"})
    desk = Desk().begin(nearest=(near(other), near(flow)))
    desk.propose()
    offer = handed_over(desk, "I think that the spooler hangs")
    assert [option.label for option in offer.options] == ["Spooler hangs", "None of these"]


def test_given_words_that_name_a_check_then_it_comes_first_of_those_that_are_left() -> None:
    desk = Desk().begin(domain="printing")
    for _ in range(5):
        desk.propose()
        desk.answer(was_skipped=True)
    assert desk.propose().node_id == "check/device"
    handed_over(desk, "Maker's universal driver on a second queue was never compared")
    assert desk.view.steps[-1].node_id == "check/driver"


def test_given_a_decision_that_a_model_has_asked_in_its_words_then_it_is_not_asked_again() -> None:
    case = on_flow(PRINTER)
    asked = Question(text="who cannot print", options=propose(case).options)  # type: ignore[union-attr] # the root
    case = answered(case, asked, Answer(free_text="Everybody at that printer"))
    assert propose(case).node_id == "ping"


def test_given_a_topic_that_a_model_has_asked_in_the_checklists_words_then_it_is_not_asked_again() -> None:
    first = propose(CASE)
    assert not isinstance(first, ResolutionSuggestion | Action)
    case = answered(CASE, Question(text=first.text), Answer(free_text="nothing"))
    assert propose(case).node_id == "scoping/affected"


@pytest.mark.parametrize("node_id", [None, "root", "held/", "held/on", f"holds/{UUID(int=1)}"])
def test_given_a_step_that_verifies_no_fix_then_it_is_told_from_one_that_does(node_id: str | None) -> None:
    assert verified_fix(node_id) is None
    assert verified_fix(f"held/{UUID(int=1)}") == UUID(int=1)
