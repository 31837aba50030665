"""Event → the directory, as the connection is by now, and no keys but those that count.

The commands do that at once; this makes up for a process that died in between.
"""

from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.connections.credentials import PostgresCredentials
from services.psa_sync.connections.domain import Connected, Removed
from services.psa_sync.connections.keeping import Keeping
from services.psa_sync.connections.rekeying import Rekeying
from shared.envelope import StoredEvent


@dataclass(frozen=True, slots=True)
class ConnectionReactions:
    """The reactions and what they work with."""

    keeping: Keeping
    rekeying: Rekeying
    vault: PostgresCredentials

    async def on_connection_changed(self, event: StoredEvent) -> None:
        """List the connection, whichever of its events this is."""
        connection = UUID(event.stream_id)
        state, version = await self.keeping.load(event.account, connection)
        await self.keeping.list(event.account, connection, state, version)
        match state:
            case Connected():
                await self.vault.settle(event.account, connection, state.keys)
            case Removed():
                await self.vault.forget(event.account, connection)
            case _:
                pass
        await self.rekeying.sweep(event.account)
