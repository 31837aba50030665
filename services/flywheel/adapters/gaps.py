"""What knowledge gaps are found by, and when: rows in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
import numpy as np
import orjson
from pydantic import TypeAdapter

from services.flywheel.gaps.facts import Row, SessionFact
from services.flywheel.gaps.finding import KnownFlow
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.ports import Claim
from shared import lanes
from shared.database import walled
from shared.embedding import Vectors
from shared.errors import Unavailable

HELD_FOR = timedelta(minutes=5)
"""Whoever did not renew the claim for so long died over it, and is replaced."""

_FACT, _FLOW = TypeAdapter(SessionFact), TypeAdapter(KnownFlow)
_HALF = np.dtype("<f2")
_PUT_FACT = """
    insert into flywheel.session_facts as kept (account, session, version, ended_at, fact, embedder, meaning)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (account, session) do update set version = excluded.version, ended_at = excluded.ended_at,
        fact = excluded.fact, embedder = excluded.embedder, meaning = excluded.meaning
     where kept.version <= excluded.version and not kept.erased"""
_UNEND_FACT = """
    insert into flywheel.session_facts as kept (account, session, version) values ($1, $2, $3)
    on conflict (account, session) do update set version = excluded.version,
        ended_at = null, fact = null, embedder = null, meaning = null
     where kept.version <= excluded.version and not kept.erased"""
_ERASE_FACT = """
    insert into flywheel.session_facts (account, session, version, erased) values ($1, $2, 0, true)
    on conflict (account, session) do update set version = 0, erased = true,
        ended_at = null, fact = null, embedder = null, meaning = null"""
_PUT_FLOW = """
    insert into flywheel.known_flows as kept (account, id, version, flow) values ($1, $2, $3, $4)
    on conflict (account, id) do update set version = excluded.version, flow = excluded.flow
     where kept.version <= excluded.version"""
_PUT_GAP = """
    insert into flywheel.gaps as kept (account, gap, flows, kind) values ($1, $2, $3, $4)
    on conflict (account, gap) do update
        set flows = array(select distinct unnest(kept.flows || excluded.flows) order by 1),
            kind = coalesce(excluded.kind, kept.kind), retired = false"""
_GAPS = "select gap from flywheel.gaps where account = $1 and retired = $2 order by gap"
_UNCOVERED = """
    select gap from flywheel.gaps where account = $1 and coalesce(kind, 'uncovered') = 'uncovered' order by gap"""
_ASK = """
    insert into flywheel.gap_runs as run (account, due_at) values ($1, $2)
    on conflict (account) do update set due_at = least(run.due_at, excluded.due_at)"""
_CLAIM = """
    update flywheel.gap_runs set held_until = $2, due_at = 'infinity'
     where account = (select account from flywheel.gap_runs
                       where (held_until is null and due_at <= $1) or held_until <= $1
                       order by least(due_at, held_until), account limit 1 for update skip locked)
    returning account, held_until"""
_RENEW = """
    update flywheel.gap_runs set held_until = $3 where account = $1 and held_until = $2 returning account, held_until"""
_DONE = """
    update flywheel.gap_runs set held_until = null, due_at = least(due_at, $3) where account = $1 and held_until = $2"""
_WITHIN = """
    select fact, embedder, meaning from unnest($4::uuid[]) as led (flow) cross join lateral (
        (select fact, embedder, meaning from flywheel.session_facts as kept
          where account = $1 and kept.flow = led.flow and ended_at >= $5
          order by ended_at desc, session limit $6)
        union all
        (select fact, embedder, meaning from flywheel.session_facts as kept
          where account = $1 and kept.flow = led.flow and ended_at >= $2 and ended_at < $5
          order by ended_at desc, session limit $6)) as newest
    union all
    (select fact, embedder, meaning from flywheel.session_facts
      where account = $1 and ended_at >= $2 and meaning is not null order by ended_at desc, session limit $3)"""


@dataclass(frozen=True, slots=True)
class PostgresFacts:
    """`Facts` as rows."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, fact: SessionFact, meaning: Vectors | None, embedder: str) -> None:
        """See `Facts.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                _PUT_FACT, account, fact.session, fact.version, fact.ended_at, orjson.dumps(fact).decode(), embedder,
                None if meaning is None else meaning.astype(_HALF).tobytes(),
            )  # fmt: skip

    async def unend(self, account: UUID, session: UUID, version: int) -> None:
        """See `Facts.unend`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(_UNEND_FACT, account, session, version)

    async def erase(self, account: UUID, session: UUID) -> None:
        """See `Facts.erase`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(_ERASE_FACT, account, session)

    async def erased(self, account: UUID) -> Collection[UUID]:
        """See `Facts.erased`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                "select session from flywheel.session_facts where account = $1 and erased", account
            )
        return {row["session"] for row in rows}

    async def drop(self, account: UUID, start: datetime) -> None:
        """See `Facts.drop`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "delete from flywheel.session_facts where account = $1 and ended_at < $2", account, start
            )

    async def within(
        self, account: UUID, limits: Limits, now: datetime, flows: Collection[UUID], embedder: str
    ) -> Sequence[Row]:
        """See `Facts.within`."""
        start, border = now - limits.window, now - min(limits.recent, limits.window)
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                _WITHIN, account, start, limits.most_sessions, list(flows), border, limits.most_led_sessions
            )
        return await asyncio.to_thread(_read, rows, embedder)  # 10,000 take a second


@dataclass(frozen=True, slots=True)
class PostgresKnownFlows:
    """`KnownFlows` as rows."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, flow: KnownFlow, stream_version: int) -> None:
        """See `KnownFlows.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(_PUT_FLOW, account, flow.id, stream_version, orjson.dumps(flow).decode())

    async def all(self, account: UUID) -> Sequence[KnownFlow]:
        """See `KnownFlows.all`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch("select flow from flywheel.known_flows where account = $1", account)
        return [_FLOW.validate_json(row["flow"]) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresGapIndex:
    """`GapIndex` as rows."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, gap: UUID, flow: UUID | None, kind: str | None = None) -> None:
        """See `GapIndex.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(_PUT_GAP, account, gap, [flow] if flow else [], kind)

    async def all(self, account: UUID) -> Sequence[UUID]:
        """See `GapIndex.all`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(_GAPS, account, False)
        return [row["gap"] for row in rows]

    async def retire(self, account: UUID, gap: UUID) -> None:
        """See `GapIndex.retire`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update flywheel.gaps set retired = true where account = $1 and gap = $2", account, gap
            )

    async def retired(self, account: UUID) -> Collection[UUID]:
        """See `GapIndex.retired`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(_GAPS, account, True)
        return {row["gap"] for row in rows}

    async def uncovered(self, account: UUID) -> Sequence[UUID]:
        """See `GapIndex.uncovered`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(_UNCOVERED, account)
        return [row["gap"] for row in rows]

    async def waiting_for(self, account: UUID, flow: UUID) -> Sequence[UUID]:
        """See `GapIndex.waiting_for`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                "select gap from flywheel.gaps where account = $1 and $2 = any(flows) order by gap", account, flow
            )
        return [row["gap"] for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresGapLanes:
    """`GapLanes` by advisory locks. They take turns with `PostgresLanes`, for its reason."""

    pool: asyncpg.Pool
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def hold(self, account: UUID) -> AsyncIterator[None]:
        """See `GapLanes.hold`."""
        async with self.turn, walled(self.pool, account) as connection:
            await connection.execute("set local idle_in_transaction_session_timeout = 0")
            try:
                await lanes.enter(connection, "gaps", account)
            except asyncpg.LockNotAvailableError:
                raise Unavailable("lane_taken", "Another replica looks at the account's gaps; try again.") from None
            yield


@dataclass(frozen=True, slots=True)
class PostgresCaseKeys:
    """`CaseKeys` in the log's table of keys."""

    pool: asyncpg.Pool

    async def all_there(self, sessions: Collection[UUID]) -> bool:
        """See `CaseKeys.all_there`."""
        there: int = await self.pool.fetchval(
            "select count(*) from log.keys where id = any($1) and wrapped is not null", list(sessions)
        )
        return there == len(sessions)


@dataclass(frozen=True, slots=True)
class PostgresRuns:
    """`Runs` as rows."""

    pool: asyncpg.Pool

    async def ask(self, account: UUID, due_at: datetime) -> None:
        """See `Runs.ask`."""
        await self.pool.execute(_ASK, account, due_at)

    async def claim(self, now: datetime) -> Claim | None:
        """See `Runs.claim`."""
        row = await self.pool.fetchrow(_CLAIM, now, now + HELD_FOR)
        return Claim(**row) if row else None

    async def renew(self, claim: Claim, now: datetime) -> Claim:
        """See `Runs.renew`."""
        row = await self.pool.fetchrow(_RENEW, claim.account, claim.held_until, now + HELD_FOR)
        return Claim(**row) if row else claim

    async def done(self, claim: Claim, next_at: datetime) -> None:
        """See `Runs.done`."""
        await self.pool.execute(_DONE, claim.account, claim.held_until, next_at)


@dataclass(frozen=True, slots=True)
class PostgresBuild:
    """`Build` as a row."""

    pool: asyncpg.Pool

    async def position(self, shape: str) -> int:
        """See `Build.position`."""
        found: int | None = await self.pool.fetchval("select position from flywheel.gap_build where shape = $1", shape)
        return found or 0

    async def reached(self, shape: str, position: int) -> None:
        """See `Build.reached`."""
        await self.pool.execute(
            "insert into flywheel.gap_build (shape, position) values ($1, $2)"
            " on conflict (single) do update set shape = excluded.shape, position = excluded.position",
            shape, position,
        )  # fmt: skip


def _read(rows: Sequence[asyncpg.Record], embedder: str) -> list[Row]:
    return [_row(row, embedder) for row in rows]


def _row(row: asyncpg.Record, embedder: str) -> Row:
    """A row; of another embedder's meaning nothing is near to anything, and of a session that was led there is none."""
    if row["meaning"] is None:
        return Row(_FACT.validate_json(row["fact"]), np.empty(0, np.float32))
    vector = np.frombuffer(row["meaning"], _HALF).astype(np.float32)
    return Row(_FACT.validate_json(row["fact"]), vector if row["embedder"] == embedder else np.zeros_like(vector))
