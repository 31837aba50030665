"""What is asked of one push. Times come in: the decider has no clock."""

from datetime import datetime
from uuid import UUID

from services.psa_sync.pushes.events import PushRequested
from shared.message import Command


class RequestPush(Command):
    """Have the document written into the ticket; quiet where that was asked before."""

    request: PushRequested


class RetryPush(Command):
    """Try again now. `request` is how it would be asked for today; for another ticket only if nothing was written."""

    request: PushRequested | None
    by: UUID
    at: datetime


class BeginAttempt(Command):
    """Note that the PSA is about to be asked, over that connection; quiet where it is another one's by now."""

    connection_id: UUID
    at: datetime


class SucceedPush(Command):
    """The note stands in the ticket."""

    note_id: str
    time_entry_id: str | None
    status_set: bool
    ticket_closed: bool | None = None
    found: bool
    warning: str | None = None
    at: datetime


class FailAttempt(Command):
    """The attempt came to nothing, or it is unclear. `abandon`: it is the last by itself."""

    attempt: int
    code: str
    error: str
    unclear: bool
    retry_at: datetime | None
    abandon: bool
    note_id: str | None
    at: datetime


class AbandonPush(Command):
    """Try no more over that connection, without having asked the PSA; quiet where it is another one's by now."""

    connection_id: UUID
    code: str
    error: str
    at: datetime


class ReportDuplicates(Command):
    """The note was seen in the ticket more than once."""

    note_ids: tuple[str, ...]
    at: datetime


PushCommand = RequestPush | RetryPush | BeginAttempt | SucceedPush | FailAttempt | AbandonPush | ReportDuplicates
