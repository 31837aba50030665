"""The working material of a case's document: facts, suggested fixes, generated scripts."""

from collections.abc import Mapping
from typing import Any

from services.gateway.projections.case_parts import Data, Document, Fold

Fact = dict[str, Any]
Fix = dict[str, Any]

NOTES_OF: Mapping[str, str] = {
    "applied_partial": "partial_notes",
    "applied_pending": "pending_reason",
    "applied_failed": "failure_reason",
}
"""Where a fix keeps what was said of an outcome."""
VERIFIED = frozenset({"applied_success", "applied_failed"})


def new_fix(data: Data) -> Fix:
    """A fix as it is suggested."""
    return {
        "id": data["fix_id"],
        "title": data["title"],
        "description": data["description"],
        "confidence_pct": data["confidence_pct"],
        "status": "proposed",
        "script": data["script"],
        "step_id": data["step_id"],
        "applied_at": None,
        "verified_at": None,
        "partial_notes": None,
        "pending_reason": None,
        "failure_reason": None,
        "pending_since": None,
        "reminded_at": None,
        "superseded_at": None,
        "undone_at": None,
        "created_at": data["at"],
        "created_by": data["by"],
        "updated_at": data["at"],
    }


def record_outcome(fix: Fix, data: Data) -> None:
    """Stamp a fix with how it turned out: applied once, verified by success and failure alone."""
    outcome, at = data["outcome"], data["at"]
    if outcome != "dismissed":
        fix["applied_at"] = fix["applied_at"] or at
    if outcome in VERIFIED:
        fix["verified_at"] = at
    if field := NOTES_OF.get(outcome):
        fix[field] = data["notes"]
    if outcome != "applied_pending":
        fix["pending_since"] = fix["reminded_at"] = None
    elif fix["status"] != "applied_pending":
        fix["pending_since"] = at
    fix["status"] = outcome
    fix["undone_at"] = None
    fix["updated_at"] = at


def undo_fix(case: Document, at: str, step_id: str | None = None) -> None:
    """The fix that seemed to hold did not; with `step_id` only if it is that step's. What was said of it stays said."""
    for fix in case["suggested_fixes"]:
        if _seems_to_hold(fix) and step_id in (None, fix["step_id"]):
            fix["undone_at"] = at
            case["fix_status"] = "applied_failed"


def _seems_to_hold(fix: Fix) -> bool:
    return fix["superseded_at"] is None and fix["status"] == "applied_success" and fix["undone_at"] is None


def _fact_recorded(case: Document, data: Data) -> None:
    case["facts"].append({
        "id": data["fact_id"],
        "text": data["text"],
        "source_type": data["source_type"],
        "source_summary": data["source_summary"],
        "step_id": data["step_id"],
        "created_at": data["at"],
        "created_by": data["by"],
        "updated_at": data["at"],
        "updated_by": data["by"],
        "deleted_at": None,
        "history": [],
    })  # fmt: skip


def _fact_revised(case: Document, data: Data) -> None:
    fact = _of(case["facts"], data["fact_id"])
    fact["history"].append({"text": fact["text"], "at": fact["updated_at"], "by": fact["updated_by"]})
    fact["text"] = data["text"]
    fact["updated_at"] = data["at"]
    fact["updated_by"] = data["by"]


def _fact_retracted(case: Document, data: Data) -> None:
    fact = _of(case["facts"], data["fact_id"])
    fact["deleted_at"] = fact["updated_at"] = data["at"]
    fact["updated_by"] = data["by"]


def _fix_suggested(case: Document, data: Data) -> None:
    if data["supersedes"]:
        _of(case["suggested_fixes"], data["supersedes"])["superseded_at"] = data["at"]
    case["suggested_fixes"].append(new_fix(data))
    case["fix_status"] = "proposed"


def _fix_outcome_recorded(case: Document, data: Data) -> None:
    fix = _of(case["suggested_fixes"], data["fix_id"])
    record_outcome(fix, data)
    if fix["superseded_at"] is None:
        case["fix_status"] = fix["status"]


def _fix_reminder_sent(case: Document, data: Data) -> None:
    _of(case["suggested_fixes"], data["fix_id"])["reminded_at"] = data["at"]


def _script_generated(case: Document, data: Data) -> None:
    case["script_generations"].append({
        "id": data["generation_id"],
        "template_id": data["template_id"],
        "template_version": data["template_version"],
        "template_name": data["template_name"],
        "template_slug": data["template_slug"],
        "shell": data["shell"],
        "parameters_used": data["parameters_used"],
        "step_id": data["step_id"],
        "fix_id": data["fix_id"],
        "created_at": data["at"],
        "created_by": data["by"],
        "result": None,
    })  # fmt: skip
    for step in case["steps"]:
        if step["step_id"] == data["step_id"]:
            step["script_generation_id"] = data["generation_id"]


def _script_result_recorded(case: Document, data: Data) -> None:
    result = {key: data[key] for key in ("success", "details", "at", "by")}
    _of(case["script_generations"], data["generation_id"])["result"] = result


def _of(things: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    return next(thing for thing in things if thing["id"] == identifier)


FOLDS: Mapping[str, Fold] = {
    "fact_recorded": _fact_recorded,
    "fact_revised": _fact_revised,
    "fact_retracted": _fact_retracted,
    "fix_suggested": _fix_suggested,
    "fix_outcome_recorded": _fix_outcome_recorded,
    "fix_reminder_sent": _fix_reminder_sent,
    "script_generated": _script_generated,
    "script_result_recorded": _script_result_recorded,
}
