"""A push's events, one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.psa_sync.pushes.commands import (
    AbandonPush,
    BeginAttempt,
    FailAttempt,
    ReportDuplicates,
    RequestPush,
    RetryPush,
    SucceedPush,
)
from services.psa_sync.pushes.domain import push_decider
from services.psa_sync.pushes.events import (
    PushAbandoned,
    PushAttempted,
    PushAttemptFailed,
    PushDuplicated,
    PushRequested,
    PushRetried,
    PushSucceeded,
)
from services.psa_sync.pushes.marker import marker_of
from shared.testing.decider_spec import DeciderSpec

WINDOW = timedelta(seconds=120)
PUSH = DeciderSpec(push_decider(WINDOW))
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEAD = UUID(int=7)
LATER = AT + timedelta(minutes=5)

REQUESTED = PushRequested(
    connection_id=UUID(int=1), ticket_id="4711", outcome=1, kind="resolution_note", note_kind="internal",
    marker=marker_of("x-1"), text=f"Done.\n\n{marker_of('x-1')}", time=None, status=None, member_id=None,
    member_warning=None, by=None, at=AT,
)  # fmt: skip
ATTEMPTED = PushAttempted(attempt=1, at=AT)
SUCCEEDED = PushSucceeded(attempt=1, note_id="9", time_entry_id=None, status_set=False, found=False, at=AT)
SUCCEED = SucceedPush(note_id="9", time_entry_id=None, status_set=False, found=False, at=AT)


def failed(
    *, unclear: bool = False, retry_at: datetime | None = LATER, note_id: str | None = None
) -> PushAttemptFailed:
    return PushAttemptFailed(
        attempt=1, code="no_reply", error="No answer.", unclear=unclear, retry_at=retry_at, at=AT, note_id=note_id
    )


def begin(at: datetime, connection: int = 1) -> BeginAttempt:
    return BeginAttempt(connection_id=UUID(int=connection), at=at)


def fail(*, attempt: int = 1, abandon: bool = False) -> FailAttempt:
    return FailAttempt(
        attempt=attempt, code="no_reply", error="No answer.", unclear=False, retry_at=None if abandon else LATER,
        abandon=abandon, note_id=None, at=AT,
    )  # fmt: skip


ABANDONED = PushAbandoned(code="no_reply", error="No answer.", at=AT)


def test_given_nothing_when_a_push_is_requested_then_it_is() -> None:
    PUSH.given().when(RequestPush(request=REQUESTED)).then(REQUESTED)


def test_given_a_push_when_it_is_requested_again_then_nothing_happens() -> None:
    PUSH.given(REQUESTED).when(RequestPush(request=REQUESTED)).then_nothing()


def test_given_nothing_requested_when_an_attempt_begins_then_it_is_refused() -> None:
    PUSH.given().when(begin(AT)).then_refused(409, "not_requested")


def test_given_a_request_when_an_attempt_begins_then_it_is_the_first() -> None:
    PUSH.given(REQUESTED).when(begin(AT)).then(ATTEMPTED)


def test_given_an_attempt_when_another_begins_then_it_is_refused() -> None:
    PUSH.given(REQUESTED, ATTEMPTED).when(begin(LATER)).then_refused(409, "not_waiting")


def test_given_an_unclear_end_when_an_attempt_begins_before_the_window_is_over_then_it_is_refused() -> None:
    given = PUSH.given(REQUESTED, ATTEMPTED, failed(unclear=True))
    given.when(begin(AT + WINDOW - timedelta(seconds=1))).then_refused(409, "unsettled")
    given.when(begin(AT + WINDOW)).then(PushAttempted(attempt=2, at=AT + WINDOW))


def test_given_an_unclear_end_when_somebody_asks_for_a_retry_then_the_window_is_kept_all_the_same() -> None:
    given = PUSH.given(REQUESTED, ATTEMPTED, failed(unclear=True), PushRetried(by=LEAD, at=AT))
    given.when(begin(AT + timedelta(seconds=1))).then_refused(409, "unsettled")


def test_given_a_clear_failure_when_somebody_asks_for_a_retry_then_an_attempt_may_begin_at_once() -> None:
    retried = PushRetried(by=LEAD, at=AT)
    PUSH.given(REQUESTED, ATTEMPTED, failed()).when(RetryPush(request=None, by=LEAD, at=AT)).then(retried)
    state = PUSH.decider.fold([REQUESTED, ATTEMPTED, failed(), retried])
    assert getattr(state, "not_before", AT) is None


def test_given_a_running_attempt_when_somebody_asks_for_a_retry_then_nothing_happens() -> None:
    PUSH.given(REQUESTED, ATTEMPTED).when(RetryPush(request=None, by=LEAD, at=AT)).then_nothing()


def test_given_a_note_in_the_ticket_when_somebody_asks_for_a_retry_then_nothing_happens() -> None:
    PUSH.given(REQUESTED, ATTEMPTED, SUCCEEDED).when(RetryPush(request=None, by=LEAD, at=AT)).then_nothing()


def test_given_nothing_was_written_when_it_is_asked_for_another_ticket_then_that_one_counts() -> None:
    other = REQUESTED.model_copy(update={"ticket_id": "4712", "by": LEAD})
    history = (REQUESTED, ATTEMPTED, failed(retry_at=None), ABANDONED)
    PUSH.given(*history).when(RetryPush(request=other, by=LEAD, at=AT)).then(other, PushRetried(by=LEAD, at=AT))


@pytest.mark.parametrize("changes", [{"ticket_id": "4712"}, {"connection_id": UUID(int=2)}])
@pytest.mark.parametrize("unclear", [True, False])
def test_given_something_may_be_written_when_it_is_asked_for_another_ticket_then_it_is_refused(
    changes: dict[str, Any], unclear: bool
) -> None:
    command = RetryPush(request=REQUESTED.model_copy(update=changes), by=LEAD, at=AT)
    end = failed(unclear=True) if unclear else failed(note_id="9")
    PUSH.given(REQUESTED, ATTEMPTED, end).when(command).then_refused(409, "written_elsewhere")


def test_given_something_may_be_written_when_it_is_asked_for_otherwise_in_the_same_ticket_then_that_counts() -> None:
    corrected = REQUESTED.model_copy(update={"note_kind": "internal", "by": LEAD})
    shown, retried = REQUESTED.model_copy(update={"note_kind": "discussion"}), PushRetried(by=LEAD, at=AT)
    given = PUSH.given(shown, ATTEMPTED, failed(unclear=True))
    given.when(RetryPush(request=corrected, by=LEAD, at=AT)).then(corrected, retried)
    after = PUSH.given(shown, ATTEMPTED, failed(unclear=True), corrected, retried)
    after.when(begin(AT + timedelta(seconds=1))).then_refused(409, "unsettled")


def test_given_another_connection_was_asked_for_when_an_attempt_begins_over_the_first_then_nothing_happens() -> None:
    other = REQUESTED.model_copy(update={"connection_id": UUID(int=2)})
    given = PUSH.given(REQUESTED, other, PushRetried(by=LEAD, at=AT))
    given.when(begin(AT)).then_nothing()
    given.when(begin(AT, connection=2)).then(ATTEMPTED)


def test_given_an_attempt_when_it_succeeds_then_that_is_told_once() -> None:
    PUSH.given(REQUESTED, ATTEMPTED).when(SUCCEED).then(SUCCEEDED)
    PUSH.given(REQUESTED, ATTEMPTED, SUCCEEDED).when(SUCCEED).then_nothing()


def test_given_an_abandoned_push_when_its_note_is_seen_after_all_then_it_has_succeeded() -> None:
    PUSH.given(REQUESTED, ATTEMPTED, failed(unclear=True), ABANDONED).when(SUCCEED).then(SUCCEEDED)


def test_given_an_attempt_when_it_fails_for_good_then_it_is_abandoned() -> None:
    PUSH.given(REQUESTED, ATTEMPTED).when(fail(abandon=True)).then(failed(retry_at=None), ABANDONED)


def test_given_an_attempt_when_an_earlier_one_reports_its_failure_then_nothing_happens() -> None:
    again = PushAttempted(attempt=2, at=LATER)
    PUSH.given(REQUESTED, ATTEMPTED, failed(), again).when(fail(attempt=1)).then_nothing()


def test_given_a_running_attempt_when_the_connection_is_gone_then_it_is_not_abandoned_under_its_hands() -> None:
    abandon = AbandonPush(connection_id=UUID(int=1), code="connection_removed", error="Gone.", at=AT)
    PUSH.given(REQUESTED, ATTEMPTED).when(abandon).then_nothing()
    PUSH.given(REQUESTED).when(abandon).then(PushAbandoned(code="connection_removed", error="Gone.", at=AT))
    other = REQUESTED.model_copy(update={"connection_id": UUID(int=2)})
    PUSH.given(REQUESTED, other, PushRetried(by=LEAD, at=AT)).when(abandon).then_nothing()


def test_given_two_notes_when_they_are_seen_twice_then_that_is_told_once() -> None:
    told, seen = PushDuplicated(note_ids=("9", "10"), at=AT), ReportDuplicates(note_ids=("9", "10"), at=AT)
    PUSH.given(REQUESTED, ATTEMPTED, SUCCEEDED).when(seen).then(told)
    PUSH.given(REQUESTED, ATTEMPTED, SUCCEEDED, told).when(seen).then_nothing()
