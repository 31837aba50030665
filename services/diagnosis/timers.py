"""What diagnosis waits for: that somebody goes on with a session, and that a fix is verified.

A session has one timer of each kind. The idle timer is set for the end of the idle time after the event that set it;
when it goes off and the session was touched meanwhile, the next one is set from the last event. So a step costs no
timer. A timer's id says when it is due: setting one anew while it fires must not wait for its own row.
"""

from datetime import datetime
from uuid import UUID

from shared.envelope import StoredEvent
from shared.timers import Timer

IDLE = "idle"
REMINDER = "fix_reminder"


def idle_timer(after: StoredEvent, due_at: datetime) -> Timer:
    """The end of a session's idle time, counted from the session's event `after`."""
    return _timer(IDLE, after, due_at)


def reminder_timer(event: StoredEvent, due_at: datetime) -> Timer:
    """The time to look again whether the fix of the session that `event` belongs to still waits."""
    return _timer(REMINDER, event, due_at)


def _timer(kind: str, event: StoredEvent, due_at: datetime) -> Timer:
    session = UUID(event.stream_id)
    return Timer(f"{kind}-{session}-{due_at.isoformat()}", kind, session, event.account, due_at)
