"""Rules over the proposals of an account, in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import asyncpg

from services.flywheel.proposals.events import Source
from services.flywheel.proposals.merging import Near
from services.flywheel.proposals.ports import Scope, Title
from shared.database import walled
from shared.embedding import Vectors

MOST_NEAR = 200
LEAST_SIMILARITY = 0.5

_LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
_SET_ASIDE = """
    insert into flywheel.model_proposals as made (account, session, outcome, day) values ($1, $2, $3, $4)
    on conflict (account, session, outcome) do update set day = excluded.day where not made.settled"""
_SPENT = """
    select count(*) filter (where day = $4 and (session, outcome) <> ($2, $3)) as others,
           coalesce(bool_or(settled) filter (where (session, outcome) = ($2, $3)), false) as made
      from flywheel.model_proposals where account = $1"""
_ENDS = "account = $1 and session = $2 and outcome = $3"
# Of unit vectors the inner product is the cosine; <#> is its negative.
_NEAR = f"""
    select * from (
        select id, flow_version, words,
               case when embedder = $6 then -(meaning <#> $7::text::halfvec) else 0 end as similarity
          from flywheel.titles
         where account = $1 and proposal_type = $2 and target is not distinct from $3::uuid
           and domain is not distinct from $4::text) near
     where words && $5::text[] or similarity >= {LEAST_SIMILARITY}
     order by cardinality(array(select unnest(words) intersect select unnest($5::text[])))::float
              / greatest(cardinality(words), cardinality($5::text[])) + similarity desc, id
     limit {MOST_NEAR}"""
_PUT = """
    insert into flywheel.titles as known
        (account, id, proposal_type, target, domain, words, embedder, meaning, flow_version)
    values ($1, $2, $3, $4, $5, $6, $7, $8::text::halfvec, $9)
    on conflict (account, id) do update set domain = excluded.domain, words = excluded.words,
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
            await connection.execute(_LOCK, f"proposals {account}")
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
            await connection.execute(_LOCK, f"model proposals {account}")
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
            await connection.execute(
                "insert into flywheel.placements (account, session, outcome, proposal) values ($1, $2, $3, $4)"
                " on conflict (account, session, outcome) do update set proposal = excluded.proposal",
                account, source.session_id, source.outcome, proposal,
            )  # fmt: skip


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
        return [
            Near(row["id"], "flow" if row["flow_version"] else "proposal", frozenset(row["words"]), row["similarity"])
            for row in rows
        ]

    async def put(self, account: UUID, id_: UUID, scope: Scope, title: Title, flow_version: int | None = None) -> None:
        """See `Titles.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                _PUT, account, id_, scope.proposal_type, scope.target, scope.domain, sorted(title.words),
                title.embedder, _text(title.vector), flow_version,
            )  # fmt: skip

    async def drop(self, account: UUID, id_: UUID) -> None:
        """See `Titles.drop`."""
        async with walled(self.pool, account) as connection:
            await connection.execute("delete from flywheel.titles where account = $1 and id = $2", account, id_)


def _text(vector: Vectors) -> str:
    """A vector as PostgreSQL reads it."""
    return f"[{','.join(f'{part:.6f}' for part in vector)}]"
