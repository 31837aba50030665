"""`cmd.psa_sync.*` about connections. Keys are kept, sealed, before the log names them, and told to nobody."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from services.psa_sync.access import keeper
from services.psa_sync.connections.commands import (
    AddConnection,
    ChangeConnection,
    PauseConnection,
    RemoveConnection,
    ResumeConnection,
    RotateCredentials,
)
from services.psa_sync.connections.credentials import PostgresCredentials
from services.psa_sync.connections.domain import Connected, Connection, Removed, connected
from services.psa_sync.connections.events import ConnectionContent
from services.psa_sync.connections.keeping import Keeping, answer
from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.connections.reading import AddBody, ChangeBody, RotateBody, named
from services.psa_sync.connections.rekeying import Rekeying
from services.psa_sync.ports import Blocked, CheckAddress, NoConnection, Opened, PsaFailed
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.errors import IllegalState, InvalidInput
from shared.ids import new_id

CONNECTIONS = 50
"""Connections of an account."""
FAREWELL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ConnectionApi:
    """What changes connections."""

    keeping: Keeping
    rekeying: Rekeying
    vault: PostgresCredentials
    connections: OpenConnections
    check_address: CheckAddress
    clock: Clock

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "add_connection": self.add,
            "change_connection": self.change,
            "rotate_credentials": self.rotate,
            "pause_connection": self.pause,
            "resume_connection": self.resume,
            "remove_connection": self.remove,
        }

    async def add(self, request: Request) -> Answer:
        """Connect with a PSA. Whether the keys work is another question: `test_connection`."""
        keeper(request.actor)
        body = AddBody.model_validate(request.body)
        name = f"connection {request.actor.label} {request.key or new_id()}"
        connection = uuid5(request.actor.account_id, name)
        command = AddConnection(**self._asked(request), connection=body.content, keys_id=new_id())
        known = await self.keeping.load(request.actor.account_id, connection)
        if await self.keeping.was_done(request):
            return answer(await self.keeping.do(request, connection, command, known))
        after = self._after(known[0], command)
        self._check(after.content)
        await self._check_room(request.actor.account_id, known[0])
        await self.rekeying.sweep(request.actor.account_id)
        return answer(await self.rekeying.do(request, connection, command, known, after, body.credentials))

    async def change(self, request: Request) -> Answer:
        """Rewrite a connection, or a part of it; another address or company together with its keys."""
        keeper(request.actor)
        body = ChangeBody.model_validate(request.body)
        keys_id = new_id() if body.credentials is not None else None
        command = ChangeConnection(**self._asked(request), changes=body.changes, keys_id=keys_id)
        known = await self.keeping.load(request.actor.account_id, body.connection_id)
        if await self.keeping.was_done(request):
            return answer(await self.keeping.do(request, body.connection_id, command, known))
        after = self._after(known[0], command)
        if body.base_url is not None:
            self._check(after.content)
        if body.credentials is None:
            return answer(await self.keeping.do(request, body.connection_id, command, known))
        opened = await self._opened(request.actor.account_id, body.connection_id)
        handled = await self.rekeying.do(request, body.connection_id, command, known, after, body.credentials)
        if after.callback_id is None:  # it was registered where the connection led before, if at all
            await _say_farewell(opened, connected(known[0]).callback_id)
        return answer(handled)

    async def rotate(self, request: Request) -> Answer:
        """Sign in with other keys from now on; what is under way ends with the old ones."""
        keeper(request.actor)
        body = RotateBody.model_validate(request.body)
        command = RotateCredentials(**self._asked(request), keys_id=new_id())
        known = await self.keeping.load(request.actor.account_id, body.connection_id)
        if await self.keeping.was_done(request):
            return answer(await self.keeping.do(request, body.connection_id, command, known))
        after = self._after(known[0], command)
        return answer(await self.rekeying.do(request, body.connection_id, command, known, after, body.credentials))

    async def pause(self, request: Request) -> Answer:
        """Ask nothing of the PSA until somebody resumes."""
        command = PauseConnection(**self._asked(request), reason="asked")
        return answer(await self.keeping.do(request, named(request.body), command))

    async def resume(self, request: Request) -> Answer:
        """Ask the PSA again."""
        command = ResumeConnection(**self._asked(request))
        return answer(await self.keeping.do(request, named(request.body), command))

    async def remove(self, request: Request) -> Answer:
        """Have the connection no more, and its keys neither. The PSA is told to report nothing more, if it can be."""
        account, connection = request.actor.account_id, named(request.body)
        keeper(request.actor)
        opened = await self._opened(account, connection)
        command = RemoveConnection(**self._asked(request))
        handled = await self.keeping.do(request, connection, command)
        await self.vault.forget(account, connection)
        if isinstance(handled.state, Removed):
            await _say_farewell(opened, handled.state.callback_id)
        return answer(handled)

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}

    def _after(self, state: Connection, command: AddConnection | ChangeConnection | RotateCredentials) -> Connected:
        """The connection as the command would leave it. Raises a Problem if it must not be."""
        decider = self.keeping.handler.decider
        return connected(decider.fold(decider.decide(command, state), state))

    def _check(self, content: ConnectionContent) -> None:
        try:
            self.check_address(content.base_url)
        except Blocked as error:
            raise InvalidInput(
                "address_not_allowed",
                "Ticket systems are not called at this address; see the settings psa_hosts and psa_private_targets.",
                fields=["base_url"],
                reason=error.code,
            ) from None

    async def _check_room(self, account: UUID, state: Connection) -> None:
        if not isinstance(state, Connected) and await self.keeping.directory.count(account) >= CONNECTIONS:
            raise IllegalState(
                "too_many_connections", f"An account has at most {CONNECTIONS} connections; remove one first."
            )

    async def _opened(self, account: UUID, connection: UUID) -> Opened | None:
        with suppress(NoConnection):
            return (await self.connections.ready(account, connection)).opened
        return None


async def _say_farewell(opened: Opened | None, callback_id: str | None) -> None:
    """Have the PSA report nothing more, if it can be reached."""
    if opened is None or callback_id is None:
        return
    with suppress(PsaFailed, TimeoutError):  # it reports to an address that nobody answers at, then
        async with asyncio.timeout(FAREWELL_SECONDS):
            await opened.provider.unregister_callbacks(callback_id)
