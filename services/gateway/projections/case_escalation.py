"""The way of a case's document from one engineer to the next."""

from collections.abc import Mapping
from typing import Any

from services.gateway.projections.case_parts import (
    Data,
    Document,
    Fold,
    count_tokens,
    forget_documentation,
    grant_steps,
)
from services.gateway.projections.case_steps import UNANSWERED

NOT_ESCALATED: Mapping[str, Any] = {
    "escalation_reason": None,
    "escalated_by_id": None,
    "escalated_by_name": None,
    "escalated_to_id": None,
    "escalated_to_name": None,
    "escalated_team_id": None,
    "escalated_at": None,
    "escalation_package": None,
    "picked_up_by_id": None,
    "picked_up_by_name": None,
    "picked_up_at": None,
    "handed_over": None,
}
"""What a case says that nobody has escalated."""
INSIGHT = ("remaining_hypotheses", "suggested_next_steps", "steps_ruled_out")


def forget_escalation(case: Document) -> None:
    """The case is again what it was before somebody escalated it."""
    case.update(NOT_ESCALATED)


def _escalation_requested(case: Document, data: Data) -> None:
    case.update(NOT_ESCALATED)
    case["status"] = "requesting_escalation"
    case["outcome"] = data["outcome"]
    case["step_owed"], case["awaiting_step"] = case["awaiting_step"], False
    case["escalation_reason"] = data["reason"]
    case["escalated_by_id"] = data["by"]
    case["escalated_by_name"] = data["by_name"]
    case["escalated_to_id"] = data["to_id"]
    case["escalated_to_name"] = data["to_name"]
    case["escalated_team_id"] = data["team_id"]
    case["escalated_at"] = data["at"]
    case["escalation_package"] = _package(case, data)
    forget_documentation(case)


def _package(case: Document, data: Data) -> Data:
    answered = [step for step in case["steps"] if step["responded_at"] is not None]
    return {
        "outcome": data["outcome"],
        "original_user_id": data["by"],
        "problem_summary": case["problem_summary"],
        "problem_domain": case["problem_domain"],
        "intake_content": case["intake_content"],
        "confidence_at_escalation": data["confidence"],
        "steps_tried": [_tried(step) for step in answered],
        "escalation_reason": data["reason"],
        **{field: [] for field in INSIGHT},
        "insight_at": None,
        "picked_up_by": None,
        "picked_up_at": None,
    }


def _tried(step: Data) -> Data:
    return {
        "step_type": step["step_type"],
        "description": step["content"]["text"],
        "response": _response(step),
        "action_result": step["action_result"],
    }


def _response(step: Data) -> str | None:
    """The answer by its label, with the free text where both were given."""
    if step["was_skipped"]:
        return "Skipped"
    labels = {option["value"]: option["label"] for option in step["options"]}
    chosen = labels.get(step["selected_option"], step["selected_option"])
    return " — ".join(filter(None, (chosen, step["free_text_input"]))) or None


def _escalation_insight_gained(case: Document, data: Data) -> None:
    package = case["escalation_package"]
    if package is not None and package["outcome"] == data["outcome"]:
        package.update({field: data[field] for field in INSIGHT} | {"insight_at": data["at"]})
    count_tokens(case, data["usage"])


def _escalation_picked_up(case: Document, data: Data) -> None:
    case["status"] = "active"
    case["user_id"] = case["picked_up_by_id"] = data["by"]
    case["user_name"] = case["picked_up_by_name"] = data["by_name"]
    case["team_id"] = data["team_id"]
    case["picked_up_at"] = data["at"]
    case["escalation_package"] |= {"picked_up_by": data["by"], "picked_up_at": data["at"]}
    case["awaiting_step"] = True
    case["failure"] = None
    forget_documentation(case)
    grant_steps(case)


def _briefing_given(case: Document, data: Data) -> None:
    case["steps"].append({
        "step_id": data["step_id"],
        "step_order": data["order"],
        "step_type": "action",
        "content": data["content"],
        "context_message": None,
        "options": [],
        "allow_free_text": False,
        "allow_skip": False,
        "confidence_tier": case["confidence_tier"],
        "confidence_score": case["confidence_score"],
        "confidence_at_step": case["confidence_score"],
        "created_at": data["at"],
        "engine": "playbook",
        **UNANSWERED,
    })  # fmt: skip


def _escalation_taken_back(case: Document, _: Data) -> None:
    case["status"] = "active"
    case["awaiting_step"] = case["step_owed"]  # what was being worked on was dropped, and is asked for anew
    forget_escalation(case)
    forget_documentation(case)


def _handed_over(case: Document, data: Data) -> None:
    case["status"] = "escalated"
    case["outcome"] = data["outcome"]
    case["handed_over"] = {key: data[key] for key in ("recipient", "notes", "at", "by")}
    case["awaiting_step"] = False
    case["session_rating"] = None
    case["session_feedback"] = None
    forget_documentation(case)


FOLDS: Mapping[str, Fold] = {
    "escalation_requested": _escalation_requested,
    "escalation_insight_gained": _escalation_insight_gained,
    "escalation_picked_up": _escalation_picked_up,
    "briefing_given": _briefing_given,
    "escalation_taken_back": _escalation_taken_back,
    "handed_over": _handed_over,
}
