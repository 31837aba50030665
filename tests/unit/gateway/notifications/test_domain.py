"""The deciders: told once, read by its reader, mailed once."""

from datetime import date, timedelta

import pytest

from services.gateway.notifications.commands import (
    ChangePreferences,
    CloseNotification,
    RaiseNotification,
    ReadNotification,
    ReadUpTo,
    RecordDigest,
    RecordEmail,
    ShowNotification,
)
from services.gateway.notifications.domain import NOTIFICATION, READER, Notification
from services.gateway.notifications.events import (
    DigestFailed,
    DigestSent,
    EmailFailed,
    EmailSent,
    NotificationClosed,
    NotificationEvent,
    NotificationRead,
    NotificationShown,
    NotificationsRead,
    PreferencesChanged,
)
from services.gateway.notifications.people import Person
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec
from tests.unit.gateway.notifications.examples import ACCOUNT, ANNA, BEN, NOW, raised

SPEC, OF_READER = DeciderSpec(NOTIFICATION), DeciderSpec(READER)
RAISED = raised(BEN)
DAY = date(2026, 11, 20)
SENT, READ = EmailSent(user_id=BEN.id, at=NOW), NotificationRead(user_id=BEN.id, at=NOW)


def reads(person: Person, expected: int | None = None) -> ReadNotification:
    actor = Actor(account_id=ACCOUNT, user_id=person.id, role=person.role)
    return ReadNotification(actor=actor, at=NOW, expected_version=expected)


def test_given_nothing_when_somebody_is_told_then_they_are_told_once() -> None:
    SPEC.given().when(RaiseNotification(raised=RAISED)).then(RAISED)
    SPEC.given(RAISED).when(RaiseNotification(raised=RAISED)).then_nothing()


def test_given_a_notification_when_its_reader_sees_it_then_it_is_read_once() -> None:
    SPEC.given(RAISED).when(reads(BEN)).then(READ)
    SPEC.given(RAISED, READ).when(reads(BEN)).then_nothing()


def test_given_a_notification_when_another_person_reads_it_then_there_is_none_for_them() -> None:
    SPEC.given(RAISED).when(reads(ANNA)).then_refused(404, "unknown_notification")
    SPEC.given().when(reads(BEN)).then_refused(404, "unknown_notification")


def test_given_a_notification_that_is_told_by_email_alone_when_it_is_read_then_there_is_none_in_the_app() -> None:
    SPEC.given(RAISED.model_copy(update={"in_app": False})).when(reads(BEN)).then_refused(404, "unknown_notification")


def test_given_a_notification_by_email_alone_when_no_email_tells_it_then_it_is_in_the_app_as_of_then() -> None:
    later = NOW + timedelta(hours=1)
    by_email, shown = RAISED.model_copy(update={"in_app": False}), NotificationShown(user_id=BEN.id, at=later)
    SPEC.given(by_email).when(ShowNotification(at=later)).then(shown)
    SPEC.given(by_email, shown).when(ShowNotification(at=later)).then_nothing()
    SPEC.given(by_email, shown).when(reads(BEN)).then(READ)
    SPEC.given(RAISED).when(ShowNotification(at=later)).then_nothing()
    SPEC.given().when(ShowNotification(at=later)).then_nothing()


def test_given_a_notification_when_what_it_tells_of_is_over_then_it_is_closed_once_unless_it_was_read() -> None:
    closed = NotificationClosed(user_id=BEN.id, at=NOW)
    SPEC.given(RAISED).when(CloseNotification(at=NOW)).then(closed)
    SPEC.given(RAISED, closed).when(CloseNotification(at=NOW)).then_nothing()
    SPEC.given(RAISED, READ).when(CloseNotification(at=NOW)).then_nothing()
    SPEC.given(RAISED, closed).when(reads(BEN)).then_nothing()
    SPEC.given().when(CloseNotification(at=NOW)).then_nothing()


