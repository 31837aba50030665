"""Commands to connections' deciders, each followed at once by the directory, so that what was done can be used."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.psa_sync.connections.commands import ConnectionCommand
from services.psa_sync.connections.directory import ConnectionState, PostgresDirectory
from services.psa_sync.connections.domain import Connected, Connection, Unconnected
from services.psa_sync.connections.events import ConnectionEvent
from shared.bus.commands import Request
from shared.envelope import Stream
from shared.errors import NotFound
from shared.handle import Handled, Handler

SERVICE = "psa_sync"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The connections of all accounts, as they are kept."""

    handler: Handler[Connection, ConnectionCommand, ConnectionEvent]
    directory: PostgresDirectory

    async def load(self, account: UUID, connection: UUID) -> tuple[Connection, int]:
        """The connection and its version. Another account's is answered as one that does not exist."""
        events = await self.handler.log.load(f"connection-{connection}")
        if events and events[0].account != account:
            raise NotFound("unknown_connection", "There is no such connection with a ticket system.")
        return self.handler.decider.fold(self.handler.registry.decode_all(events)), len(events)

    async def was_done(self, request: Request) -> bool:
        """Whether this very request came before; then it is answered from the record."""
        key = request.command_key
        return key is not None and await self.handler.log.find_command(key) is not None

    async def do(
        self,
        request: Request,
        connection: UUID,
        command: ConnectionCommand,
        known: tuple[Connection, int] | None = None,
    ) -> Handled[Connection, ConnectionEvent]:
        """Decide the command, and list the connection as it is then."""
        account = request.actor.account_id
        known = known or await self.load(account, connection)
        stream = Stream("connection", str(connection), account)
        handled = await self.handler.handle(stream, command, request.origin(SERVICE), request.command_key, known)
        await self.list(account, connection, handled.state, handled.version)
        return handled

    async def list(self, account: UUID, connection: UUID, state: Connection, version: int) -> None:
        """List a connection as it is at a version of its stream."""
        if not isinstance(state, Unconnected):
            await self.directory.put(account, connection, version, _listed(state))


def answer(handled: Handled[Connection, ConnectionEvent]) -> dict[str, Any]:
    """What every command on a connection answers."""
    return {
        "connection_id": handled.stream.removeprefix("connection-"),
        "stream": handled.stream,
        "version": handled.version,
    }


def _listed(state: Connection) -> ConnectionState:
    if not isinstance(state, Connected):
        return "removed"
    return "paused" if state.paused else "active"
