"""Whose a case is and how it stands: put aside, closed, opened again, documented."""

from collections.abc import Mapping

from services.gateway.projections.case_escalation import forget_escalation
from services.gateway.projections.case_material import undo_fix
from services.gateway.projections.case_parts import (
    Data,
    Document,
    Fold,
    count_tokens,
    forget_documentation,
    grant_steps,
)

RUNNING = frozenset({"active", "paused"})


def _session_paused(case: Document, _: Data) -> None:
    case["status"] = "paused"


def _session_resumed(case: Document, _: Data) -> None:
    case["status"] = "active"


def _session_reassigned(case: Document, data: Data) -> None:
    case["user_id"] = data["to_id"]
    case["user_name"] = data["to_name"]
    case["team_id"] = data["to_team_id"]


def _session_resolved(case: Document, data: Data) -> None:
    case["status"] = "resolved"
    case["outcome"] = data["outcome"]
    case["resolution_summary"] = data["resolution_summary"]
    case["resolution_action"] = data["resolution_action"]
    case["resolved_at"] = data["at"]
    case["awaiting_step"] = False
    case["session_rating"] = data["rating"]
    case["session_feedback"] = data["feedback"]


def _session_abandoned(case: Document, data: Data) -> None:
    case["status"] = "abandoned"
    case["outcome"] = data["outcome"]
    case["awaiting_step"] = False
    case["session_rating"] = None
    case["session_feedback"] = None


def _session_reopened(case: Document, data: Data) -> None:
    if case["status"] == "escalated":
        forget_escalation(case)
    if case["status"] == "resolved":
        undo_fix(case, data["at"])
    case["status"] = "active"
    case["resolved_at"] = None
    case["resolution_summary"] = None
    case["resolution_action"] = None
    case["awaiting_step"] = True
    case["failure"] = None
    forget_documentation(case)
    grant_steps(case)


def _session_rated(case: Document, data: Data) -> None:
    case["session_rating"] = data["rating"]
    case["session_feedback"] = data["feedback"]


def _documentation_written(case: Document, data: Data) -> None:
    if data["outcome"] == case["outcome"] and case["status"] not in RUNNING:
        case["documentation"] = data["documentation"]
        case["documentation_markdown"] = data["markdown"]
        case["documentation_version"] = data["session_version"]


def _note_written(case: Document, data: Data) -> None:
    case["closing_notes"].append({key: data[key] for key in ("outcome", "kind", "markdown", "edited", "engine", "at")})
    count_tokens(case, data["usage"])


def _note_drafted(case: Document, data: Data) -> None:
    count_tokens(case, data["usage"])


FOLDS: Mapping[str, Fold] = {
    "session_paused": _session_paused,
    "session_resumed": _session_resumed,
    "session_reassigned": _session_reassigned,
    "session_resolved": _session_resolved,
    "session_abandoned": _session_abandoned,
    "session_reopened": _session_reopened,
    "session_rated": _session_rated,
    "documentation_written": _documentation_written,
    "note_drafted": _note_drafted,
    "note_written": _note_written,
}
