"""Pushes that are not done, and when each is due. Only a reminder: how a push stands is said by its events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import asyncpg


@dataclass(frozen=True, slots=True)
class Queued:
    """A push that waits. `is_open`: its note is not written yet, and later notes of the ticket wait for it.

    `faults` in a row, since `failing_since`, are those of our own program; a PSA's failures are told by the events.
    """

    push: str
    session: UUID
    account: UUID
    connection: UUID
    ticket: str
    written_at: datetime
    due_at: datetime
    is_open: bool = True
    faults: int = 0
    failing_since: datetime | None = None


class Queue(Protocol):
    """The pushes of all accounts."""

    async def put(self, queued: Queued) -> None:
        """Wait for it; what waits already waits as this says from now on."""
        ...

    async def due(self, now: datetime, but: Collection[str], each: int, limit: int) -> list[Queued]:
        """What is due but for some, the longest due first; of a connection at most `each`, of a ticket the first."""
        ...

    async def wait(self, queued: Queued, until: datetime, *, is_open: bool) -> None:
        """Look again then, unless somebody has set another time meanwhile."""
        ...

    async def put_off(self, queued: Queued, now: datetime, until: datetime) -> None:
        """Look again then, after one more fault; unless somebody has set another time meanwhile."""
        ...

    async def remove(self, queued: Queued) -> None:
        """It is done, unless somebody has set another time meanwhile."""
        ...

    async def hurry_connection(self, connection: UUID, now: datetime) -> None:
        """Look now at everything that is to be written over the connection."""
        ...


@dataclass(frozen=True, slots=True)
class PostgresQueue:
    """`Queue` in `psa_sync.pushes`."""

    pool: asyncpg.Pool

    async def put(self, queued: Queued) -> None:
        """See `Queue.put`."""
        await self.pool.execute(
            _PUT, queued.push, queued.session, queued.account, queued.connection, queued.ticket, queued.written_at,
            queued.due_at, queued.is_open,
        )  # fmt: skip

    async def due(self, now: datetime, but: Collection[str], each: int, limit: int) -> list[Queued]:
        """See `Queue.due`."""
        rows = await self.pool.fetch(_DUE, now, list(but), each, limit)
        return [Queued(**row) for row in rows]

    async def wait(self, queued: Queued, until: datetime, *, is_open: bool) -> None:
        """See `Queue.wait`."""
        await self.pool.execute(
            "update psa_sync.pushes set due_at = $3, open = $4, faults = 0, failing_since = null"
            " where push = $1 and due_at = $2",
            queued.push, queued.due_at, until, is_open,
        )  # fmt: skip

    async def put_off(self, queued: Queued, now: datetime, until: datetime) -> None:
        """See `Queue.put_off`."""
        await self.pool.execute(
            "update psa_sync.pushes set due_at = $3, faults = faults + 1, failing_since = coalesce(failing_since, $4)"
            " where push = $1 and due_at = $2",
            queued.push, queued.due_at, until, now,
        )  # fmt: skip

    async def remove(self, queued: Queued) -> None:
        """See `Queue.remove`."""
        await self.pool.execute(
            "delete from psa_sync.pushes where push = $1 and due_at = $2", queued.push, queued.due_at
        )

    async def hurry_connection(self, connection: UUID, now: datetime) -> None:
        """See `Queue.hurry_connection`."""
        await self.pool.execute(
            "update psa_sync.pushes set due_at = $2 where connection = $1 and open and due_at > $2", connection, now
        )


_FIELDS = "push, session, account, connection, ticket, written_at, due_at, open as is_open, faults, failing_since"
_PUT = (
    "insert into psa_sync.pushes (push, session, account, connection, ticket, written_at, due_at, open)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (push) do update set"
    " connection = excluded.connection, ticket = excluded.ticket, due_at = excluded.due_at, open = excluded.open,"
    " faults = 0, failing_since = null"
)
_DUE = (
    f"select {_FIELDS} from (select p.*, row_number() over (partition by connection order by due_at, push) as nth"
    " from psa_sync.pushes p where due_at <= $1 and push <> all($2) and not (open and exists (select from"
    " psa_sync.pushes before where before.open and before.connection = p.connection and before.ticket = p.ticket"
    " and (before.written_at, before.push) < (p.written_at, p.push)))) ready"
    " where nth <= $3 order by due_at, push limit $4"
)
