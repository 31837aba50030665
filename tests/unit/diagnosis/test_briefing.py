"""The briefing of who picks a case up."""

from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.escalation.commands import Escalate, PickUp
from services.diagnosis.material.commands import RecordFixOutcome
from tests.unit.diagnosis.desk import Desk
from tests.unit.diagnosis.examples import BEN
from tests.unit.diagnosis.test_handover_properties import guide
from tests.unit.diagnosis.test_playbook_flow import PRINTER

TOLD = """\
Escalation briefing — here's what was tried before you.

Anna escalated this case: The user is a VIP

Problem:
Printer on floor 2 prints nothing
The printer on floor 2 prints nothing

What was asked and done:
1. Who cannot print? — Everybody at that printer
2. Ping the printer: Run: Test-NetConnection <printer> -Port 9100. — did not help: times out
3. Is port 9100 open? — skipped
4. Empty the queue: Stop the spooler, empty PRINTERS, start it. — not answered

Remaining hypotheses:
- a damaged job held up the queue

Ruled out:
- Ping the printer: Run: Test-NetConnection <printer> -Port 9100. — did not help: times out

Suggested next steps:
- Empty the queue: Stop the spooler, empty PRINTERS, start it.
- If “No, it times out” (Does it answer): Reserve its address
- If “One user only” (Who cannot print): New profile"""


def escalated() -> Desk:
    """Anna asked, checked, skipped, and has a fix that waits."""
    desk = Desk().begin(flow=guide(PRINTER), guided=True)
    desk.propose()
    desk.answer(selected_option="all")
    desk.propose()
    desk.answer(action_result={"success": False, "details": "times out"})
    desk.propose()
    desk.answer(was_skipped=True)
    desk.propose()
    return desk


def test_given_an_insight_then_the_briefing_tells_all_in_order() -> None:
    desk = escalated()
    desk.escalate("The user is a VIP")
    desk.pick_up()
    briefing = desk.view.escalations[-1].briefing
    assert briefing is not None
    assert briefing.text == TOLD
    assert len(briefing.steps) == 4
    assert briefing.remaining_hypotheses == ("a damaged job held up the queue",)


def test_given_no_insight_yet_then_the_briefing_goes_out_without() -> None:
    desk = escalated()
    desk.told(Escalate, reason="Out of ideas")
    desk.owner = BEN
    desk.told(PickUp, mode="fresh", additional_context="The switch was replaced")
    briefing = briefing_of(desk.view)
    assert "Remaining hypotheses: None noted." in briefing.text
    assert "Suggested next steps: None noted." in briefing.text
    assert briefing.text.endswith("What Ben brings along:\nThe switch was replaced")
    assert (briefing.escalated_by, briefing.escalation_reason) == ("Anna", "Out of ideas")
    assert briefing.additional_context == "The switch was replaced"
    assert briefing.suggested_next_steps == ()


def test_given_a_fix_that_waits_then_its_step_says_so() -> None:
    desk = escalated()
    desk.answer(action_result={"success": True})
    desk.propose()
    [fix] = desk.view.fixes
    desk.told(RecordFixOutcome, fix_id=fix.fix_id, outcome="applied_pending", notes="the night run")
    desk.escalate()
    desk.pick_up()
    last = desk.view.escalations[-1].briefing
    assert last is not None
    assert last.steps[-1].endswith("— not answered (in place, waiting to be verified: the night run)")
    assert last.suggested_next_steps[0].startswith("Confirm that this held: Remove the stuck job")


def test_given_a_second_escalation_then_its_briefing_holds_what_both_engineers_did() -> None:
    desk = escalated()
    desk.escalate("First")
    desk.pick_up()
    desk.propose()
    desk.answer(action_result={"success": False})
    desk.propose()
    desk.escalate("Second")
    desk.pick_up()
    briefing = desk.view.escalations[-1].briefing
    assert briefing is not None
    assert (briefing.escalated_by, briefing.escalation_reason) == ("Ben", "Second")
    assert [step.split(" — ")[-1] for step in briefing.steps] == [
        "Everybody at that printer", "did not help: times out", "skipped", "not answered", "did not help",
        "not answered",
    ]  # fmt: skip
