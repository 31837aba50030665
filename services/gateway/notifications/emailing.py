"""Which notification goes by which e-mail: one of its own, or the person's next digest."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.gateway.notifications.commands import ShowNotification
from services.gateway.notifications.digest import Slot, digest_id, next_slot, slot_of
from services.gateway.notifications.mails import Mail, Mails
from services.gateway.notifications.preferences import Preferences, read_preferences
from services.gateway.notifications.streams import Streams, change, load
from services.gateway.notifications.table import Notifications, Told
from shared.clock import Clock
from shared.database import walled


@dataclass(frozen=True, slots=True)
class Emailing:
    """Puts mails into the queue. `available`: there is a mail server at all."""

    pool: asyncpg.Pool
    mails: Mails
    table: Notifications
    streams: Streams
    clock: Clock
    available: bool

    async def wanted(self, account: UUID, id_: UUID) -> None:
        """See that a notification is told as the person wishes by now, unless it went by e-mail or was seen."""
        told = await self.table.get(account, id_)
        if told is None or not told.needs_email:
            return
        async with walled(self.pool, account) as connection:
            preferences = await read_preferences(connection, told.user)
        choice = preferences.kinds[told.kind]
        mode = choice.email if self.available else "off"
        if mode == "at_once":
            await self.mails.put(Mail(id_, account, told.user), self.clock())
        elif mode == "digest":
            await self.digest(account, told.user, preferences)
        elif told.in_app or not choice.is_wanted:
            await self.table.no_more_email(account, [id_], self.clock())
        else:
            await self._show(account, told)

    async def all_wanted(self, account: UUID, user: UUID) -> None:
        """Likewise of everything that the person is still to hear of by e-mail; they wish it otherwise, perhaps."""
        for id_ in await self.table.open_of(account, user):
            if await load(self.streams, id_) is not None:  # what is not raised yet is looked at once it is
                await self.wanted(account, id_)

    async def digest(self, account: UUID, user: UUID, preferences: Preferences) -> None:
        """Have the person's next digest wait; the one after it where that day's was sent already."""
        hour, zone = preferences.digest_hour, preferences.time_zone
        slot = next_slot(self.clock(), hour, zone)
        while not await self._put(account, user, slot):
            slot = next_slot(slot_of(slot.day, hour, zone).at, hour, zone)

    async def _put(self, account: UUID, user: UUID, slot: Slot) -> bool:
        return await self.mails.put(Mail(digest_id(user, slot.day), account, user, slot.day), slot.at)

    async def _show(self, account: UUID, told: Told) -> None:
        """In the app then, that it is not lost."""
        shown = await change(self.streams, account, told.id, ShowNotification(at=self.clock()))
        if shown is not None:
            await self.table.show(account, told.id, shown.raised.at)
