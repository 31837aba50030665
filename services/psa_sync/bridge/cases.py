"""Which cases a ticket is about, and what we wrote to it ourselves, in PostgreSQL."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from services.psa_sync.bridge.ports import Link
from services.psa_sync.pushes.events import (
    PUSH_EVENTS,
    PushAttempted,
    PushAttemptFailed,
    PushEvent,
    PushRequested,
    PushSucceeded,
)
from shared.database import walled
from shared.envelope import numbered_streams
from shared.log import EventLog

_OF_TICKET = """
    select session, ticket, open from psa_sync.ticket_links
     where account = $1 and ticket = $3 and (connection = $2 or connection is null)"""
_OPEN = """
    select ticket from psa_sync.ticket_links
     where account = $1 and open and (connection = $2 or connection is null)
     group by ticket order by max(linked_at) desc limit $3"""
_PUSHES = "select stream from log.events where stream > $1 and stream < $2 and version = 1"


@dataclass(frozen=True, slots=True)
class PostgresLinks:
    """`Links` in PostgreSQL."""

    pool: asyncpg.Pool

    async def of_ticket(self, account: UUID, connection: UUID, ticket: str) -> Sequence[Link]:
        """See `Links.of_ticket`."""
        async with walled(self.pool, account) as database:
            return [Link(**row) for row in await database.fetch(_OF_TICKET, account, connection, ticket)]

    async def open_tickets(self, account: UUID, connection: UUID, limit: int) -> Sequence[str]:
        """See `Links.open_tickets`."""
        async with walled(self.pool, account) as database:
            return [row["ticket"] for row in await database.fetch(_OPEN, account, connection, limit)]


@dataclass(frozen=True, slots=True)
class PushedStatuses:
    """`OwnWrites` as the streams of pushes tell it. `window` is how long an unclear attempt may still be at work."""

    pool: asyncpg.Pool
    log: EventLog
    window: timedelta

    async def statuses(self, sessions: Collection[UUID], ticket: str, since: datetime) -> frozenset[str]:
        """See `OwnWrites.statuses`."""
        found: set[str] = set()
        for session in sessions:
            rows = await self.pool.fetch(_PUSHES, *numbered_streams("push", session))
            for row in rows:
                events = PUSH_EVENTS.decode_all(await self.log.load(row["stream"]))
                found |= statuses_given(events, ticket, since, self.window)
        return frozenset(found)


def statuses_given(events: Iterable[PushEvent], ticket: str, since: datetime, window: timedelta) -> set[str]:
    """The status that a push gave the ticket since then, or may have: while an attempt runs, there is no telling."""
    status: str | None = None
    given: set[str] = set()
    running: set[str] = set()
    for event in events:
        match event:
            case PushRequested():
                status = event.status if event.ticket_id == ticket else None
            case PushAttempted() if status is not None:
                running = {status}
            case PushSucceeded() | PushAttemptFailed():
                unclear = isinstance(event, PushAttemptFailed) and event.unclear
                if event.at + (window if unclear else timedelta(0)) >= since:
                    given |= running
                running = set()
            case _:
                pass
    return given | running
