"""What the flywheel waits for: the day on which a session that was one too many is analysed."""

from datetime import UTC, datetime
from uuid import UUID

from shared.envelope import StoredEvent
from shared.timers import Timer

WAITING = "waiting"


def waiting_timer(event: StoredEvent, outcome: int, until: datetime) -> Timer:
    """The wait of a session's end. Of those that wait for one day, ids let the older session go first."""
    session = UUID(event.stream_id)
    return Timer(f"{WAITING}-{session}-{until:%Y%m%d}-{outcome}", WAITING, session, event.account, until)


def waited_for(timer: Timer) -> tuple[int, datetime]:
    """Which end of the session waited, and until when; a timer that failed is due later than that."""
    *_, day, outcome = timer.id.split("-")
    return int(outcome), datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)
