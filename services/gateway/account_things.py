"""Things of an account that PSA sync decides about and read models show: a command, its effect waited for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import Idempotency
from shared.bus.commands import Request
from shared.database import walled
from shared.projection import Connection

SERVICE = "psa_sync"
SEEN_SECONDS = 10.0
PSA_SECONDS = 25.0
"""A PSA may take this long, and what asks it is sent once."""

Thing = dict[str, Any]
Read = Callable[[Connection, UUID], Awaitable[Thing | None]]


@dataclass(frozen=True, slots=True)
class Things:
    """One kind of thing: where it is read, and what answers call its id."""

    cases: Cases
    read: Read
    id_field: str

    async def get(self, who: Principal, thing: UUID) -> Thing | None:
        """The thing as its read model has it, if the caller's account does."""
        async with walled(self.cases.pool, who.account_id) as connection:
            return await self.read(connection, thing)

    async def change(
        self, who: Principal, name: str, fields: Mapping[str, Any], key: Idempotency, match: int | None = None
    ) -> tuple[dict[str, Any], Thing | None]:
        """The command's answer, and the thing once its read model shows the effect; None where it does not in time.

        Raises:
            Problem: PSA sync refused, or is away.
        """
        done = await self.cases.command(who, name, None, fields, key, match, service=SERVICE)
        thing = UUID(done[self.id_field])

        async def read() -> Thing | None:
            return await self.get(who, thing)

        def is_folded(found: Thing | None) -> bool:
            return found is not None and bool(found["version"] >= done["version"])

        found, there = await self.cases.notices.until(str(thing), read, is_folded, SEEN_SECONDS)
        return done, found if there else None


async def ask(cases: Cases, who: Principal, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question that PSA sync knows, or asks the PSA. Raises Problem."""
    return await cases.caller.query(SERVICE, name, Request(actor=who.actor, body=dict(fields)))
