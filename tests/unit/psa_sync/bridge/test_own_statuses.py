"""Which status of a ticket a push gave it, and since when that counts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.psa_sync.bridge.cases import statuses_given
from services.psa_sync.pushes.events import PushAttempted, PushAttemptFailed, PushEvent, PushRequested, PushSucceeded

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WINDOW = timedelta(seconds=120)
REQUESTED = PushRequested(
    connection_id=UUID(int=1), ticket_id="7", outcome=1, kind="resolution_note", note_kind="internal", marker="[RF 1]",
    text="x", time=None, status="Resolved", member_id=None, member_warning=None, by=None, at=NOW,
)  # fmt: skip
ATTEMPTED = PushAttempted(attempt=1, at=NOW)


def succeeded(at: datetime) -> PushSucceeded:
    """The attempt worked."""
    return PushSucceeded(attempt=1, note_id="1", time_entry_id=None, status_set=True, found=False, at=at)


def failed(at: datetime, *, unclear: bool) -> PushAttemptFailed:
    """The attempt did not, or nobody knows."""
    return PushAttemptFailed(attempt=1, code="timeout", error="x", unclear=unclear, retry_at=None, at=at)


@pytest.mark.parametrize(
    ("events", "since", "given"),
    [
        ([REQUESTED], NOW, set()),
        ([REQUESTED, ATTEMPTED], NOW + timedelta(days=1), {"Resolved"}),
        ([REQUESTED, ATTEMPTED, succeeded(NOW)], NOW - WINDOW, {"Resolved"}),
        ([REQUESTED, ATTEMPTED, succeeded(NOW)], NOW + timedelta(seconds=1), set()),
        ([REQUESTED, ATTEMPTED, failed(NOW, unclear=True)], NOW + timedelta(seconds=60), {"Resolved"}),
        ([REQUESTED, ATTEMPTED, failed(NOW, unclear=True)], NOW + timedelta(seconds=121), set()),
        ([REQUESTED, ATTEMPTED, failed(NOW, unclear=False)], NOW + timedelta(seconds=60), set()),
        ([REQUESTED.model_copy(update={"ticket_id": "8"}), ATTEMPTED], NOW, set()),
        ([REQUESTED.model_copy(update={"status": None}), ATTEMPTED], NOW, set()),
    ],
)
def test_given_a_push_when_asked_since_when_its_status_counts_then_only_what_may_be_later_does(
    events: list[PushEvent], since: datetime, given: set[str]
) -> None:
    assert statuses_given(events, "7", since, WINDOW) == given
