"""What ties a printed page to the log: the hash and the position of the last event that it tells of."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.gateway.auth.principal import Principal
from shared.database import walled
from shared.errors import NotFound

_EVENT = (
    "select e.hash, p.position from log.events e join log.positions p using (seq)"
    " where e.stream = $1 and e.version = $2"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """An event of a session's stream: its hash covers all before it, its position is its place in the whole log."""

    stream: str
    version: int
    hash: bytes
    position: int


async def proof_of(pool: asyncpg.Pool, who: Principal, session: UUID, version: int) -> Proof:
    """The proof of a session up to a version that the read model has seen.

    Raises:
        NotFound: the caller's account has no such event.
    """
    stream = f"session-{session}"
    async with walled(pool, who.account_id) as connection:
        row = await connection.fetchrow(_EVENT, stream, version)
    if row is None:
        raise NotFound("session_not_found", "There is no such session in your account.")
    return Proof(stream, version, row["hash"], row["position"])
