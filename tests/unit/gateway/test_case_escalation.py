"""The way of a case's document from one engineer to the next, and back."""

from typing import Any
from uuid import UUID

from services.diagnosis.escalation.events import (
    BriefingContent,
    BriefingGiven,
    EscalationInsightGained,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.events import SessionEvent
from services.documentation.events import Documentation, DocumentationWritten
from services.gateway.cases import open_step
from tests.unit.diagnosis.examples import (
    ANNA_ID,
    BEN_ID,
    FAILED,
    LATER,
    NOW,
    OPEN,
    REOPENED,
    RESOLVED,
    SUGGESTED,
    SUGGESTION,
    TEAM,
    answered,
    asked,
    started,
)
from tests.unit.gateway.case_kit import RECEIVED, folded

BRIEFING = UUID(int=300)
ESCALATED = EscalationRequested(
    outcome=1, reason="Needs the vendor's portal", to_id=BEN_ID, to_name="Ben", team_id=TEAM, confidence=0.4,
    by=ANNA_ID, by_name="Anna", at=NOW,
)  # fmt: skip
PICKED_UP = EscalationPickedUp(
    outcome=1, from_id=ANNA_ID, by=BEN_ID, by_name="Ben", team_id=None, mode="continue", additional_context=None,
    at=LATER,
)  # fmt: skip
TAKEN_BACK = EscalationTakenBack(by=ANNA_ID, at=LATER)
HANDED_OVER = HandedOver(outcome=2, recipient="Printer vendor", notes="Case 44", by=ANNA_ID, at=LATER)
PACKAGE = {
    "original_user_id", "problem_summary", "problem_domain", "intake_content", "confidence_at_escalation",
    "steps_tried", "escalation_reason", "remaining_hypotheses", "suggested_next_steps", "steps_ruled_out",
    "picked_up_by", "picked_up_at",
}  # fmt: skip


def insight(outcome: int = 1) -> EscalationInsightGained:
    return EscalationInsightGained(
        outcome=outcome, remaining_hypotheses=("Firmware",), suggested_next_steps=("Call the vendor",),
        steps_ruled_out=("Cabling",), engine="playbook", usage=None, prompt_version=None, prompt_blob=None, at=NOW,
    )  # fmt: skip


def briefing(order: int = 1) -> BriefingGiven:
    content = BriefingContent(
        text="Escalation briefing", escalated_by="Anna", escalation_reason="r", problem="p", steps=(),
        remaining_hypotheses=(), suggested_next_steps=(), steps_ruled_out=(), additional_context=None,
    )  # fmt: skip
    return BriefingGiven(step_id=BRIEFING, order=order, outcome=1, content=content, nearest=(), at=LATER)


def documented(outcome: int) -> DocumentationWritten:
    documentation = Documentation(
        problem_summary="p", problem_domain="other", intake_summary="", diagnostic_steps=[], resolution_summary=None,
        escalation_reason="r", total_steps=1, duration_display=None, generated_at=NOW,
    )  # fmt: skip
    return DocumentationWritten(outcome=outcome, session_version=3, documentation=documentation, markdown="# p")


def test_given_an_escalated_case_when_folded_then_the_package_has_its_fixed_shape_and_the_answers_by_label() -> None:
    words = answered(free_text="but slowly", was_free_text=False)

    case = folded(RECEIVED, *OPEN, words, asked(order=1, step_id=SUGGESTION), ESCALATED)

    package = case["escalation_package"]
    assert set(package) >= PACKAGE
    assert case["status"] == "requesting_escalation"
    assert (package["original_user_id"], package["confidence_at_escalation"]) == (str(ANNA_ID), 0.4)
    assert package["intake_content"]["text"] == RECEIVED.text
    assert [(step["description"], step["response"]) for step in package["steps_tried"]] == [
        ("Does it ping?", "Yes — but slowly")
    ]
    assert (package["remaining_hypotheses"], package["insight_at"]) == ([], None)


def test_given_an_insight_when_it_comes_then_the_package_tells_it_even_after_the_pick_up() -> None:
    package = folded(*OPEN, ESCALATED, PICKED_UP, insight())["escalation_package"]

    assert (package["remaining_hypotheses"], package["picked_up_by"]) == (["Firmware"], str(BEN_ID))


def test_given_an_insight_of_an_escalation_that_was_taken_back_when_it_comes_then_it_is_not_the_next_one_s() -> None:
    again = ESCALATED.model_copy(update={"outcome": 2})

    assert folded(*OPEN, ESCALATED, TAKEN_BACK, insight())["escalation_package"] is None
    assert folded(*OPEN, ESCALATED, TAKEN_BACK, again, insight())["escalation_package"]["insight_at"] is None


def test_given_a_pick_up_when_folded_then_the_case_is_the_other_engineer_s_and_a_step_is_awaited() -> None:
    case = folded(started(max_steps=30), asked(), ESCALATED, PICKED_UP)

    assert (case["status"], case["user_id"], case["user_name"], case["team_id"]) == ("active", str(BEN_ID), "Ben", None)
    assert (case["picked_up_by_id"], case["escalated_by_name"]) == (str(BEN_ID), "Anna")
    assert (case["awaiting_step"], case["max_steps"]) == (True, 31)


def test_given_a_briefing_when_folded_then_it_is_a_step_that_is_neither_open_nor_counted() -> None:
    case = folded(*OPEN, ESCALATED, PICKED_UP, briefing())

    step = case["steps"][-1]
    assert (step["content"]["type"], step["step_type"], step["options"]) == ("briefing", "action", [])
    assert (step["allow_free_text"], step["allow_skip"]) == (False, False)
    assert (case["step_count"], case["awaiting_step"], open_step(case)) == (1, True, None)


def test_given_the_step_after_a_briefing_when_folded_then_it_is_the_open_one() -> None:
    case = folded(*OPEN, ESCALATED, PICKED_UP, briefing(), asked(order=2, step_id=SUGGESTION))

    open_ = open_step(case)
    assert open_ is not None
    assert (open_["step_order"], case["step_count"], case["awaiting_step"]) == (2, 2, False)


def awaits_after_taking_back(*events: SessionEvent) -> bool:
    case = folded(*events, ESCALATED, TAKEN_BACK)
    assert (case["status"], case["escalation_reason"], case["escalated_to_id"]) == ("active", None, None)
    value: bool = case["awaiting_step"]
    return value


def test_given_a_case_that_is_taken_back_when_folded_then_only_a_step_that_was_owed_is_awaited() -> None:
    agreed: dict[str, Any] = {"selected_option": None, "action_result": {"success": True}}

    assert not awaits_after_taking_back(*OPEN)
    assert awaits_after_taking_back(*OPEN, answered())
    assert not awaits_after_taking_back(*FAILED)
    assert not awaits_after_taking_back(*SUGGESTED, answered(step_id=SUGGESTION, **agreed))
    assert awaits_after_taking_back(started())
    assert awaits_after_taking_back(*OPEN, RESOLVED, REOPENED)


def test_given_a_case_that_is_handed_over_when_folded_then_it_says_to_whom_and_has_documentation_of_its_own() -> None:
    case = folded(*OPEN, ESCALATED, documented(1), HANDED_OVER)
    assert (case["status"], case["outcome"], case["documentation"]) == ("escalated", 2, None)
    assert case["handed_over"]["recipient"] == "Printer vendor"

    assert folded(*OPEN, ESCALATED, HANDED_OVER, documented(2))["documentation"]["escalation_reason"] == "r"


def test_given_documentation_of_an_escalation_when_it_comes_after_the_pick_up_then_it_is_not_the_running_case_s() -> (
    None
):
    assert folded(*OPEN, ESCALATED, documented(1))["documentation"] is not None
    assert folded(*OPEN, ESCALATED, PICKED_UP, documented(1))["documentation"] is None


def test_given_a_case_that_was_handed_over_when_it_is_reopened_then_it_is_nobody_s_escalation() -> None:
    case = folded(*OPEN, ESCALATED, HANDED_OVER, REOPENED)

    assert (case["status"], case["handed_over"], case["escalation_package"]) == ("active", None, None)
