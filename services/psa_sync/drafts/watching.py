"""Which boards a connection watches for new tickets."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.connections.commands import ConnectionCommand
from services.psa_sync.connections.domain import Connected, Connection
from services.psa_sync.connections.events import ConnectionEvent
from services.psa_sync.tickets.events import TicketSeen
from shared.handle import Handler


def is_watched(ticket: TicketSeen, boards: Collection[str]) -> bool:
    """Whether the ticket is on one of the boards, however their names are written."""
    return ticket.board is not None and ticket.board.casefold() in {board.casefold() for board in boards}


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards as the log has them by now."""

    connections: Handler[Connection, ConnectionCommand, ConnectionEvent]

    async def watched(self, connection: UUID) -> Collection[str]:
        """The boards of a connection, paused or not; none of one that is removed."""
        state, _ = await self.connections.load(f"connection-{connection}")
        return state.content.watched_boards if isinstance(state, Connected) else ()
