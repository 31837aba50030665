"""Reading the analytics of one account, and how far they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from shared.clock import Clock
from shared.database import walled
from shared.errors import Unavailable
from shared.projection import Connection, rebuild_progress

ROOM = """
    set local work_mem = '32MB'; set local random_page_cost = 1.1; set local plan_cache_mode = force_custom_plan
"""
"""A large account's year is sorted in memory, not on the disk. Rows lie in order of time, so the index finds them
sooner than a scan of everybody's, which would look at the wall row by row. And a plan is made for the period and the
team that are asked for: one that is to serve for all of them takes a year for a day.
"""
_WAITING_SINCE = """
    select min(recorded_at) from (
        (select e.recorded_at from log.positions p join log.events e using (seq)
          where p.position > (select position from read.checkpoint) order by p.position limit 1)
        union all
        (select e.recorded_at from log.unnumbered u join log.events e using (seq) order by u.seq limit 1)
    ) waiting
"""
"""Of what has its position and is not folded yet, and of what has none yet."""


@dataclass(frozen=True, slots=True)
class Analytics:
    """Where figures are read, and what time it is."""

    pool: asyncpg.Pool
    clock: Clock

    @asynccontextmanager
    async def reading(self, account: UUID) -> AsyncIterator[Connection]:
        """A transaction that sees the account's figures.

        Raises:
            Unavailable: they are being counted for the first time.
        """
        try:
            async with walled(self.pool, account) as connection:
                await connection.execute(ROOM)
                yield connection
        except asyncpg.UndefinedTableError:
            detail = "The figures are being counted for the first time; look again in a minute."
            raise Unavailable("analytics_building", detail, retry_after=30) from None

    async def as_of(self, connection: Connection) -> datetime:
        """Everything before it is counted: now, or when the account's oldest event was written that is not folded."""
        waiting: datetime | None = await connection.fetchval(_WAITING_SINCE)
        return waiting or self.clock()

    async def status(self, account: UUID) -> dict[str, Any]:
        """Whether read models are being built anew, how far that is, and what the figures include."""
        async with self.reading(account) as connection:
            done = await rebuild_progress(connection)
            return {"rebuilding": done is not None, "done": done, "as_of": await self.as_of(connection)}
