"""A case as one document: what the API answers, folded event by event. Reasoning never enters it."""

from collections.abc import Mapping

import orjson

from services.gateway.projections import (
    case_escalation,
    case_intake,
    case_material,
    case_status,
    case_steps,
    case_ticket,
)
from services.gateway.projections.case_analysis import fold_analysis
from services.gateway.projections.case_escalation import NOT_ESCALATED
from services.gateway.projections.case_parts import Document, Fold, check_version
from services.gateway.projections.case_pushes import fold_pushes
from shared.envelope import StoredEvent

STATE_EVENTS = frozenset({
    "step_proposed", "step_answered", "briefing_given", "fact_recorded", "fact_revised", "fact_retracted",
    "fix_suggested", "fix_outcome_recorded", "script_generated", "script_result_recorded",
    "session_reopened",
})  # fmt: skip
"""What makes a closing document out of date: each raises `state_version`."""

_FOLDS: Mapping[str, Fold] = {
    **case_intake.FOLDS,
    **case_steps.FOLDS,
    **case_material.FOLDS,
    **case_escalation.FOLDS,
    **case_status.FOLDS,
    **case_ticket.FOLDS,
}


def fold(document: Document | None, event: StoredEvent) -> Document:
    """The document after an opened event; events of other categories than a case's only raise the revision.

    Raises:
        FutureEventVersion: this program is older than the event; it must not guess.
    """
    current = document if document is not None else new_document(event)
    step = _FOLDS.get(event.type)
    if step is not None:
        check_version(event)
        step(current, orjson.loads(event.data))
    if event.type == "step_failed":
        current["failure"]["correlation_id"] = event.meta["correlation"]  # finds it in the log
    if event.type in STATE_EVENTS:
        current["state_version"] += 1
    fold_analysis(current, event)
    if event.category == "push":
        fold_pushes(current, event)
    if event.category == "ticket" and current["ticket"]:
        current["ticket"]["version"] = event.version
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
        "max_steps": None,
        "step_allowance": None,
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
        "ticket": None,
        "pushes": [],
        "resolution_summary": None,
        "resolution_action": None,
        **NOT_ESCALATED,
        "analysis_status": None,
        "total_input_tokens": 0,
        "total_output_tokens": 0,
        "created_at": event.recorded_at.isoformat(),
        "updated_at": event.recorded_at.isoformat(),
        "resolved_at": None,
        "stage": "received",
        "awaiting_step": False,
        "step_owed": False,
        "failure": None,
        "outcome": 0,
        "documentation": None,
        "documentation_markdown": None,
        "documentation_version": None,
        "closing_notes": [],
        "state_version": 0,
        "version": 0,
        "revision": 0,
        "facts": [],
        "suggested_fixes": [],
        "fix_status": None,
        "script_generations": [],
        "steps": [],
    }
