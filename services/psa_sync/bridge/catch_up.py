"""Finds the changes of which no callback came: while the connection was paused, or one of both was away.

The PSA lists its tickets, the most recently changed first, down to where the last look ended. Of those only the ones
that concern somebody are read, each once. Callbacks that do come later find them read.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.psa_sync.bridge.intake import SETTLE
from services.psa_sync.bridge.ports import Links, Look, Looks, Reads, Wanted
from services.psa_sync.drafts.watching import is_watched
from services.psa_sync.ports import Connections, NoConnection, Opened, PsaFailed, TicketSearch
from services.psa_sync.tickets.events import TicketSeen
from shared.clock import Clock
from shared.database import AWAY

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
EVERY = timedelta(minutes=15)
RETRY = timedelta(minutes=1)
TIMEOUT = timedelta(seconds=60)
PAGE = 100
PAGES = 10
TICKETS = 500
"""Tickets of open cases that are looked for, the most recently linked; all of them where the list is too short."""
OVERLAP = timedelta(seconds=5)
"""Changes of the last seconds may still be on their way into the list."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Looks through connections: when they are resumed, when their PSA is back, and now and then."""

    connections: Connections
    links: Links
    reads: Reads
    looks: Looks
    clock: Clock

    async def run(self) -> None:
        """Look, for ever, through what is due; the database being away is waited out."""
        while True:
            try:
                await self.look_once()
            except AWAY as error:
                logger.warning("looks through PSAs: the database is away (%s)", type(error).__name__)
            await asyncio.sleep(POLL_SECONDS)

    async def want(self, account: UUID, connection: UUID) -> None:
        """Look through a connection soon."""
        await self.looks.want(account, connection, self.clock())

    async def look_once(self) -> int:
        """Look through what is due now; how many there were."""
        now = self.clock()
        looks = await self.looks.claim(now, now + TIMEOUT + RETRY)
        await asyncio.gather(*(self._look(look) for look in looks))
        return len(looks)

    async def _look(self, look: Look) -> None:
        """Look through one; a connection that is paused waits to be resumed, one that is gone is forgotten."""
        try:
            opened = await self.connections.open(look.account, look.connection)
            async with asyncio.timeout(TIMEOUT.total_seconds()):
                newest = await self._wanted(opened, look.since)
        except NoConnection as error:
            await (self.looks.done(look, None, None) if error.code == "paused" else self.looks.forget(look.connection))
        except (PsaFailed, TimeoutError) as error:
            logger.info("connection %s could not be looked through: %s", look.connection, type(error).__name__)
            await self.looks.done(look, None, self.clock() + RETRY)
        else:
            await self.looks.done(look, newest - OVERLAP if newest else None, self.clock() + EVERY)

    async def _wanted(self, opened: Opened, since: datetime | None) -> datetime | None:
        """Have everything read that changed since then; the time of the most recent change. Raises PsaFailed."""
        linked = frozenset(await self.links.open_tickets(opened.account, opened.id, TICKETS))
        newest: datetime | None = None
        for page in range(1, PAGES + 1):
            found = await opened.provider.search(TicketSearch(open_only=False, page=page, page_size=PAGE))
            newest = max((time for time in (newest, *map(_time, found.tickets)) if time), default=None)
            if since is None:
                return newest  # a connection that is new has missed nothing
            fresh = [ticket for ticket in found.tickets if ticket.last_updated and ticket.last_updated >= since]
            await self._want(opened, fresh, linked, since)
            if not found.more or len(fresh) < len(found.tickets):
                return newest
        for ticket in linked:
            await self._want_one(opened, ticket, None, added=False)
        return newest

    async def _want(
        self, opened: Opened, tickets: Sequence[TicketSeen], linked: Collection[str], since: datetime
    ) -> None:
        for ticket in tickets:
            if ticket.id in linked or is_watched(ticket, opened.content.watched_boards):
                added = ticket.entered_at is not None and ticket.entered_at >= since
                await self._want_one(opened, ticket.id, ticket.last_updated, added=added)

    async def _want_one(self, opened: Opened, ticket: str, changed_at: datetime | None, *, added: bool) -> None:
        wanted = Wanted(ticket, changed_at, added, self.clock() + SETTLE)
        await self.reads.want(opened.account, opened.id, wanted)


def _time(ticket: TicketSeen) -> datetime | None:
    return ticket.last_updated
