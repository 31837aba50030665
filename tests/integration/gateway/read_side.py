"""Sessions in the log, folded into every read model, and read as the gateway reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg

from services.gateway.projections.escalation import EscalationFilter, list_escalations
from services.gateway.projections.fix import FixFilter, list_fixes
from services.gateway.projector import PROJECTIONS
from shared.bus.relay import Numbering
from shared.database import walled
from shared.envelope import StoredEvent, Stream, begin
from shared.ids import new_id
from shared.message import Actor, Event
from shared.projection import Connection, Runner
from tests.integration.shared.logs import Logs


@dataclass(slots=True)
class ReadSide:
    """A log, the read models over it, and an account."""

    logs: Logs
    runner: Runner
    numbering: Numbering
    relay: asyncpg.Connection
    account: UUID = field(default_factory=new_id)

    @classmethod
    async def open(cls, logs: Logs) -> "ReadSide":
        """With empty read models."""

        async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
            raise AssertionError(event.type) from error

        relay = await logs.relay_connection()
        runner = Runner(await logs.pool("projector"), await logs.log("projector"), PROJECTIONS, failed)
        await runner.prepare()
        return cls(logs, runner, await Numbering.resume(relay), relay)

    async def append(self, session: UUID, *events: Event, category: str = "session", role: str = "diagnosis") -> None:
        """Write events behind those that the stream has, and fold them."""
        owned = None if category in ("erasure", "script") else session
        await self.write(Stream(category, str(session), self.account, owned), *events, role=role)

    async def write(self, stream: Stream, *events: Event, role: str) -> None:
        """Write events behind those that the stream has, and fold them."""
        log = await self.logs.log(role)
        version = len(await log.load(stream.name))
        await log.append(stream, version, events, begin(Actor(account_id=self.account), role))
        while await self.numbering.number(self.relay):
            pass
        while (await self.runner.catch_up())[1]:
            pass

    async def escalations(self, reader: Actor, *, mine: bool = True, account: UUID | None = None) -> Sequence[Any]:
        """The queue as somebody sees it."""
        engineer = reader.role in ("engineer", "team_admin", "account_admin")
        wanted = EscalationFilter(reader.user_id or UUID(int=0), reader.team_id, engineer, mine, 0, 200)
        async with walled(await self.logs.pool("gateway"), account or self.account) as connection:
            return await list_escalations(connection, wanted)

    async def fixes(self, status: Any = "applied_pending", owner: UUID | None = None) -> Sequence[Any]:
        """Fixes that stand so."""
        async with walled(await self.logs.pool("gateway"), self.account) as connection:
            return await list_fixes(connection, FixFilter(status, owner, 0, 200))
