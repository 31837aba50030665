"""Events whose handling failed for good: kept in PostgreSQL by position, retried or discarded by an operator."""

from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.envelope import StoredEvent
from shared.metrics import DEAD_LETTERS


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The dead letters of one service."""

    pool: asyncpg.Pool
    service: str

    async def put(self, event: StoredEvent, error: str, tries: int) -> None:
        """Keep an event that could not be handled; `error` is a kind, never content."""
        DEAD_LETTERS.labels(self.service).inc()
        await self.pool.execute(
            "insert into bus.dead_letters (service, position, event_type, stream, error, tries)"
            " values ($1, $2, $3, $4, $5, $6) on conflict (service, position) do update"
            " set state = 'dead', error = excluded.error, tries = bus.dead_letters.tries + excluded.tries,"
            " failed_at = clock_timestamp()",
            self.service, event.position, event.type, event.stream, error, tries,
        )  # fmt: skip

    async def take_retries(self) -> list[int]:
        """The positions that an operator wants tried again."""
        rows = await self.pool.fetch(
            "select position from bus.dead_letters where service = $1 and state = 'retry' order by position",
            self.service,
        )
        return [row["position"] for row in rows]

    async def done(self, position: int) -> None:
        """The retry worked; quiet for one that has failed again, or was decided otherwise, meanwhile."""
        await self.pool.execute(
            "update bus.dead_letters set state = 'done', decided_at = clock_timestamp()"
            " where service = $1 and position = $2 and state = 'retry'",
            self.service,
            position,
        )


async def list_dead(pool: asyncpg.Pool, states: tuple[str, ...] = ("dead", "retry")) -> list[dict[str, Any]]:
    """The dead letters of all services in the given states, newest first."""
    rows = await pool.fetch(
        "select * from bus.dead_letters where state = any($1) order by failed_at desc, position desc", list(states)
    )
    return [dict(row) for row in rows]


async def decide(pool: asyncpg.Pool, service: str, position: int, state: str, reason: str) -> bool:
    """Mark a dead letter `retry` or `discarded`, with the reason; False if there is none."""
    status: str = await pool.execute(
        "update bus.dead_letters set state = $3, reason = $4, decided_at = clock_timestamp()"
        " where service = $1 and position = $2 and state in ('dead', 'retry')",
        service, position, state, reason,
    )  # fmt: skip
    return status.endswith("1")
