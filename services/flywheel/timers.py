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


def waits_on(timer: Timer, until: datetime) -> Timer:
    """The same wait for another day. A timer cannot be moved while it fires, so it is one of its own."""
    waiting = "-".join(_parts(timer)[:2])
    return Timer(f"{WAITING}-{timer.session}-{waiting}-{until:%Y%m%d}", WAITING, timer.session, timer.account, until)


def waited_for(timer: Timer) -> tuple[int, datetime]:
    """Which end of the session waited, and since which day; a timer that failed, or waits on, is due later."""
    day, outcome, *_ = _parts(timer)
    return int(outcome), datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)


def _parts(timer: Timer) -> list[str]:
    """The day and the outcome of a timer's id, and what follows them."""
    return timer.id.removeprefix(f"{WAITING}-{timer.session}-").split("-")
