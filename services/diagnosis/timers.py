"""What diagnosis waits for: that somebody goes on with a session.

A session has one timer. It is set for the end of the idle time after the event that set it; when it goes off and the
session was touched meanwhile, the next one is set from the last event. So a step costs no timer.
"""

from datetime import datetime
from uuid import UUID

from shared.envelope import StoredEvent
from shared.timers import Timer

IDLE = "idle"


def idle_timer(after: StoredEvent, due_at: datetime) -> Timer:
    """The end of a session's idle time, counted from the session's event `after`."""
    return Timer(f"{IDLE}-{after.stream_id}-{after.version}", IDLE, UUID(after.stream_id), after.account, due_at)
