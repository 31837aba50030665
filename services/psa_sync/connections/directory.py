"""The connections of accounts in PostgreSQL: which there are, and how far the stream of each was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

import asyncpg

from shared.database import walled

ConnectionState = Literal["active", "paused", "removed"]

_PUT = """
    insert into psa_sync.connections as known (connection, account, stream_version, state) values ($1, $2, $3, $4)
    on conflict (connection) do update set stream_version = excluded.stream_version, state = excluded.state
     where known.stream_version < excluded.stream_version"""
_LISTED = """
    select c.connection, c.stream_version, c.state, k.sealed, k.rotated_at
      from psa_sync.connections c left join psa_sync.credentials k using (connection, account)
     where c.account = $1"""
_NAMED = f"{_LISTED} and c.connection = $2"
_ALL = f"{_LISTED} and c.state <> 'removed' order by c.connection limit 2"
_COUNT = "select count(*) from psa_sync.connections where account = $1 and state <> 'removed'"


class Listed(NamedTuple):
    """A connection as it is listed, and its keys, sealed. Without keys it is not to be used."""

    connection: UUID
    stream_version: int
    state: ConnectionState
    sealed: bytes | None
    rotated_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostgresDirectory:
    """The table `psa_sync.connections`."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, connection: UUID, stream_version: int, state: ConnectionState) -> None:
        """List a connection; quiet when it is listed as of this version or a later one."""
        async with walled(self.pool, account) as database:
            await database.execute(_PUT, connection, account, stream_version, state)

    async def named(self, account: UUID, connection: UUID) -> Listed | None:
        """That connection of the account, also one that was removed."""
        async with walled(self.pool, account) as database:
            row = await database.fetchrow(_NAMED, account, connection)
        return Listed(*row) if row is not None else None

    async def some(self, account: UUID) -> Sequence[Listed]:
        """The account's connections; two of them where there are more."""
        async with walled(self.pool, account) as database:
            return [Listed(*row) for row in await database.fetch(_ALL, account)]

    async def count(self, account: UUID) -> int:
        """How many connections the account has."""
        async with walled(self.pool, account) as database:
            found: int = await database.fetchval(_COUNT, account)
        return found
