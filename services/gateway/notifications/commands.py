"""What is asked of a notification, and of all that a person is told."""

from datetime import date, datetime
from uuid import UUID

from services.gateway.notifications.events import NotificationRaised
from shared.message import Actor, Command


class RaiseNotification(Command):
    """Tell somebody; quiet when they were told."""

    raised: NotificationRaised


class ReadNotification(Command):
    """It was seen by whom it is for; quiet when it was before."""

    actor: Actor
    at: datetime
    expected_version: int | None = None


class ShowNotification(Command):
    """No e-mail will tell it: it is in the app from now on; quiet when it is, or was seen."""

    at: datetime


class CloseNotification(Command):
    """What it tells of is over; quiet when it was read."""

    at: datetime


class RecordEmail(Command):
    """What became of the e-mail; quiet when that is known. `error` None: it was sent."""

    code: int | None = None
    error: str | None = None
    at: datetime


NotificationCommand = RaiseNotification | ReadNotification | ShowNotification | CloseNotification | RecordEmail


class ReadUpTo(Command):
    """Everything up to then was seen; quiet when it was before."""

    user_id: UUID
    upto: datetime
    at: datetime


class ChangePreferences(Command):
    """The person wants to be told otherwise."""

    user_id: UUID
    at: datetime


class RecordDigest(Command):
    """What became of the digest of a day; quiet when that is known. `error` None: it was sent."""

    user_id: UUID
    day: date
    notification_ids: tuple[UUID, ...] = ()
    code: int | None = None
    error: str | None = None
    at: datetime


ReaderCommand = ReadUpTo | ChangePreferences | RecordDigest
