"""What reads otherwise in a ticket, and which of two readings is the older; pure."""

from collections.abc import Iterable
from datetime import datetime

from services.psa_sync.tickets.events import FieldChange, NoteSeen, TicketSeen

COMPARED = ("summary", "status", "board", "priority", "type", "company", "contact", "owner")
"""The fields whose change is told. Whether it is closed is an event of its own."""
TEXT_CHARS = 500


def is_older(known: TicketSeen | None, seen: TicketSeen) -> bool:
    """Whether the ticket is certainly from before what is known; two changes of one second bear the same time."""
    if known is None or known.last_updated is None or seen.last_updated is None:
        return False
    return seen.last_updated < known.last_updated


def changes_between(known: TicketSeen | None, seen: TicketSeen, own_statuses: frozenset[str]) -> list[FieldChange]:
    """The fields that read otherwise, but for a status that we set."""
    if known is None:
        return []
    pairs = ((name, getattr(known, name), getattr(seen, name)) for name in COMPARED)
    return [
        FieldChange(field=name, before=_cut(before), after=_cut(after))
        for name, before, after in pairs
        if before != after and not (name == "status" and after in own_statuses)
    ]


def new_among(known: Iterable[NoteSeen], notes: Iterable[NoteSeen]) -> list[NoteSeen]:
    """The notes that were not known, but for those that are older than the newest known one."""
    before = set(known)
    newest = max((note.at for note in before if note.at is not None), default=None)
    return [note for note in notes if note not in before and _is_since(newest, note)]


def _is_since(newest: datetime | None, note: NoteSeen) -> bool:
    return newest is None or note.at is None or note.at >= newest


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:TEXT_CHARS]
