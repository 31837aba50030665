"""What happened to a connection → what of it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.bridge.catch_up import CatchUp
from services.psa_sync.bridge.ports import Looks, Reads
from shared.bus.reactions import Reaction
from shared.clock import Clock
from shared.envelope import StoredEvent


@dataclass(frozen=True, slots=True)
class BridgeReactions:
    """The reactions and what they work with."""

    reads: Reads
    looks: Looks
    catch_up: CatchUp
    clock: Clock

    @property
    def subscriptions(self) -> Mapping[str, Reaction]:
        """The reactions by event type."""
        return {
            "connection_added": self.on_connection_usable,
            "connection_resumed": self.on_connection_usable,
            "connection_removed": self.on_connection_removed,
        }

    async def on_connection_usable(self, event: StoredEvent) -> None:
        """What waited is read now, and what was missed is looked for."""
        connection = UUID(event.stream_id)
        await self.reads.hurry(connection, self.clock())
        await self.catch_up.want(event.account, connection)

    async def on_connection_removed(self, event: StoredEvent) -> None:
        """Nothing of it is read any more."""
        connection = UUID(event.stream_id)
        await self.reads.forget(connection)
        await self.looks.forget(connection)
