"""A case as one document: what the API answers, folded event by event. Reasoning never enters it."""

from collections.abc import Callable
from typing import Any

import orjson

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion

Document = dict[str, Any]
Data = dict[str, Any]
Fold = Callable[[Document, Data], None]

TITLE_CHARACTERS = 120
KNOWN_VERSION = 1
"""The newest schema version of the folded events; an older one would be upcast here."""


def fold(document: Document | None, event: StoredEvent) -> Document:
    """The document after an opened event; events of other categories than a case's only raise the revision.

    Raises:
        FutureEventVersion: this program is older than the event; it must not guess.
    """
    current = document if document is not None else new_document(event)
    step = _FOLDS.get(event.type)
    if step is not None:
        if event.schema_version > KNOWN_VERSION:
            raise FutureEventVersion(event.type, event.schema_version, KNOWN_VERSION)
        step(current, orjson.loads(event.data))
    if event.category == "session":
        current["version"] = event.version
    current["revision"] += 1
    current["updated_at"] = event.recorded_at.isoformat()
    return current


def new_document(event: StoredEvent) -> Document:
    """A case of which nothing is known but that `event` belongs to it."""
    return {
        "id": str(event.session),
        "account_id": str(event.account),
        "status": "active",
        "intake_type": None,
        "title": None,
        "problem_summary": None,
        "problem_domain": None,
        "urgency": None,
        "symptoms": [],
        "confidence_tier": None,
        "confidence_score": None,
        "step_count": 0,
        "session_rating": None,
        "session_feedback": None,
        "user_id": None,
        "user_name": None,
        "team_id": None,
        "client_id": None,
        "intake_content": None,
        "matched_flow_id": None,
        "matched_flow_name": None,
        "matched_flow_version": None,
        "match_score": None,
        "match": None,
        "psa_ticket_id": None,
        "psa_connection_id": None,
        "psa_context_status": None,
        "ticket_data": None,
        "resolution_summary": None,
        "resolution_action": None,
        "escalation_reason": None,
        "escalated_to_id": None,
        "escalation_package": None,
        "analysis_status": None,
        "total_input_tokens": 0,
        "total_output_tokens": 0,
        "created_at": event.recorded_at.isoformat(),
        "updated_at": event.recorded_at.isoformat(),
        "resolved_at": None,
        "stage": "received",
        "awaiting_step": False,
        "failure": None,
        "outcome": 0,
        "documentation": None,
        "documentation_markdown": None,
        "state_version": 0,
        "version": 0,
        "revision": 0,
        "facts": [],
        "suggested_fixes": [],
        "script_generations": [],
        "steps": [],
    }


def _case_received(case: Document, data: Data) -> None:
    ticket = data["ticket"] or {}
    case["intake_type"] = data["intake_type"]
    case["user_id"] = data["owner_id"]
    case["user_name"] = data["owner_name"]
    case["team_id"] = data["team_id"]
    case["client_id"] = data["client_id"]
    case["psa_ticket_id"] = ticket.get("psa_ticket_id")
    case["psa_connection_id"] = ticket.get("psa_connection_id")
    case["title"] = (data["text"] or "").strip()[:TITLE_CHARACTERS] or None
    log = data["log"]
    case["intake_content"] = {
        "text": data["text"],
        "log_content": log["excerpt"] if log else None,
        "log_lines": log["lines"] if log else None,
        "log_bytes": log["bytes"] if log else None,
        "log_url": _blob_url(case, log["blob"]) if log else None,
        "image_urls": [_blob_url(case, shot["blob"]) for shot in data["screenshots"]],
        "ticket_id": ticket.get("psa_ticket_id"),
        "psa_connection_id": ticket.get("psa_connection_id"),
    }


def _blob_url(case: Document, address: str) -> str:
    """Where a file of the case is read in full."""
    return f"/api/v1/ai-sessions/{case['id']}/blobs/{address}"


def _case_classified(case: Document, data: Data) -> None:
    case["problem_summary"] = data["summary"]
    case["problem_domain"] = data["domain"]
    case["title"] = data["summary"] or case["title"]
    case["symptoms"] = data["symptoms"]
    case["urgency"] = data["urgency"]
    case["psa_context_status"] = data["psa_context_status"]
    case["ticket_data"] = data["ticket_context"]
    case["stage"] = "classified"
    _count_tokens(case, data["usage"])


