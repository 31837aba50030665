"""What a mail says, if it is still wanted: looked at when it is sent, not when it was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import NamedTuple
from uuid import UUID

import asyncpg

from services.gateway.notifications.composing import LISTED, Letterhead, digest, single
from services.gateway.notifications.digest import slot_of
from services.gateway.notifications.domain import Notification
from services.gateway.notifications.following import Readers
from services.gateway.notifications.mails import Mail
from services.gateway.notifications.people import Person, read_person
from services.gateway.notifications.preferences import Preferences, read_preferences
from services.gateway.notifications.recipients import still_concerns
from services.gateway.notifications.streams import Streams, load
from services.gateway.notifications.table import Notifications
from services.gateway.notifications.wording import words_of
from shared.clock import Clock
from shared.database import walled


@dataclass(frozen=True, slots=True)
class Written:
    """To be sent. `contents`: the notifications that are done with once it is."""

    message: EmailMessage
    to: str
    contents: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Later:
    """Not due yet."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Not wanted, or not so, any more. `contents`: the notifications that need no e-mail."""

    contents: Sequence[UUID] = ()


class _Reader(NamedTuple):
    person: Person
    preferences: Preferences
    upto: datetime | None
    """Up to when they have seen everything."""

    def wants(self, one: Notification) -> bool:
        """Whether they have not seen it, and it still concerns them."""
        raised = one.raised
        return not one.is_seen(self.upto) and still_concerns(raised.kind, raised.about, self.person)


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes mails."""

    pool: asyncpg.Pool
    streams: Streams
    readers: Readers
    table: Notifications
    head: Letterhead
    clock: Clock

    async def write(self, mail: Mail) -> Written | Later | Drop:
        """The mail as it is to be sent now. Raises Refused where nothing can be sent to the address."""
        reader = await self._reader(mail)
        if mail.day is not None:
            return await self._digest(mail, reader)
        if reader is None:
            return Drop([mail.id])
        return await self._single(mail, reader)

    async def _single(self, mail: Mail, reader: _Reader) -> Written | Drop:
        told = await self.table.get(mail.account, mail.id)
        found = await load(self.streams, mail.id) if told is not None and told.needs_email else None
        if found is None or found.is_mailed or not reader.wants(found):
            return Drop([mail.id])
        raised = found.raised
        if reader.preferences.kinds[raised.kind].email != "at_once":
            return Drop()
        to, words = reader.person.email, words_of(raised.kind, raised.about)
        return Written(single(self.head, to, mail.id, words, raised.at), to, [mail.id])

    async def _digest(self, mail: Mail, reader: _Reader | None) -> Written | Later | Drop:
        if reader is None or mail.day is None:
            return Drop()
        preferences = reader.preferences
        slot = slot_of(mail.day, preferences.digest_hour, preferences.time_zone)
        if slot.at > self.clock():
            return Later(slot.at)
        kinds = preferences.kinds_by_email("digest")
        waiting = await self.table.for_digest(mail.account, mail.user, kinds, LISTED + 1)
        listed = [id_ for id_ in waiting[:LISTED] if not mail.contents or id_ in mail.contents]
        found = {id_: one for id_ in listed if (one := await load(self.streams, id_)) and reader.wants(one)}
        await self.table.no_more_email(mail.account, [id_ for id_ in listed if id_ not in found], self.clock())
        if not found:
            return Drop()
        words = [words_of(one.raised.kind, one.raised.about) for one in found.values()]
        to = reader.person.email
        message = digest(self.head, to, mail.id, words, len(waiting) > LISTED, self.clock())
        return Written(message, to, list(found))

    async def _reader(self, mail: Mail) -> _Reader | None:
        async with walled(self.pool, mail.account) as connection:
            person = await read_person(connection, mail.user)
            preferences = await read_preferences(connection, mail.user)
        seen, _ = await self.readers.load(f"notification-{mail.user}")
        return _Reader(person, preferences, seen.upto) if person else None
