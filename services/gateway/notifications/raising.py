"""Tells people: each notification once, however often the event comes and wherever the process dies.

Its id follows from what happened, to whom and of which kind. The row comes first - it holds the place of the one
unread notification of a thing - then the event, which everything else follows from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import asyncpg

from services.gateway.notifications.commands import RaiseNotification
from services.gateway.notifications.events import ConnectionAbout, NotificationRaised
from services.gateway.notifications.people import Person, read_people
from services.gateway.notifications.preferences import read_preferences
from services.gateway.notifications.recipients import Notice
from services.gateway.notifications.streams import SERVICE, Streams, load
from services.gateway.notifications.table import Notifications
from shared.clock import Clock
from shared.database import walled
from shared.envelope import StoredEvent, Stream, follow
from shared.errors import Erased
from shared.sealing import KeyDestroyed


@dataclass(frozen=True, slots=True)
class Raising:
    """What notifications are raised with. Where there is no e-mail, everything that somebody wants is in the app."""

    pool: asyncpg.Pool
    streams: Streams
    table: Notifications
    clock: Clock
    email_available: bool

    async def people(self, account: UUID) -> Sequence[Person]:
        """Everybody of an account."""
        async with walled(self.pool, account) as connection:
            return await read_people(connection)

    async def tell(self, event: StoredEvent, notices: Sequence[Notice], occasion: UUID | None = None) -> None:
        """Raise them all. `occasion` is what makes them the same ones again: the event, if nothing else is named."""
        for notice in notices:
            await self._tell(event, notice, uuid5(occasion or event.id, f"{notice.user} {notice.kind}"))

    async def _tell(self, event: StoredEvent, notice: Notice, id_: UUID) -> None:
        if await load(self.streams, id_) is not None:
            return
        async with walled(self.pool, event.account) as connection:
            choice = (await read_preferences(connection, notice.user)).kinds[notice.kind]
        if not choice.is_wanted:
            await self.table.release(event.account, id_)
            return
        # Sealed as what it tells of, a case or a proposal, and gone with it; of a connection it tells of no case.
        key = None if isinstance(notice.about, ConnectionAbout) else event.session
        in_app = choice.in_app or not self.email_available
        told = await self.table.claim(event.account, id_, notice, key, in_app, self.clock())
        if told is None:
            return
        raised = NotificationRaised(
            user_id=notice.user, kind=notice.kind, about=notice.about, in_app=told.in_app, at=told.raised_at
        )
        stream = Stream("notification", str(id_), event.account, key, event.client if key else None)
        try:
            await self.streams.handle(stream, RaiseNotification(raised=raised), follow(event, SERVICE))
        except (KeyDestroyed, Erased):
            await self.table.release(event.account, id_)
            raise