def _flows_matched(case: Document, data: Data) -> None:
    case["match_score"] = data["score"]
    case["match"] = {
        "decision": data["decision"],
        "candidates": data["candidates"],
        "thresholds": data["thresholds"],
        "weights": data["weights"],
        "embedder": data["embedder"],
        "calibration": data["calibration"],
    }
    case["stage"] = "matched"


def _session_started(case: Document, data: Data) -> None:
    case["confidence_tier"] = data["tier"]
    case["confidence_score"] = data["confidence"]
    case["max_steps"] = data["max_steps"]
    case["stage"] = "diagnosing"
    case["awaiting_step"] = True
    if data["flow"]:
        _take_flow(case, data["flow"])


def _flow_adopted(case: Document, data: Data) -> None:
    _take_flow(case, data["flow"])


def _take_flow(case: Document, flow: dict[str, Any]) -> None:
    case["matched_flow_id"] = flow["id"]
    case["matched_flow_name"] = flow["name"]
    case["matched_flow_version"] = flow["version"]
    case["match_score"] = flow["score"]


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
        "selected_option": None,
        "free_text_input": None,
        "was_free_text": False,
        "was_skipped": False,
        "action_result": None,
        "created_at": data["proposed_at"],
        "responded_at": None,
        "script_generation_id": None,
        "engine": data["engine"],
    })  # fmt: skip
    case["step_count"] = len(case["steps"])
    case["confidence_tier"] = data["tier"]
    case["confidence_score"] = data["confidence"]
    case["awaiting_step"] = False
    case["failure"] = None
    case["state_version"] += 1
    _count_tokens(case, data["usage"])


def _step_failed(case: Document, data: Data) -> None:
    case["awaiting_step"] = False
    case["failure"] = {key: data[key] for key in ("order", "attempt", "code", "detail", "retriable", "engine")}
    _count_tokens(case, data["usage"])


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
            case["awaiting_step"] = not _is_confirmed(step)
    case["state_version"] += 1


def _is_confirmed(step: Data) -> bool:
    """Whether the engineer agreed with a suggested resolution: nothing more is asked then."""
    result = step["action_result"]
    return step["content"]["type"] == "resolution_suggestion" and result is not None and result["success"]


def _session_paused(case: Document, _: Data) -> None:
    case["status"] = "paused"


def _session_resumed(case: Document, _: Data) -> None:
    case["status"] = "active"


def _session_reassigned(case: Document, data: Data) -> None:
    case["user_id"] = data["to_id"]
    case["user_name"] = data["to_name"]
    case["team_id"] = data["to_team_id"]


def _ticket_linked(case: Document, data: Data) -> None:
    case["psa_ticket_id"] = data["psa_ticket_id"]
    case["psa_connection_id"] = data["psa_connection_id"]


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


def _session_reopened(case: Document, _: Data) -> None:
    case["status"] = "active"
    case["resolved_at"] = None
    case["resolution_summary"] = None
    case["resolution_action"] = None
    case["documentation"] = None
    case["documentation_markdown"] = None
    case["awaiting_step"] = True
    case["failure"] = None


def _session_rated(case: Document, data: Data) -> None:
    case["session_rating"] = data["rating"]
    case["session_feedback"] = data["feedback"]


def _documentation_written(case: Document, data: Data) -> None:
    if data["outcome"] == case["outcome"] and case["status"] != "active":
        case["documentation"] = data["documentation"]
        case["documentation_markdown"] = data["markdown"]


def _count_tokens(case: Document, usage: dict[str, Any] | None) -> None:
    if usage:
        case["total_input_tokens"] += usage["input_tokens"]
        case["total_output_tokens"] += usage["output_tokens"]


_FOLDS: dict[str, Fold] = {
    "case_received": _case_received,
    "case_classified": _case_classified,
    "flows_matched": _flows_matched,
    "session_started": _session_started,
    "flow_adopted": _flow_adopted,
    "step_proposed": _step_proposed,
    "step_failed": _step_failed,
    "step_retried": _step_retried,
    "step_answered": _step_answered,
    "session_paused": _session_paused,
    "session_resumed": _session_resumed,
    "session_reassigned": _session_reassigned,
    "ticket_linked": _ticket_linked,
    "session_resolved": _session_resolved,
    "session_abandoned": _session_abandoned,
    "session_reopened": _session_reopened,
    "session_rated": _session_rated,
    "documentation_written": _documentation_written,
}
