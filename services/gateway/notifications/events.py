"""What people were told of. Times are UTC.

A notification is the stream `notification-<id>`; one about a case or a proposal is sealed by its key, and ends with it.
What a person did with many at once, and the digests that they were sent, are the stream `notification-<user>`. Each
event says whom it is for: nobody else hears of it.
"""

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import Field

from services.gateway.notifications.kinds import Kind
from shared.envelope import StoredEvent
from shared.log import Registry
from shared.message import Event, Message


class EscalationAbout(Message):
    """A session for which another engineer is asked. `team_id`: whose it is, where nobody is named."""

    type: Literal["escalation"] = "escalation"
    session_id: UUID
    case_title: str
    by_name: str
    reason: str
    team_id: UUID | None


class ProposalAbout(Message):
    """A proposal that waits for a reviewer."""

    type: Literal["proposal"] = "proposal"
    proposal_id: UUID
    proposal_type: Literal["new_flow", "enhancement"]
    title: str
    problem_domain: str | None


class FixAbout(Message):
    """A fix that waits for its verification since `pending_since`."""

    type: Literal["fix"] = "fix"
    session_id: UUID
    fix_id: UUID
    case_title: str
    fix_title: str
    pending_since: datetime


class PushAbout(Message):
    """A document that did not get into its ticket."""

    type: Literal["push"] = "push"
    session_id: UUID
    outcome: int
    case_title: str
    ticket_id: str
    error: str


class ConnectionAbout(Message):
    """A connection over which documents do not get into tickets."""

    type: Literal["connection"] = "connection"
    connection_id: UUID
    name: str


class GapAbout(Message):
    """A gap in what the flow library covers."""

    type: Literal["gap"] = "gap"
    gap_id: UUID
    title: str
    severity: str
    problem_domain: str | None


About = Annotated[
    EscalationAbout | ProposalAbout | FixAbout | PushAbout | ConnectionAbout | GapAbout, Field(discriminator="type")
]


class NotificationRaised(Event):
    """Somebody is told of something. Not `in_app`: by e-mail alone, as they wish it."""

    user_id: UUID
    kind: Kind
    about: About
    in_app: bool
    at: datetime


class NotificationRead(Event):
    """It was seen."""

    user_id: UUID
    at: datetime


class NotificationShown(Event):
    """It was for e-mail alone, and no e-mail will tell it: it is in the app, as of then."""

    user_id: UUID
    at: datetime


class NotificationClosed(Event):
    """What it tells of is over: it waits for nobody, and counts as read."""

    user_id: UUID
    at: datetime


class EmailSent(Event):
    """The mail server took the e-mail of it."""

    user_id: UUID
    at: datetime


class EmailFailed(Event):
    """No e-mail of it will be sent. `code` is the server's reply, None where it gave none; `error` says it in words."""

    user_id: UUID
    code: int | None
    error: str
    at: datetime


class NotificationsRead(Event):
    """All that the person was told of up to `upto` was seen."""

    user_id: UUID
    upto: datetime
    at: datetime


class PreferencesChanged(Event):
    """The person wants to be told otherwise; how, they may change again."""

    user_id: UUID
    at: datetime


class DigestSent(Event):
    """The mail server took the digest of a day, in the person's time zone."""

    user_id: UUID
    day: date
    notification_ids: tuple[UUID, ...]
    at: datetime


class DigestFailed(Event):
    """No digest of that day will be sent; what would have been in it is in the next."""

    user_id: UUID
    day: date
    code: int | None
    error: str
    at: datetime


NotificationEvent = (
    NotificationRaised | NotificationRead | NotificationShown | NotificationClosed | EmailSent | EmailFailed
)
ReaderEvent = NotificationsRead | PreferencesChanged | DigestSent | DigestFailed

NOTIFICATION_EVENTS: Registry[NotificationEvent] = Registry(
    NotificationRaised, NotificationRead, NotificationShown, NotificationClosed, EmailSent, EmailFailed
)
READER_EVENTS: Registry[ReaderEvent] = Registry(NotificationsRead, PreferencesChanged, DigestSent, DigestFailed)
_OWN: Registry[NotificationEvent | ReaderEvent] = Registry(*NOTIFICATION_EVENTS.events, *READER_EVENTS.events)

E = TypeVar("E", bound=Event)


def read_own(model: type[E], event: StoredEvent) -> E:
    """An opened event of ours, of a type that is known. Raises FutureEventVersion, UnreadableEvent."""
    found = _OWN.decode(event.type, event.schema_version, event.data)
    if not isinstance(found, model):
        raise TypeError(event.type)
    return found
