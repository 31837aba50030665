"""Callbacks, the tickets to be read because of them, and the connections to be looked through, in PostgreSQL."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from services.psa_sync.bridge.notices import Notice
from services.psa_sync.bridge.ports import Look, Outcome, Peer, Read, Wanted

_TAKE = "select psa_sync.take_callback($1, $2, $3, $4, $5, $6, $7, $8)"
_WANT = "select psa_sync.want_read($1, $2, $3, $4, $5, $6)"
_CLAIM = """
    with picked as (
        select one.connection, one.ticket
          from (select distinct connection from psa_sync.ticket_reads
                 where due_at <= $1 and connection <> all($3::uuid[])) as waiting
         cross join lateral (
            select connection, ticket from psa_sync.ticket_reads
             where connection = waiting.connection and due_at <= $1
             order by due_at limit $4 for update skip locked) as one
    )
    update psa_sync.ticket_reads as read set due_at = $2
      from picked where read.connection = picked.connection and read.ticket = picked.ticket
    returning read.connection, read.ticket, read.account, read.asked, read.added,
              nullif(read.changed_at, 'infinity') as changed_at, read.offered, read.theirs_at,
              read.tries"""
_DONE = """
    update psa_sync.ticket_reads
       set due_at = case when asked = $3 or changed_at < $4 then null else $6::timestamptz end,
           added = added and asked <> $3, offered = $7, read_to = greatest(read_to, $5), tries = 0,
           theirs_at = greatest(theirs_at, $8),
           touched_at = clock_timestamp()
     where connection = $1 and ticket = $2"""
_FAILED = """
    update psa_sync.ticket_reads
       set due_at = greatest(due_at, $3), tries = tries + case when ticket = $2 then 1 else 0 end
     where connection = $1 and due_at is not null"""

_HURRY = """
    update psa_sync.ticket_reads set due_at = $2::timestamptz
     where connection = $1 and due_at > $2::timestamptz + interval '1 minute'"""
_SWEEP = "delete from psa_sync.ticket_reads where due_at is null and not offered and touched_at < $1 returning 1"
_LOOK = """
    insert into psa_sync.looks as known (account, connection, due_at) values ($1, $2, $3)
    on conflict (connection) do update set due_at = coalesce(least(known.due_at, excluded.due_at), excluded.due_at)"""
_CLAIM_LOOKS = """
    with picked as (
        select connection from psa_sync.looks where due_at <= $1 order by due_at limit $3 for update skip locked
    )
    update psa_sync.looks as look set due_at = $2 from picked where look.connection = picked.connection
    returning look.connection, look.account, look.changed_at as since"""
_LOOKED = """
    update psa_sync.looks set changed_at = greatest(changed_at, $2), due_at = $3 where connection = $1"""
LOOKS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class PostgresCallbacks:
    """`Callbacks` in PostgreSQL."""

    pool: asyncpg.Pool

    async def take(self, peer: Peer, notice: Notice, due_at: datetime) -> bool:
        """See `Callbacks.take`. What concerns nobody is not read: no open case, no draft, no board to watch for it."""
        taken: bool = await self.pool.fetchval(
            _TAKE, peer.connection, notice.digest, peer.account, notice.ticket, notice.action == "added",
            notice.changed_at, due_at, peer.watching,
        )  # fmt: skip
        return taken


@dataclass(frozen=True, slots=True)
class PostgresReads:
    """`Reads` in PostgreSQL."""

    pool: asyncpg.Pool

    async def claim(self, now: datetime, until: datetime, busy: Collection[UUID], each: int) -> Sequence[Read]:
        """See `Reads.claim`."""
        return [Read(**row) for row in await self.pool.fetch(_CLAIM, now, until, list(busy), each)]

    async def want(self, account: UUID, connection: UUID, wanted: Wanted) -> None:
        """See `Reads.want`."""
        await self.pool.execute(
            _WANT, connection, wanted.ticket, account, wanted.added, wanted.changed_at, wanted.due_at
        )

    async def done(self, read: Read, outcome: Outcome, again_at: datetime) -> None:
        """See `Reads.done`."""
        await self.pool.execute(
            _DONE, read.connection, read.ticket, read.asked, outcome.seen_to, outcome.read_to, again_at,
            outcome.offered, outcome.theirs_at,
        )  # fmt: skip

    async def failed(self, read: Read, due_at: datetime) -> None:
        """See `Reads.failed`."""
        await self.pool.execute(_FAILED, read.connection, read.ticket, due_at)

    async def hurry(self, connection: UUID, now: datetime) -> None:
        """See `Reads.hurry`."""
        await self.pool.execute(_HURRY, connection, now)

    async def forget(self, connection: UUID) -> None:
        """See `Reads.forget`."""
        await self.pool.execute("delete from psa_sync.ticket_reads where connection = $1", connection)

    async def sweep(self, before: datetime) -> int:
        """See `Reads.sweep`."""
        rows = await self.pool.fetch(_SWEEP, before)
        return len(rows)


@dataclass(frozen=True, slots=True)
class PostgresLooks:
    """`Looks` in PostgreSQL."""

    pool: asyncpg.Pool

    async def want(self, account: UUID, connection: UUID, due_at: datetime) -> None:
        """See `Looks.want`."""
        await self.pool.execute(_LOOK, account, connection, due_at)

    async def claim(self, now: datetime, until: datetime) -> Sequence[Look]:
        """See `Looks.claim`."""
        return [Look(**row) for row in await self.pool.fetch(_CLAIM_LOOKS, now, until, LOOKS_AT_ONCE)]

    async def done(self, look: Look, changed_at: datetime | None, due_at: datetime | None) -> None:
        """See `Looks.done`."""
        await self.pool.execute(_LOOKED, look.connection, changed_at, due_at)

    async def forget(self, connection: UUID) -> None:
        """See `Looks.forget`."""
        await self.pool.execute("delete from psa_sync.looks where connection = $1", connection)
