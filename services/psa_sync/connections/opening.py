"""Connections as they are used: content and keys put together to a provider, kept as long as neither changes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.psa_sync.connections.commands import ConnectionCommand, PauseConnection
from services.psa_sync.connections.credentials import PostgresCredentials
from services.psa_sync.connections.directory import Listed, PostgresDirectory
from services.psa_sync.connections.domain import Connected, Connection
from services.psa_sync.connections.events import ConnectionContent, ConnectionEvent, ProviderName
from services.psa_sync.ports import Credentials, MakeProvider, NoConnection, Opened, Provider, PsaFailed
from shared.clock import Clock
from shared.envelope import Stream, begin
from shared.errors import NotFound
from shared.handle import Handler
from shared.message import Actor

SERVICE = "psa_sync"
KEPT = 1_000
"""Connections that are kept ready; the one that was made first goes first."""
TRY_SECONDS = 10.0
READ_TRIES = 4


@dataclass(frozen=True, slots=True)
class Ready:
    """A connection with its keys. `keys_version` tells keys apart; `is_paused`: nobody but a keeper may use it."""

    opened: Opened
    credentials: Credentials
    is_paused: bool
    keys_version: int
    stream_version: int
    rotated_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenConnections:
    """See `services.psa_sync.ports.Connections`."""

    handler: Handler[Connection, ConnectionCommand, ConnectionEvent]
    directory: PostgresDirectory
    vault: PostgresCredentials
    makers: Mapping[ProviderName, MakeProvider]
    clock: Clock
    kept: dict[UUID, Ready] = field(default_factory=dict)

    async def open(self, account: UUID, connection: UUID | None) -> Opened:
        """See `Connections.open`."""
        ready = await self.ready(account, connection)
        if ready.is_paused:
            raise NoConnection("paused")
        return ready.opened

    async def pause(self, account: UUID, connection: UUID) -> bool:
        """See `Connections.pause`. The keys may have been changed meanwhile, so those of now are tried first."""
        try:
            ready = await self.ready(account, connection)
        except NoConnection:
            return True
        if ready.is_paused:
            return True
        if await _works(ready.opened.provider):
            return False
        return await self._pause(account, connection, ready.keys_version)

    async def ready(self, account: UUID, connection: UUID | None) -> Ready:
        """That connection, or the account's only one, also while it is paused. Raises NoConnection."""
        listed = await self._listed(account, connection)
        kept = self.kept.get(listed.connection)
        if kept and kept.stream_version >= listed.stream_version and kept.rotated_at == listed.rotated_at:
            return kept
        ready = await self._made(account, listed, kept)
        self.kept.pop(listed.connection, None)
        while len(self.kept) >= KEPT:
            del self.kept[next(iter(self.kept))]
        self.kept[listed.connection] = ready
        return ready

    async def _listed(self, account: UUID, connection: UUID | None) -> Listed:
        if connection is None:
            some = await self.directory.some(account)
            found = some[0] if len(some) == 1 else None
        else:
            found = await self.directory.named(account, connection)
        if found is None:
            raise NoConnection("no_connection")
        if found.state == "removed":
            self.kept.pop(found.connection, None)
            raise NoConnection("removed")
        return found

    async def _made(self, account: UUID, listed: Listed, kept: Ready | None) -> Ready:
        state, version, credentials = await self._keyed(account, listed)
        provider = self._provider(state.content, credentials, kept)
        members = {member.user_id: member.member_id for member in state.members}
        return Ready(
            opened=Opened(listed.connection, account, state.content, provider, members),
            credentials=credentials,
            is_paused=state.paused is not None,
            keys_version=state.keys_version,
            stream_version=version,
            rotated_at=listed.rotated_at,
        )

    async def _keyed(self, account: UUID, listed: Listed) -> tuple[Connected, int, Credentials]:
        """The connection and the keys that its log names; where they change while they are read, both once more."""
        sealed = listed.sealed
        for _ in range(READ_TRIES):
            state, version = await self.handler.load(f"connection-{listed.connection}")
            if not isinstance(state, Connected) or sealed is None:
                raise NoConnection("removed")
            credentials = self.vault.opened(sealed, listed.connection, state.keys_id, state.content)
            if credentials is not None:
                return state, version, credentials
            sealed = await self.vault.sealed(account, listed.connection)
        raise NoConnection("no_connection")

    def _provider(self, content: ConnectionContent, credentials: Credentials, kept: Ready | None) -> Provider:
        """The one that is there, with the sign-in and the limits that it knows, if it would be made just so."""
        if kept and kept.opened.content == content and kept.credentials == credentials:
            return kept.opened.provider
        return self.makers[content.provider](content, credentials)

    async def _pause(self, account: UUID, connection: UUID, keys_version: int) -> bool:
        system = Actor(account_id=account)
        command = PauseConnection(actor=system, at=self.clock(), reason="unauthorized", keys_version=keys_version)
        stream = Stream("connection", str(connection), account)
        try:
            handled = await self.handler.handle(stream, command, begin(system, SERVICE))
        except NotFound:  # it was removed meanwhile
            return True
        is_paused = isinstance(handled.state, Connected) and handled.state.paused is not None
        if is_paused:
            await self.directory.put(account, connection, handled.version, "paused")
        return is_paused


async def _works(provider: Provider) -> bool:
    try:
        async with asyncio.timeout(TRY_SECONDS):
            await provider.test()
    except (PsaFailed, TimeoutError):
        return False
    return True
