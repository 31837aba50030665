"""How long was worked towards a closing: from the one before, without the pauses."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from services.psa_sync.pushes.events import WorkTime
from services.psa_sync.pushes.incoming import (
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
    SessionAbandoned,
    SessionEvent,
    SessionPaused,
    SessionReopened,
    SessionResolved,
    SessionResumed,
    SessionStarted,
)

_STEPS_OF_AN_HOUR = 100


def work_time(events: Sequence[SessionEvent]) -> WorkTime | None:
    """The time of a session whose last event here is its closing; None where nobody worked towards it."""
    began: datetime | None = None
    running: datetime | None = None
    ended: datetime | None = None
    worked = timedelta()
    for event in events:
        match event:
            case SessionStarted():
                began = running = event.started_at
            case SessionReopened() | EscalationPickedUp() | EscalationTakenBack():
                began, running, ended, worked = event.at, event.at, None, timedelta()
            case SessionResumed():
                running = event.at
            case SessionPaused():
                worked, running = worked + _since(running, event.at), None
            case SessionResolved() | EscalationRequested() | HandedOver() | SessionAbandoned():
                began = None if ended else began  # nobody has worked on it since the closing before
                worked, running, ended = worked + _since(running, event.at), None, event.at
            case _:
                pass
    return WorkTime(start=began, end=max(ended, began), hours=_hours(worked)) if began and ended else None


def _since(running: datetime | None, at: datetime) -> timedelta:
    return max(at - running, timedelta()) if running else timedelta()


def _hours(worked: timedelta) -> float:
    """Rounded up to a hundredth; something was done, so never none."""
    steps = math.ceil(worked / timedelta(hours=1) * _STEPS_OF_AN_HOUR - 1e-9)
    return max(steps, 1) / _STEPS_OF_AN_HOUR
