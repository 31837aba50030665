"""The words by which a note is known again, whoever wrote it and whether or not we heard that it was written."""

import hashlib
import re
from uuid import UUID

_ANY = re.compile(r"\[RF [0-9a-f]{12}\]")
_LAST = re.compile(rf"({_ANY.pattern})\s*\Z")


def push_id(session: UUID, outcome: int) -> str:
    """The id of the push of a session's outcome."""
    return f"{session}-{outcome}"


def marker_of(push: str) -> str:
    """The marker of a push: the same in every attempt, no other push's."""
    return f"[RF {hashlib.sha256(push.encode()).hexdigest()[:12]}]"


def without_markers(text: str) -> str:
    """The text without any marker: one that was copied from another note would pass for that note.

    Taking them out may put the halves of another together; that one leaves a sign which no marker holds.
    """
    return _ANY.sub("…", _ANY.sub("", text))


def last_marker(text: str) -> str | None:
    """The marker with which a note of ours ends; None where it does not, though it may quote one."""
    found = _LAST.search(text)
    return found[1] if found else None
