"""Rules over the proposals of an account, in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

import asyncpg

from contracts.lanes import PROPOSALS
from services.flywheel.proposals.events import Source
from services.flywheel.proposals.merging import Near
from services.flywheel.proposals.ports import Scope, Title
from shared import lanes
from shared.clock import Clock
from shared.database import walled
from shared.embedding import Vectors
from shared.sealing import KeyDestroyed

MOST_NEAR = 200
LEAST_SIMILARITY = 0.5

_SET_ASIDE = """
    insert into flywheel.model_proposals as made (account, session, outcome, day) values ($1, $2, $3, $4)
    on conflict (account, session, outcome) do update set day = excluded.day where not made.settled"""
_SPENT = """
    select count(*) filter (where day = $4 and (session, outcome) <> ($2, $3)) as others,
           coalesce(bool_or(settled) filter (where (session, outcome) = ($2, $3)), false) as made
      from flywheel.model_proposals where account = $1"""
_ENDS = "account = $1 and session = $2 and outcome = $3"
# An analysis that was at work while its case was erased must leave nothing behind.
_CHOOSE = """
    insert into flywheel.placements (account, session, outcome, proposal)
    select $1, $2, $3, $4 where exists (select from log.keys where id = $2 and wrapped is not null)
    on conflict (account, session, outcome) do update set proposal = excluded.proposal"""
_ONLY_OF = """
    select distinct proposal from flywheel.placements chosen where account = $1 and session = $2
       and not exists (select from flywheel.placements other where other.account = chosen.account
                          and other.proposal = chosen.proposal and other.session <> chosen.session)"""
# Of unit vectors the inner product is the cosine; <#> is its negative.
_NEAR = f"""
    select * from (
        select id, flow_version, closed, words,
               case when embedder = $6 then -(meaning <#> $7::text::halfvec) else 0 end as similarity
          from flywheel.titles
         where account = $1 and proposal_type = $2 and target is not distinct from $3::uuid
           and domain is not distinct from $4::text) near
     where words && $5::text[] or similarity >= {LEAST_SIMILARITY}
     order by cardinality(array(select unnest(words) intersect select unnest($5::text[])))::float
              / greatest(cardinality(words), cardinality($5::text[])) + similarity desc, id
     limit {MOST_NEAR}"""
# Nor one that is put while the proposal is forgotten: who destroys its key waits, and drops the title afterwards.
_PUT = """
    with key as (select wrapped from log.keys where id = $2 for share)
    insert into flywheel.titles as known
        (account, id, proposal_type, target, domain, words, embedder, meaning, flow_version)
    select $1, $2, $3, $4, $5, $6, $7, $8::text::halfvec, $9
     where not exists (select from key where wrapped is null)
    on conflict (account, id) do update set domain = excluded.domain, words = excluded.words, closed = false,
        embedder = excluded.embedder, meaning = excluded.meaning, flow_version = excluded.flow_version
     where coalesce(known.flow_version, 0) <= coalesce(excluded.flow_version, 0)"""


@dataclass(frozen=True, slots=True)
class PostgresLanes:
    """`Lanes` by advisory locks.

    In one process only one lane is held at a time: who holds one needs a second connection of the pool.
    """

    pool: asyncpg.Pool
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def hold(self, account: UUID) -> AsyncIterator[None]:
        """See `Lanes.hold`."""
        async with self.turn, walled(self.pool, account) as connection:
            # Longer than the flow library has for an answer.
            await connection.execute("set local idle_in_transaction_session_timeout = '30s'")
            await lanes.enter(connection, PROPOSALS, account)
            yield


@dataclass(frozen=True, slots=True)
class PostgresBudget:
    """`Budget` as rows; `daily` proposals an account."""

    pool: asyncpg.Pool
    daily: int

    async def reserve(self, account: UUID, source: Source, day: date) -> bool:
        """See `Budget.reserve`."""
        end = (account, source.session_id, source.outcome)
        async with walled(self.pool, account) as connection:
            await lanes.enter(connection, "model proposals", account)
            spent = await connection.fetchrow(_SPENT, *end, day)
            if spent is None or (not spent["made"] and spent["others"] >= self.daily):
                return False
            await connection.execute(_SET_ASIDE, *end, day)
            return True

    async def settle(self, account: UUID, source: Source) -> None:
        """See `Budget.settle`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                f"update flywheel.model_proposals set settled = true where {_ENDS}",
                account, source.session_id, source.outcome,
            )  # fmt: skip

    async def release(self, account: UUID, source: Source) -> None:
        """See `Budget.release`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                f"delete from flywheel.model_proposals where {_ENDS} and not settled",
                account, source.session_id, source.outcome,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostgresPlacements:
    """`Placements` as rows."""

    pool: asyncpg.Pool

    async def of(self, account: UUID, source: Source) -> UUID | None:
        """See `Placements.of`."""
        async with walled(self.pool, account) as connection:
            found: UUID | None = await connection.fetchval(
                f"select proposal from flywheel.placements where {_ENDS}", account, source.session_id, source.outcome
            )
            return found

    async def put(self, account: UUID, source: Source, proposal: UUID) -> None:
        """See `Placements.put`."""
        async with walled(self.pool, account) as connection:
            done = await connection.execute(_CHOOSE, account, source.session_id, source.outcome, proposal)
        if done == "INSERT 0 0":
            raise KeyDestroyed(source.session_id)

    async def only_of(self, account: UUID, session: UUID) -> Sequence[UUID]:
        """See `Placements.only_of`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(_ONLY_OF, account, session)
        return [row["proposal"] for row in rows]

    async def forget(self, account: UUID, session: UUID) -> None:
        """See `Placements.forget`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "delete from flywheel.placements where account = $1 and session = $2", account, session
            )


@dataclass(frozen=True, slots=True)
class PostgresTitles:
    """`Titles` with pgvector: an exact scan of the account's titles in scope."""

    pool: asyncpg.Pool

    async def near(self, account: UUID, scope: Scope, title: Title) -> Sequence[Near]:
        """See `Titles.near`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                _NEAR, account, scope.proposal_type, scope.target, scope.domain, sorted(title.words), title.embedder,
                _text(title.vector),
            )  # fmt: skip
        return [Near(row["id"], _kind(row), frozenset(row["words"]), row["similarity"]) for row in rows]

    async def put(self, account: UUID, id_: UUID, scope: Scope, title: Title, flow_version: int | None = None) -> None:
        """See `Titles.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                _PUT, account, id_, scope.proposal_type, scope.target, scope.domain, sorted(title.words),
                title.embedder, _text(title.vector), flow_version,
            )  # fmt: skip

    async def close(self, account: UUID, id_: UUID) -> None:
        """See `Titles.close`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update flywheel.titles set closed = true where account = $1 and id = $2", account, id_
            )

    async def drop(self, account: UUID, id_: UUID) -> None:
        """See `Titles.drop`."""
        async with walled(self.pool, account) as connection:
            await connection.execute("delete from flywheel.titles where account = $1 and id = $2", account, id_)


@dataclass(frozen=True, slots=True)
class PostgresProposalKeys:
    """`ProposalKeys` in the log's table of keys; a policy keeps it to keys of proposals."""

    pool: asyncpg.Pool
    clock: Clock

    async def destroy(self, proposal: UUID) -> None:
        """See `ProposalKeys.destroy`."""
        await self.pool.execute(
            "update log.keys set wrapped = null, destroyed_at = $2 where id = $1 and wrapped is not null",
            proposal, self.clock(),
        )  # fmt: skip


def _kind(row: asyncpg.Record) -> Literal["proposal", "closed", "flow"]:
    if row["flow_version"]:
        return "flow"
    return "closed" if row["closed"] else "proposal"


def _text(vector: Vectors) -> str:
    """A vector as PostgreSQL reads it."""
    return f"[{','.join(f'{part:.6f}' for part in vector)}]"
