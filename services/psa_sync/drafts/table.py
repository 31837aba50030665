"""Which drafts there are, in PostgreSQL: ids only. Erasures look here for the drafts that a case was started from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

_PUT = """
    insert into psa_sync.drafts as known (draft, account, connection, session, settled_at) values ($1, $2, $3, $4, $5)
    on conflict (draft) do update set
        session = coalesce(excluded.session, known.session),
        settled_at = coalesce(known.settled_at, excluded.settled_at)"""
_OFFERED = "select draft from psa_sync.drafts where connection = $1 and settled_at is null and not key_gone"
_OF_CASE = "select draft, account from psa_sync.drafts where session = $1 and not key_gone"
_SETTLED = """
    select draft, account from psa_sync.drafts where settled_at < $1 and not key_gone order by settled_at limit $2"""
_DESTROY = "update log.keys set wrapped = null, destroyed_at = $2 where id = $1 and wrapped is not null"


@dataclass(frozen=True, slots=True)
class Noted:
    """A draft: the case `session` took it, if any; it is offered as long as `settled_at` is None."""

    draft: UUID
    account: UUID
    connection: UUID
    session: UUID | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """The table `psa_sync.drafts`, and the keys of the drafts in it."""

    pool: asyncpg.Pool

    async def put(self, noted: Noted) -> None:
        """Note a draft. What was settled stays so, whatever is heard late."""
        await self.pool.execute(
            _PUT, noted.draft, noted.account, noted.connection, noted.session, noted.settled_at
        )  # fmt: skip

    async def offered(self, connection: UUID) -> Sequence[UUID]:
        """The drafts of a connection that may be offered still."""
        return [row["draft"] for row in await self.pool.fetch(_OFFERED, connection)]

    async def of_case(self, session: UUID) -> Sequence[tuple[UUID, UUID]]:
        """The drafts, with their accounts, that a case was started from and that are not forgotten."""
        return [(row["draft"], row["account"]) for row in await self.pool.fetch(_OF_CASE, session)]

    async def settled(self, before: datetime, limit: int) -> Sequence[tuple[UUID, UUID]]:
        """The drafts, with their accounts, that were settled before then and that are not forgotten."""
        return [(row["draft"], row["account"]) for row in await self.pool.fetch(_SETTLED, before, limit)]

    async def destroy_key(self, draft: UUID, now: datetime) -> None:
        """Nobody can read the draft any more; also where whoever erased its case was first."""
        await self.pool.execute(_DESTROY, draft, now)

    async def forgotten(self, draft: UUID) -> None:
        """It is said that its key is gone."""
        await self.pool.execute("update psa_sync.drafts set key_gone = true where draft = $1", draft)
