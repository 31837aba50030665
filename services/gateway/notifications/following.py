"""What follows once it is known what became of a mail; done again and again it comes to the same."""

from dataclasses import dataclass
from uuid import UUID

from services.gateway.notifications.commands import ReaderCommand, RecordDigest, RecordEmail
from services.gateway.notifications.domain import Reader
from services.gateway.notifications.emailing import Emailing
from services.gateway.notifications.events import ReaderEvent
from services.gateway.notifications.mails import Mail, Mails
from services.gateway.notifications.streams import SERVICE, Streams, change
from services.gateway.notifications.table import Notifications
from shared.clock import Clock
from shared.envelope import Stream, begin
from shared.handle import Handler
from shared.message import Actor

REFUSED = "The mail server did not take it."

Readers = Handler[Reader, ReaderCommand, ReaderEvent]


@dataclass(frozen=True, slots=True)
class Following:
    """Tells the log, and sees to what is left for the next digest."""

    mails: Mails
    table: Notifications
    emailing: Emailing
    streams: Streams
    readers: Readers
    clock: Clock

    async def follow(self, mail: Mail) -> None:
        """Do what is left to do about a mail that was sent, failed or dropped."""
        await self.table.no_more_email(mail.account, mail.contents, self.clock())
        if mail.status == "dropped" and mail.day is None:
            await self.emailing.wanted(mail.account, mail.id)  # otherwise, perhaps, than by a mail of its own
        elif mail.day is None:
            await self._tell(mail)
        else:
            await self._tell_of_digest(mail)
            # What came while it was on its way, or did not fit into it, or is wanted otherwise by now.
            await self.emailing.all_wanted(mail.account, mail.user)
        await self.mails.done(mail, self.clock())

    async def _tell(self, mail: Mail) -> None:
        error = (mail.error or REFUSED) if mail.status == "failed" else None
        command = RecordEmail(code=mail.code, error=error, at=self.clock())
        await change(self.streams, mail.account, mail.id, command)

    async def _tell_of_digest(self, mail: Mail) -> None:
        if mail.status == "dropped" or mail.day is None:
            return
        command = RecordDigest(
            user_id=mail.user,
            day=mail.day,
            notification_ids=tuple(mail.contents),
            code=mail.code,
            # The server's words may quote what it tells of, and an erasure does not reach the person's own stream.
            error=REFUSED if mail.status == "failed" else None,
            at=self.clock(),
        )
        origin = begin(Actor(account_id=mail.account), SERVICE, str(mail.id))
        await self.readers.handle(reader_stream(mail.account, mail.user), command, origin)


def reader_stream(account: UUID, user: UUID) -> Stream:
    """What a person did with many notifications at once, and their digests."""
    return Stream("notification", str(user), account)
