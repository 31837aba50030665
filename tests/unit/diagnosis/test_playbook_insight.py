"""What a record says to whoever takes the case over, without a model."""

from dataclasses import replace

import pytest

from services.diagnosis.adapters.playbook.insight import LINE_CHARS, PlaybookInsight, findings
from services.diagnosis.known import Findings
from services.diagnosis.material.commands import RecordFixOutcome, SuggestFix
from tests.unit.diagnosis.desk import Desk
from tests.unit.diagnosis.playbook_kit import CASE, NO, SKIP, YES, answered, choose, nearest, on_flow, play, propose
from tests.unit.diagnosis.test_handover_properties import guide
from tests.unit.diagnosis.test_playbook_flow import ALL, OPEN, PRINTER


async def test_given_a_case_without_a_step_then_there_are_next_steps_and_nothing_is_ruled_out() -> None:
    gained = await PlaybookInsight().gain(replace(CASE, domain="printing"))
    assert (gained.engine, gained.usage) == ("playbook", None)
    assert len(gained.findings.suggested_next_steps) == 4
    assert gained.findings.suggested_next_steps[0].startswith("Find out: What changed around printing")
    assert gained.findings.remaining_hypotheses[0] == "the printer itself"
    assert gained.findings.steps_ruled_out == ()


def test_given_a_flow_then_its_open_ends_and_branches_are_told() -> None:
    case, _ = play(replace(on_flow(PRINTER), nearest=nearest("Spooler")), ALL)
    found = findings(case)
    assert found.remaining_hypotheses == ("a damaged job held up the queue", "Another known problem: Spooler")
    assert found.suggested_next_steps == (
        "Ping the printer: Run: Test-NetConnection <printer> -Port 9100.",
        "If “One user only” (Who cannot print): New profile",
        "Compare with the flow “Spooler”.",
    )


def test_given_what_did_not_help_then_it_is_ruled_out_with_what_was_seen() -> None:
    case, _ = play(on_flow(PRINTER), ALL, replace(NO, details="no route"), OPEN, NO)
    assert findings(case).steps_ruled_out == (
        "Ping the printer: Run: Test-NetConnection <printer> -Port 9100. — did not help: no route",
        "Empty the queue: Stop the spooler, empty PRINTERS, start it. — did not help",
    )


def test_given_a_branch_that_led_nowhere_then_it_is_ruled_out() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, OPEN, NO, choose("No, it times out"))
    assert "Does it answer: “Yes, it is open” led nowhere" in findings(case).steps_ruled_out


def test_given_checks_then_a_passed_one_is_ruled_out_and_a_failed_one_leads() -> None:
    case = replace(CASE, domain="networking")
    for _ in range(5):
        case = answered(case, propose(case), SKIP)
    case = answered(case, propose(case), YES)
    case = answered(case, propose(case), NO)
    found = findings(case)
    assert len(found.steps_ruled_out) == 1
    assert found.steps_ruled_out[0] == "clients had a wrong or no DHCP lease"
    [step] = [step for step in case.steps[-1:] if step.node_id]
    fix = propose(case)
    assert fix.node_id == f"fix/{(step.node_id or '').removeprefix('check/')}"
    assert found.remaining_hypotheses[0] in (fix.why or "")


@pytest.mark.parametrize(
    ("outcome", "hypothesis", "first"),
    [
        (
            "applied_pending",
            " (70 %, in place, not verified)",
            "Confirm that this held: {}. It waits for verification{}",
        ),
        ("applied_partial", " (70 %, helped in part)", "Complete or verify what is still open of this: {}{}"),
        (None, " (70 %)", "Find out: Who cannot print?"),
    ],
)
def test_given_an_active_fix_then_it_is_the_leading_hypothesis(
    outcome: str | None, hypothesis: str, first: str
) -> None:
    found = with_fix(outcome, 70)
    assert found.remaining_hypotheses[0] == f"Swap the cable{hypothesis}"
    assert found.suggested_next_steps[0] == first.format("Swap the cable", ": until Monday")


@pytest.mark.parametrize("outcome", ["applied_failed", "dismissed", "applied_success"])
def test_given_a_fix_with_an_end_then_it_is_no_hypothesis_and_only_a_failed_one_is_ruled_out(outcome: str) -> None:
    found = with_fix(outcome, 90)
    assert not any("Swap the cable" in line for line in (*found.remaining_hypotheses, *found.suggested_next_steps))
    assert found.steps_ruled_out == (
        ("Swap the cable — did not hold: until Monday",) if outcome == "applied_failed" else ()
    )


def test_given_an_unlikely_fix_then_it_does_not_lead_and_a_likely_one_is_tried_first() -> None:
    assert not any("Swap" in line for line in with_fix(None, 50).remaining_hypotheses)
    assert with_fix(None, 90).suggested_next_steps[0] == "Try the suggested fix: Swap the cable"


def test_given_endless_words_then_each_line_is_short() -> None:
    case, _ = play(on_flow(PRINTER), ALL, replace(NO, details="x" * 5000))
    assert all(len(line) <= LINE_CHARS for line in findings(case).steps_ruled_out)


def with_fix(outcome: str | None, confidence: int) -> Findings:
    desk = Desk().begin(flow=guide(PRINTER), guided=True)
    desk.propose()
    fix = desk.mint()
    desk.told(SuggestFix, fix_id=fix, title="Swap the cable", description="A new one.", confidence_pct=confidence)
    if outcome:
        desk.told(RecordFixOutcome, fix_id=fix, outcome=outcome, notes="until Monday")
    return findings(desk.view)
