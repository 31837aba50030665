"""The case's document: what a closing left behind does not outlive its reopening."""

from datetime import UTC, datetime
from typing import Any

import orjson

from services.gateway.projections.case_document import Document, fold
from shared.envelope import StoredEvent
from shared.ids import new_id

SESSION, ACCOUNT = new_id(), new_id()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RESOLVED = {
    "outcome": 1, "resolution_summary": "The cable was replaced.", "resolution_action": "A new cable.",
    "rating": 4, "feedback": "Quick.", "at": NOON.isoformat(),
}  # fmt: skip
ABANDONED = {"outcome": 2, "by": None, "reason": "owner", "at": NOON.isoformat()}


def folded(*events: tuple[str, dict[str, Any]]) -> Document:
    document: Document | None = None
    for version, (type_, data) in enumerate(events, 1):
        stored = StoredEvent(
            new_id(), f"session-{SESSION}", version, "session", type_, 1, ACCOUNT, SESSION, None, orjson.dumps(data),
            "{}", NOON, b"", version,
        )  # fmt: skip
        document = fold(document, stored)
    assert document is not None
    return document


def test_given_a_resolved_case_when_reopened_then_it_says_no_more_what_solved_it() -> None:
    case = folded(("session_resolved", RESOLVED), ("session_reopened", {}))

    assert case["status"] == "active"
    assert (case["resolution_summary"], case["resolution_action"], case["resolved_at"]) == (None, None, None)


def test_given_a_reopened_case_when_abandoned_then_the_rating_of_the_earlier_closing_is_not_its_own() -> None:
    case = folded(("session_resolved", RESOLVED), ("session_reopened", {}), ("session_abandoned", ABANDONED))

    assert (case["status"], case["session_rating"], case["session_feedback"]) == ("abandoned", None, None)
