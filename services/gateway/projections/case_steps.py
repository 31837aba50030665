"""The steps of a case's document, with their answers."""

from collections.abc import Mapping
from typing import Any

from services.gateway.projections.case_material import undo_fix
from services.gateway.projections.case_parts import Data, Document, Fold, count_tokens

UNANSWERED: Mapping[str, Any] = {
    "selected_option": None,
    "free_text_input": None,
    "was_free_text": False,
    "was_skipped": False,
    "action_result": None,
    "responded_at": None,
    "answered_by": None,
    "answered_by_name": None,
    "script_generation_id": None,
}
"""What a step says of its answer until there is one."""


def is_briefing(step: Data) -> bool:
    """A briefing tells what was before: it is never open and is not counted."""
    return bool(step["content"]["type"] == "briefing")


def _step_proposed(case: Document, data: Data) -> None:
    case["steps"].append({
        "step_id": data["step_id"],
        "step_order": data["order"],
        "step_type": data["step_type"],
        "content": data["content"],
        "context_message": data["context_message"],
        "options": data["options"],
        "allow_free_text": data["allow_free_text"],
        "allow_skip": data["allow_skip"],
        "confidence_tier": data["tier"],
        "confidence_score": data["confidence"],
        "confidence_at_step": data["confidence"],
        "created_at": data["proposed_at"],
        "engine": data["engine"],
        **UNANSWERED,
    })  # fmt: skip
    case["step_count"] += 1
    case["confidence_tier"] = data["tier"]
    case["confidence_score"] = data["confidence"]
    case["awaiting_step"] = False
    case["failure"] = None
    count_tokens(case, data["usage"])


def _step_failed(case: Document, data: Data) -> None:
    case["awaiting_step"] = False
    case["failure"] = {key: data[key] for key in ("order", "attempt", "code", "detail", "retriable", "engine")}
    count_tokens(case, data["usage"])


def _step_retried(case: Document, _: Data) -> None:
    case["awaiting_step"] = True
    case["failure"] = None


def _step_answered(case: Document, data: Data) -> None:
    for step in case["steps"]:
        if step["step_id"] == data["step_id"]:
            step["selected_option"] = data["selected_option"]
            step["free_text_input"] = data["free_text"]
            step["was_free_text"] = data["was_free_text"]
            step["was_skipped"] = data["was_skipped"]
            step["action_result"] = data["action_result"]
            step["responded_at"] = data["answered_at"]
            step["answered_by"] = data["answered_by"]
            step["answered_by_name"] = case["user_name"] if case["user_id"] == data["answered_by"] else None
            case["awaiting_step"] = not _is_confirmed(step)
    if not _worked(data["action_result"]):
        undo_fix(case, data["answered_at"], data["step_id"])


def _is_confirmed(step: Data) -> bool:
    """Whether the engineer agreed with a suggested resolution: nothing more is asked then."""
    return step["content"]["type"] == "resolution_suggestion" and _worked(step["action_result"])


def _worked(result: Data | None) -> bool:
    return result is not None and bool(result["success"])


FOLDS: Mapping[str, Fold] = {
    "step_proposed": _step_proposed,
    "step_failed": _step_failed,
    "step_retried": _step_retried,
    "step_answered": _step_answered,
}
