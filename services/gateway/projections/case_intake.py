"""The beginning of a case's document: what was brought, what it was taken for, which flow fits."""

from collections.abc import Mapping
from typing import Any

from services.gateway.projections.case_parts import Data, Document, Fold, count_tokens
from services.gateway.projections.case_ticket import unknown_ticket

TITLE_CHARACTERS = 120


def _case_received(case: Document, data: Data) -> None:
    ticket = data["ticket"] or {}
    case["intake_type"] = data["intake_type"]
    case["user_id"] = data["owner_id"]
    case["user_name"] = data["owner_name"]
    case["team_id"] = data["team_id"]
    case["client_id"] = data["client_id"]
    if ticket:
        _take_ticket(case, ticket)
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
    if not case["ticket_data"]:  # what came after the wait for it had ended is known all the same
        case["psa_context_status"] = data["psa_context_status"]
        case["ticket_data"] = data["ticket_context"]
    case["stage"] = "classified"
    count_tokens(case, data["usage"])


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
    case["step_allowance"] = data["max_steps"]
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


def _ticket_linked(case: Document, data: Data) -> None:
    _take_ticket(case, data)
    case["psa_context_status"] = None
    case["ticket_data"] = None


def _take_ticket(case: Document, ticket: Data) -> None:
    case["psa_ticket_id"] = ticket["psa_ticket_id"]
    case["psa_connection_id"] = ticket["psa_connection_id"]
    case["ticket"] = unknown_ticket(ticket["psa_ticket_id"], ticket["psa_connection_id"])


FOLDS: Mapping[str, Fold] = {
    "case_received": _case_received,
    "case_classified": _case_classified,
    "flows_matched": _flows_matched,
    "session_started": _session_started,
    "flow_adopted": _flow_adopted,
    "ticket_linked": _ticket_linked,
}
