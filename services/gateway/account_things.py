"""Things of an account that a service decides about and read models show: a command, its effect waited for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
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
T = TypeVar("T")


def has_version(thing: Mapping[str, Any], version: int) -> bool:
    """Whether a thing that says its own version shows that one's effect."""
    return bool(thing["version"] >= version)


def is_at(thing: tuple[Any, int], version: int) -> bool:
    """Whether a thing beside its version shows that one's effect."""
    return thing[1] >= version


@dataclass(frozen=True, slots=True)
class Things(Generic[T]):
    """One kind of thing: who decides about it, where it is read, what answers call its id.

    `folded` says whether what was read shows the effect of a version.
    """

    cases: Cases
    service: str
    read: Callable[[Connection, UUID], Awaitable[T | None]]
    folded: Callable[[T, int], bool]
    id_field: str

    async def get(self, who: Principal, thing: UUID) -> T | None:
        """The thing as its read model has it, if the caller's account does."""
        async with walled(self.cases.pool, who.account_id) as connection:
            return await self.read(connection, thing)

    async def until(
        self, who: Principal, thing: UUID, version: int, seconds: float = SEEN_SECONDS
    ) -> tuple[T | None, bool]:
        """The thing once its read model shows that version, or as it is when the time is up; and whether it does."""

        async def read() -> T | None:
            return await self.get(who, thing)

        return await self.cases.notices.until(str(thing), read, lambda found: self.folded(found, version), seconds)

    async def change(
        self, who: Principal, name: str, fields: Mapping[str, Any], key: Idempotency, match: int | None = None,
        seconds: float = SEEN_SECONDS,
    ) -> tuple[dict[str, Any], T | None]:  # fmt: skip
        """The command's answer, and the thing once its read model shows the effect; None where it does not in time.

        Raises:
            Problem: the service refused, or is away.
        """
        done = await self.cases.command(who, name, None, fields, key, match, service=self.service)
        found, there = await self.until(who, UUID(done[self.id_field]), done["version"], seconds)
        return done, found if there else None


async def ask(cases: Cases, who: Principal, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question that PSA sync knows, or asks the PSA. Raises Problem."""
    return await cases.caller.query(SERVICE, name, Request(actor=who.actor, body=dict(fields)))
