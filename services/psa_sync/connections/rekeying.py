"""Commands that bring keys: these are sealed first, then an event names them. What none names does not stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.psa_sync.connections.commands import ConnectionCommand
from services.psa_sync.connections.credentials import PostgresCredentials
from services.psa_sync.connections.domain import Connected, Connection
from services.psa_sync.connections.events import ConnectionEvent
from services.psa_sync.connections.keeping import Keeping
from services.psa_sync.connections.keys import completed, read_credentials
from services.psa_sync.ports import Credentials
from shared.bus.commands import Request
from shared.errors import Problem
from shared.handle import Handled


@dataclass(frozen=True, slots=True)
class Rekeying:
    """Does such commands. Two at once do not harm each other: each puts down keys under an id of its own."""

    keeping: Keeping
    vault: PostgresCredentials

    async def do(
        self,
        request: Request,
        connection: UUID,
        command: ConnectionCommand,
        known: tuple[Connection, int],
        after: Connected,
        given: Mapping[str, Any],
    ) -> Handled[Connection, ConnectionEvent]:
        """Decide the command, which would leave the connection as `after`, and keep the keys that count then.

        Raises:
            Problem: it is refused, or the keys are none of this kind of PSA; they are forgotten.
        """
        account, content = request.actor.account_id, after.content
        keys = read_credentials(content.provider, given)
        keys = completed(content.provider, keys, await self._before(account, connection, known[0], after))
        await self.vault.put(account, connection, after.keys_id, content, keys)
        try:
            handled = await self.keeping.do(request, connection, command, known)
        except Problem:
            await self.vault.discard(account, connection, after.keys_id)
            raise
        await self._settle(account, connection, handled.state, after.keys_id)
        return handled

    async def sweep(self, account: UUID) -> None:
        """Forget what was left by processes that died: keys of connections that there never were, or are no more.

        The log says which those are: a connection may be there and not listed yet.
        """
        for connection in await self.vault.left(account):
            state, _ = await self.keeping.load(account, connection)
            if not isinstance(state, Connected):
                await self.vault.forget_left(account, connection)

    async def _before(self, account: UUID, connection: UUID, state: Connection, after: Connected) -> Credentials | None:
        """The keys for the same address that count up to now."""
        if not isinstance(state, Connected):
            return None
        return await self.vault.find(account, connection, state.keys_id, after.content)

    async def _settle(self, account: UUID, connection: UUID, state: Connection, keys_id: UUID) -> None:
        """A command that was done before named other keys than these."""
        if isinstance(state, Connected) and keys_id in state.keys:
            await self.vault.settle(account, connection, state.keys)
        else:
            await self.vault.discard(account, connection, keys_id)
