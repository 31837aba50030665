"""A case is given the newest notes, and not more than it can carry."""

from datetime import UTC, datetime, timedelta

from services.psa_sync.adapters.notes import most_recent
from services.psa_sync.adapters.texts import NOTES_CHARS
from services.psa_sync.tickets.events import NoteSeen

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def seen(minutes: int | None, text: str = "text") -> NoteSeen:
    at = None if minutes is None else NOON + timedelta(minutes=minutes)
    return NoteSeen(text=text, by=None, at=at, internal=True)


def test_given_notes_when_some_are_taken_then_they_are_the_newest_and_in_order() -> None:
    notes = [seen(1), None, seen(3), seen(None), seen(2)]

    assert most_recent(notes, 3) == (seen(3), seen(2), seen(1))
    assert most_recent(notes, 9)[-1] == seen(None)
    assert most_recent(notes, 0) == ()


def test_given_very_long_notes_when_taken_then_the_oldest_are_left_out() -> None:
    long = "x" * (NOTES_CHARS // 3)

    assert most_recent([seen(minute, long) for minute in range(5)], 5) == (seen(4, long), seen(3, long), seen(2, long))
