"""Everything that waits: rows with a due time, polled with SKIP LOCKED, the clock injected.

A service's timers live in `<schema>.timers (id text primary key, kind text, session uuid, account uuid, due_at)`.
The id names what is awaited, so that setting it twice moves it and firing it twice does nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.clock import Clock
from shared.database import AWAY
from shared.errors import Erased
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
BATCH = 50
RETRY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to do at a time."""

    id: str
    kind: str
    session: UUID
    account: UUID
    due_at: datetime


Due = Callable[[Timer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Timers:
    """The timers of one service."""

    pool: asyncpg.Pool
    schema: str
    clock: Clock

    async def set(self, timer: Timer) -> None:
        """Set a timer, or move it."""
        await self.pool.execute(
            f"insert into {self.schema}.timers (id, kind, session, account, due_at) values ($1, $2, $3, $4, $5)"
            " on conflict (id) do update set due_at = excluded.due_at",
            timer.id, timer.kind, timer.session, timer.account, timer.due_at,
        )  # fmt: skip

    async def clear(self, timer_id: str) -> None:
        """Forget a timer."""
        await self.pool.execute(f"delete from {self.schema}.timers where id = $1", timer_id)

    async def run(self, due: Mapping[str, Due]) -> None:
        """Fire due timers for ever; `due` maps a kind to what it does. A failure is tried again after a while."""
        while True:
            try:
                fired = await self.fire(due)
            except AWAY as error:
                logger.warning("timers of %s: the database is away (%s)", self.schema, type(error).__name__)
                fired = 0
            if fired < BATCH:
                await asyncio.sleep(POLL_SECONDS)

    async def fire(self, due: Mapping[str, Due]) -> int:
        """Fire what is due now; how many there were. Each is locked while it fires, and gone when it worked."""
        async with self.pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(
                f"select * from {self.schema}.timers where due_at <= $1 order by due_at, id limit $2"
                " for update skip locked",
                self.clock(),
                BATCH,
            )
            for row in rows:
                await self._fire_one(connection, Timer(**row), due)
            return len(rows)

    async def _fire_one(self, connection: PoolConnectionProxy, timer: Timer, due: Mapping[str, Due]) -> None:
        try:
            with suppress(KeyDestroyed, Erased):  # nothing waits any more in an erased case
                await due[timer.kind](timer)
        except Exception:  # one timer that fails must not stop the others; it is tried again
            logger.exception("timer %s of %s failed", timer.kind, self.schema)
            await connection.execute(
                f"update {self.schema}.timers set due_at = $2 where id = $1",
                timer.id,
                self.clock() + timedelta(seconds=RETRY_SECONDS),
            )
        else:
            await connection.execute(
                f"delete from {self.schema}.timers where id = $1 and due_at = $2",
                timer.id,
                timer.due_at,
            )
