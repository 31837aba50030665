"""The connections that callbacks come from: found behind the wall by the id that was presented, kept for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

from services.psa_sync.bridge.ports import Peer
from services.psa_sync.connections.keys import FOR_CALLBACKS
from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.ports import NoConnection

KEPT = 1_000
KEPT_SECONDS = 5.0
"""So long a change of a connection may take to be noticed here."""


@dataclass(frozen=True, slots=True)
class PostgresPeers:
    """`Peers` over the account's connections; a paused one is still reported to."""

    pool: asyncpg.Pool
    connections: OpenConnections
    monotonic: Callable[[], float] = time.monotonic
    _kept: dict[UUID, tuple[float, Peer | None]] = field(default_factory=dict)

    async def find(self, connection: UUID) -> Peer | None:
        """See `Peers.find`."""
        until, peer = self._kept.get(connection, (0.0, None))
        if self.monotonic() < until:
            return peer
        peer = await self._read(connection)
        self._kept.pop(connection, None)
        while len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[connection] = (self.monotonic() + KEPT_SECONDS, peer)
        return peer

    async def _read(self, connection: UUID) -> Peer | None:
        account = await self._account(connection)
        if account is None:
            return None
        try:
            ready = await self.connections.ready(account, connection)
        except NoConnection:
            return None
        content, values = ready.opened.content, ready.credentials.values
        secrets = {name: values[name] for name in FOR_CALLBACKS[content.provider] if values.get(name)}
        watching = bool(content.watched_boards)
        return Peer(connection, account, content.provider, content.base_url, watching, secrets)

    async def _account(self, connection: UUID) -> UUID | None:
        """Whose it is. The id is written into the statement, so it must be a UUID object, never text from outside."""
        async with self.pool.acquire() as database, database.transaction():
            await database.execute(f"set local app.presented = '{connection!s}'")
            account: UUID | None = await database.fetchval(
                "select account from psa_sync.connections where connection = $1 and state <> 'removed'", connection
            )
        return account
