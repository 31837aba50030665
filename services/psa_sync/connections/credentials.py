"""Keys of connections in PostgreSQL, sealed, each bound to its connection, its address and the id that the log names.

Keys are put down before an event names them and count from then on, so there may be several: those that count, and
those that may come to count. None is ever used at an address that it was not given for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

from services.psa_sync.connections.events import ConnectionContent
from services.psa_sync.ports import Credentials
from shared.clock import Clock
from shared.database import walled
from shared.sealing import Key

PURPOSE = "psa-credentials"
"""What the sealing key is derived for from the master key."""
ABANDONED_AFTER = timedelta(hours=1)
"""Keys that no event named for so long never will be: whoever put them down has died."""

_READ = "select sealed from psa_sync.credentials where account = $1 and connection = $2"
_OPEN_ROW = """
    insert into psa_sync.credentials (connection, account, sealed, rotated_at) values ($2, $1, '', $3)
    on conflict (connection) do nothing"""
_PUT = "update psa_sync.credentials set sealed = $3, rotated_at = $4 where account = $1 and connection = $2"
_FORGET = "delete from psa_sync.credentials where account = $1 and connection = $2"
_LEFT = """
    select connection from psa_sync.credentials k where account = $1 and rotated_at < $2 and not exists (
        select from psa_sync.connections c where c.connection = k.connection and c.state <> 'removed')"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Keys, the address that they are for, and since when they are kept."""

    id: UUID
    address: str
    at: datetime
    credentials: Credentials


@dataclass(frozen=True, slots=True)
class PostgresCredentials:
    """The table `psa_sync.credentials`."""

    pool: asyncpg.Pool
    key: Key
    clock: Clock

    async def put(
        self, account: UUID, connection: UUID, keys_id: UUID, content: ConnectionContent, keys: Credentials
    ) -> None:
        """Keep keys under an id of their own, for a connection that reads so, beside those that are there."""
        new = Kept(keys_id, address_of(content), self.clock(), keys)
        async with walled(self.pool, account) as database:
            while (kept := await self._locked(database, account, connection)) is None:
                await database.execute(_OPEN_ROW, account, connection, new.at)
            await self._write(database, account, connection, [new, *kept])

    async def settle(self, account: UUID, connection: UUID, named: Sequence[UUID]) -> None:
        """Forget all but the last of the keys that events have named, and those that may yet be."""
        since = self.clock() - ABANDONED_AFTER
        await self._keep(
            account, connection, lambda one: one.id == named[-1] or (one.id not in named and one.at > since)
        )

    async def discard(self, account: UUID, connection: UUID, keys_id: UUID) -> None:
        """Forget keys that no event will name."""
        await self._keep(account, connection, lambda one: one.id != keys_id)

    async def sealed(self, account: UUID, connection: UUID) -> bytes | None:
        """The row of a connection, for `opened`."""
        async with walled(self.pool, account) as database:
            sealed: bytes | None = await database.fetchval(_READ, account, connection)
        return sealed

    def opened(self, sealed: bytes, connection: UUID, keys_id: UUID, content: ConnectionContent) -> Credentials | None:
        """The keys of that id, for a connection that reads so. Raises SealBroken."""
        wanted = keys_id, address_of(content)
        kept = self._open(sealed, connection)
        return next((one.credentials for one in kept if (one.id, one.address) == wanted), None)

    async def find(
        self, account: UUID, connection: UUID, keys_id: UUID, content: ConnectionContent
    ) -> Credentials | None:
        """The same, read from the table."""
        sealed = await self.sealed(account, connection)
        return self.opened(sealed, connection, keys_id, content) if sealed is not None else None

    async def forget(self, account: UUID, connection: UUID) -> None:
        """Delete the keys of a connection."""
        async with walled(self.pool, account) as database:
            await database.execute(_FORGET, account, connection)

    async def left(self, account: UUID) -> Sequence[UUID]:
        """The connections that keys were put down for long ago, and that are not listed."""
        async with walled(self.pool, account) as database:
            rows = await database.fetch(_LEFT, account, self.clock() - ABANDONED_AFTER)
        return [row["connection"] for row in rows]

    async def forget_left(self, account: UUID, connection: UUID) -> None:
        """Delete the keys of a connection if they are still as old as that."""
        before = self.clock() - ABANDONED_AFTER
        async with walled(self.pool, account) as database:
            await database.execute(f"{_FORGET} and rotated_at < $3", account, connection, before)

    async def _keep(self, account: UUID, connection: UUID, stays: Callable[[Kept], bool]) -> None:
        async with walled(self.pool, account) as database:
            kept = await self._locked(database, account, connection) or []
            staying = [one for one in kept if stays(one)]
            if not staying:
                await database.execute(_FORGET, account, connection)
            elif staying != kept:
                await self._write(database, account, connection, staying)

    async def _locked(self, database: PoolConnectionProxy, account: UUID, connection: UUID) -> list[Kept] | None:
        """What is kept of the connection, for nobody else to write meanwhile; None: there is no row."""
        sealed = await database.fetchval(f"{_READ} for update", account, connection)
        if sealed is None:
            return None
        return self._open(sealed, connection) if sealed else []

    async def _write(
        self, database: PoolConnectionProxy, account: UUID, connection: UUID, kept: Sequence[Kept]
    ) -> None:
        rows = [{"id": one.id, "address": one.address, "at": one.at, "values": one.credentials.values} for one in kept]
        sealed = self.key.seal(orjson.dumps(rows), connection.bytes)
        await database.execute(_PUT, account, connection, sealed, self.clock())

    def _open(self, sealed: bytes, connection: UUID) -> list[Kept]:
        return [
            Kept(UUID(row["id"]), row["address"], datetime.fromisoformat(row["at"]), Credentials(row["values"]))
            for row in orjson.loads(self.key.open(sealed, connection.bytes))
        ]


def address_of(content: ConnectionContent) -> str:
    """Who the keys are shown to."""
    return f"{content.provider} {content.base_url} {content.company or ''}"
