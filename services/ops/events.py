"""What operators do to the log: stream `erasure-<session>`, sealed under the account's key."""

from datetime import datetime
from uuid import UUID

from shared.log import Registry
from shared.message import Event


class CaseErased(Event):
    """A case's key was destroyed: nobody can read any more what it held. `by` is who asked for it."""

    session: UUID
    by: str
    reason: str
    at: datetime


ERASURE_EVENTS: Registry[CaseErased] = Registry(CaseErased)
