"""Which flows an import wrote, and how far they are indexed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.matching.ports import ImportStatus
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
class PostgresImports:
    """`Imports` in PostgreSQL."""

    pool: asyncpg.Pool

    async def record(self, account: UUID, import_id: UUID, flow_ids: Sequence[UUID]) -> None:
        """See `Imports.record`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "insert into matching.imports (account, import_id, flow_ids) values ($1, $2, $3)"
                " on conflict do nothing",
                account, import_id, list(flow_ids),
            )  # fmt: skip

    async def status(self, account: UUID, import_id: UUID) -> ImportStatus:
        """See `Imports.status`."""
        async with walled(self.pool, account) as connection:
            known = await connection.fetchval(
                "select exists (select from matching.imports where account = $1 and import_id = $2)", account, import_id
            )
            if not known:
                raise NotFound("unknown_import", "There is no such import.")
            row = await connection.fetchrow(_STATUS, account, import_id)
            return ImportStatus(**dict(row or {}))
