"""What happened to a document on its way into a ticket: the streams `push-<session>-<outcome>`."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.psa_sync.connections.events import NoteKind
from shared.log import Registry
from shared.message import Event, Message

DocumentKind = Literal["resolution_note", "escalation_package"]


class WorkTime(Message):
    """What a time entry says: from when to when, and the hours that count."""

    start: datetime
    end: datetime
    hours: float


class PushRequested(Event):
    """The document shall stand in the ticket, once. `marker` is in its text and tells it from any other.

    `member_id` is None, with a warning for people, where the PSA does not know the engineer.
    """

    connection_id: UUID
    ticket_id: str
    outcome: int
    kind: DocumentKind
    note_kind: NoteKind
    marker: str
    text: str
    time: WorkTime | None
    status: str | None
    member_id: str | None
    member_warning: str | None
    by: UUID | None
    at: datetime


class PushAttempted(Event):
    """The PSA is about to be asked for the n-th time, counted from 1."""

    attempt: int
    at: datetime


class PushSucceeded(Event):
    """The note stands in the ticket. `found`: it stood there already, written by an attempt that did not hear so.

    `status_set`: the ticket has the status that was asked for, whoever gave it that; `ticket_closed` is whether it is
    closed with that, None where the PSA did not say. `warning` tells what of the time and the status is not done, or
    not known; at most 200 characters.
    """

    attempt: int
    note_id: str
    time_entry_id: str | None
    status_set: bool
    ticket_closed: bool | None = None
    found: bool
    warning: str | None = None
    at: datetime


class PushAttemptFailed(Event):
    """An attempt came to nothing, or it is `unclear` what it came to. `error` has at most 200 characters.

    `note_id`: the note stood in the ticket by then, and what failed is the rest. Without `retry_at` the push waits for
    its connection, or is abandoned by the next event.
    """

    attempt: int
    code: str
    error: str
    unclear: bool
    retry_at: datetime | None
    at: datetime
    note_id: str | None = None


class PushAbandoned(Event):
    """Nobody tries any more, until somebody asks for it."""

    code: str
    error: str
    at: datetime


class PushRetried(Event):
    """Somebody asked for another try."""

    by: UUID
    at: datetime


class PushDuplicated(Event):
    """Read back later, the note stands in the ticket more than once: the PSA committed later than it ever should."""

    note_ids: tuple[str, ...]
    at: datetime


PushEvent = (
    PushRequested | PushAttempted | PushSucceeded | PushAttemptFailed | PushAbandoned | PushRetried | PushDuplicated
)

PUSH_EVENTS: Registry[PushEvent] = Registry(
    PushRequested, PushAttempted, PushSucceeded, PushAttemptFailed, PushAbandoned, PushRetried, PushDuplicated
)
