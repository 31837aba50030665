"""Which of a ticket's notes a case is given."""

from collections.abc import Iterable
from datetime import UTC, datetime

from services.psa_sync.adapters.texts import NOTES_CHARS
from services.psa_sync.tickets.events import NoteSeen

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def most_recent(notes: Iterable[NoteSeen | None], count: int) -> tuple[NoteSeen, ...]:
    """The newest first, at most so many, and not more text than a case can carry."""
    newest = sorted(filter(None, notes), key=lambda note: note.at or _LONG_AGO, reverse=True)
    kept: list[NoteSeen] = []
    left = NOTES_CHARS
    for note in newest[:count]:
        left -= len(note.text)
        if left < 0:
            break
        kept.append(note)
    return tuple(kept)
