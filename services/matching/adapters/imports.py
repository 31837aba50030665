"""Which flows an import wrote, and how far they are indexed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import asyncpg

from shared.database import walled
from shared.errors import NotFound

_STATUS = """
    select count(*) filter (where f.flow_id is null and j.failed is null) as pending,
        count(*) filter (where f.flow_id is null and j.failed is not null) as failed
    from matching.imports i left join unnest(i.flow_ids) asked(flow_id) on true
    left join matching.flows f on f.account = i.account and f.flow_id = asked.flow_id
    left join matching.index_jobs j on j.account = i.account and j.flow_id = asked.flow_id
    where i.account = $1 and i.import_id = $2 and asked.flow_id is not null"""


@dataclass(frozen=True, slots=True)
class ImportStatus:
    """How many of an import's flows still wait to be indexed, and how many could not be."""

    pending: int
    failed: int

    @property
    def status(self) -> Literal["running", "completed"]:
        """`completed` when nothing waits any more."""
        return "running" if self.pending else "completed"


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of each account."""

    pool: asyncpg.Pool

    async def record(self, account: UUID, import_id: UUID, flow_ids: Sequence[UUID]) -> None:
        """Remember an import before its flows are written; again is harmless."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "insert into matching.imports (account, import_id, flow_ids) values ($1, $2, $3)"
                " on conflict do nothing",
                account, import_id, list(flow_ids),
            )  # fmt: skip

    async def status(self, account: UUID, import_id: UUID) -> ImportStatus:
        """How far an import is. Raises NotFound for one of another account or none."""
        async with walled(self.pool, account) as connection:
            known = await connection.fetchval(
                "select exists (select from matching.imports where account = $1 and import_id = $2)", account, import_id
            )
            if not known:
                raise NotFound("unknown_import", "There is no such import.")
            row = await connection.fetchrow(_STATUS, account, import_id)
            return ImportStatus(**dict(row or {}))