@pytest.mark.parametrize(
    ("events", "minutes", "seen"),
    [
        ([RAISED], None, False),
        ([RAISED], -1, False),
        ([RAISED], 0, True),
        ([RAISED, READ], None, True),
        ([RAISED.model_copy(update={"in_app": False})], 0, False),
        (
            [
                RAISED.model_copy(update={"in_app": False}),
                NotificationShown(user_id=BEN.id, at=NOW + timedelta(minutes=5)),
            ],
            1,
            False,
        ),
    ],
    ids=["nothing read", "older ones", "all up to it", "read", "not in the app", "in the app since"],
)
def test_given_a_notification_when_all_up_to_a_moment_was_read_then_it_is_seen_if_it_was_there(
    events: list[NotificationEvent], minutes: int | None, *, seen: bool
) -> None:
    state = NOTIFICATION.fold(events)
    assert isinstance(state, Notification)
    assert state.is_seen(None if minutes is None else NOW + timedelta(minutes=minutes)) is seen


def test_given_a_person_when_their_preferences_change_then_that_is_said_each_time() -> None:
    changed = PreferencesChanged(user_id=BEN.id, at=NOW)
    OF_READER.given(changed).when(ChangePreferences(user_id=BEN.id, at=NOW)).then(changed)


def test_given_a_notification_when_an_older_version_is_read_then_that_is_refused_with_the_present_one() -> None:
    refusal = SPEC.given(RAISED, SENT).when(reads(BEN, expected=1)).then_refused(412, "changed")

    assert refusal.facts == {"version": 2}
    SPEC.given(RAISED, SENT).when(reads(BEN, expected=2)).then(READ)


def test_given_a_notification_when_its_email_was_sent_or_failed_then_that_is_said_once() -> None:
    failed = EmailFailed(user_id=BEN.id, code=550, error="No such mailbox", at=NOW)
    SPEC.given(RAISED).when(RecordEmail(at=NOW)).then(SENT)
    SPEC.given(RAISED).when(RecordEmail(code=550, error="No such mailbox", at=NOW)).then(failed)
    SPEC.given(RAISED, SENT).when(RecordEmail(code=550, error="No such mailbox", at=NOW)).then_nothing()
    SPEC.given().when(RecordEmail(at=NOW)).then_nothing()


def test_given_a_person_when_they_have_seen_everything_up_to_a_moment_then_only_a_later_one_is_news() -> None:
    seen = NotificationsRead(user_id=BEN.id, upto=NOW, at=NOW)
    later = NOW + timedelta(seconds=1)
    OF_READER.given().when(ReadUpTo(user_id=BEN.id, upto=NOW, at=NOW)).then(seen)
    OF_READER.given(seen).when(ReadUpTo(user_id=BEN.id, upto=NOW, at=later)).then_nothing()
    OF_READER.given(seen).when(ReadUpTo(user_id=BEN.id, upto=later, at=later)).then(
        NotificationsRead(user_id=BEN.id, upto=later, at=later)
    )


def test_given_a_digest_when_its_fate_is_known_then_it_is_said_once_a_day() -> None:
    sent = DigestSent(user_id=BEN.id, day=DAY, notification_ids=(ANNA.id,), at=NOW)
    failed = DigestFailed(user_id=BEN.id, day=DAY, code=None, error="Away", at=NOW)
    told = RecordDigest(user_id=BEN.id, day=DAY, notification_ids=(ANNA.id,), at=NOW)
    OF_READER.given().when(told).then(sent)
    OF_READER.given().when(told.model_copy(update={"error": "Away"})).then(failed)
    OF_READER.given(sent).when(told.model_copy(update={"error": "Away"})).then_nothing()
    OF_READER.given(sent).when(told.model_copy(update={"day": DAY + timedelta(days=1)})).then(
        sent.model_copy(update={"day": DAY + timedelta(days=1)})
    )
