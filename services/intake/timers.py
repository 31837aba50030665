"""What intake waits for: the context of a ticket, which must not hold up the case."""

from datetime import datetime
from uuid import UUID

from shared.timers import Timer

TICKET_WAIT = "ticket_wait"


def ticket_wait(session: UUID, account: UUID, due_at: datetime) -> Timer:
    """The end of the wait for a case's ticket."""
    return Timer(f"{TICKET_WAIT}-{session}", TICKET_WAIT, session, account, due_at)
