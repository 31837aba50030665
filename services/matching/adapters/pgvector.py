"""The flow index in PostgreSQL: exact cosine over halfvec pairs, and BM25 over postings, inside an account's wall."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from services.matching.bm25 import K1, B, Lengths, ceiling, weigh
from services.matching.calibration import Outcome
from services.matching.ports import FlowVectors, IndexEntry, Library
from services.matching.ranking import Hit
from shared import lanes
from shared.database import walled
from shared.embedding import Vectors

HEAD_SHARE = 0.6
OUTCOMES = 500
SAMPLE = 200

_HOLDERS = "select term, flows from matching.terms where account = $1 and term = any($2)"
# Lateral, so that each term is one range of the primary key whatever the planner thinks of the array.
_WORD_SCORES = f"""
    select p.flow_id, sum(asked.rarity * p.weight * {K1 + 1} / (p.weight + {K1} * ({1 - B} + {B} * p.length / $4)))
    from unnest($2::text[], $3::real[]) asked(term, rarity)
    cross join lateral (select flow_id, weight, length from matching.postings
                        where account = $1 and term = asked.term offset 0) p
    group by p.flow_id order by 2 desc limit $5"""
# Of unit vectors the inner product is the cosine; <#> is its negative.
_NEAREST = f"""
    with flows as materialized (
        select flow_id, -({HEAD_SHARE} * (v.head <#> asked) + {1 - HEAD_SHARE} * (v.body <#> asked)) as similarity
        from matching.vectors v, cast($3::text as halfvec) asked where account = $1 and embedder = $2)
    (select * from flows order by similarity desc limit $5)
    union (select * from flows where flow_id = any($4))"""
_DETAILS = """
    select flow_id, flow_version, name, problem_domain, last_success_at
    from matching.flows where account = $1 and flow_id = any($2)"""
# Reads every posting of these flows, which takes longer than the scan of all vectors: for few flows only.
_SHARED_TERMS = """
    select flow_id, array_agg(term order by weight desc, term) from matching.postings
    where account = $1 and flow_id = any($2) and term = any($3) group by flow_id"""
_LIST = """
    insert into matching.flows (account, flow_id, stream_version, flow_version, name, problem_domain, length)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (account, flow_id) do update
        set stream_version = excluded.stream_version, flow_version = excluded.flow_version, name = excluded.name,
            problem_domain = excluded.problem_domain, length = excluded.length"""
_RESIZE = """
    insert into matching.libraries as l (account, flows, terms, active_embedder) values ($1, $2, $3, $4)
    on conflict (account) do update set flows = l.flows + $2, terms = l.terms + $3"""
_POST = """
    with posted as (insert into matching.postings (account, term, flow_id, weight, length)
                    select $1, term, $2, weight, $5 from unnest($3::text[], $4::real[]) given(term, weight))
    insert into matching.terms as t (account, term, flows) select $1, term, 1 from unnest($3::text[]) given(term)
    on conflict (account, term) do update set flows = t.flows + 1"""
_UNPOST = """
    with gone as (delete from matching.postings where account = $1 and flow_id = $2 returning term)
    update matching.terms t set flows = t.flows - 1 from gone where t.account = $1 and t.term = gone.term"""
_KEEP_VECTORS = """
    insert into matching.vectors (account, embedder, flow_id, head, body)
    values ($1, $2, $3, $4::text::halfvec, $5::text::halfvec)
    on conflict (account, embedder, flow_id) do update set head = excluded.head, body = excluded.body"""
_SELF_RECALL = """
    select avg((select h.flow_id = b.flow_id from matching.vectors h where h.account = $1 and h.embedder = $2
                order by h.head <#> b.body limit 1)::int)
    from (select flow_id, body from matching.vectors where account = $1 and embedder = $2
          order by flow_id limit $3) b"""


class PgVectorIndex:
    """`FlowIndex` and `EmbedderSwitch` over the service's pool. `budget` bounds the postings read by a query."""

    def __init__(self, pool: asyncpg.Pool, budget: int) -> None:
        self._pool = pool
        self._budget = budget

    @asynccontextmanager
    async def _library(self, account: UUID) -> AsyncIterator[PoolConnectionProxy]:
        """One writer a library at a time: its figures are sums over its flows."""
        async with walled(self._pool, account) as connection:
            await lanes.enter(connection, "library", account)
            yield connection

    async def put(self, account: UUID, entry: IndexEntry, vectors: Mapping[str, FlowVectors], active: str) -> None:
        """See `FlowIndex.put`."""
        length = max(sum(entry.terms.values()), 1.0)
        async with self._library(account) as connection:
            known, publication, before = await _listed(connection, account, entry.flow_id)
            if known > entry.stream_version and publication != entry.flow_version:
                return
            if known < entry.stream_version:
                await connection.execute(_UNPOST, account, entry.flow_id)
                await connection.execute(
                    _LIST, account, entry.flow_id, entry.stream_version, entry.flow_version, entry.name, entry.domain,
                    length,
                )  # fmt: skip
                await connection.execute(_RESIZE, account, int(before == 0), length - before, active)
                terms, weights = list(entry.terms), list(entry.terms.values())
                await connection.execute(_POST, account, entry.flow_id, terms, weights, length)
            for embedder, pair in vectors.items():
                await connection.execute(
                    _KEEP_VECTORS, account, embedder, entry.flow_id, _text(pair.head), _text(pair.body)
                )

    async def withdraw(self, account: UUID, flow_id: UUID, stream_version: int) -> None:
        """See `FlowIndex.withdraw`."""
        async with self._library(account) as connection:
            known, _, before = await _listed(connection, account, flow_id)
            if known >= stream_version:
                return
            await connection.execute(_UNPOST, account, flow_id)
            await connection.execute(_LIST, account, flow_id, stream_version, 0, "", "", 0.0)
            await connection.execute(
                "delete from matching.vectors where account = $1 and flow_id = $2", account, flow_id
            )
            if before:
                await connection.execute(_RESIZE, account, -1, -before, "")

    async def library(self, account: UUID) -> Library | None:
        """See `FlowIndex.library`."""
        async with walled(self._pool, account) as connection:
            row = await connection.fetchrow(
                "select flows, active_embedder from matching.libraries where account = $1", account
            )
            return Library(*row) if row else None

    async def word_scores(self, account: UUID, asked: Mapping[str, int], limit: int) -> dict[UUID, float]:
        """See `FlowIndex.word_scores`."""
        async with walled(self._pool, account) as connection:
            row = await connection.fetchrow("select flows, terms from matching.libraries where account = $1", account)
            if row is None:
                return {}
            lengths = Lengths(*row)
            rows = await connection.fetch(_HOLDERS, account, list(asked))
            holders = {row[0]: row[1] for row in rows}
            weights, most = weigh(asked, holders, lengths, self._budget), ceiling(asked, holders, lengths)
            found = await connection.fetch(
                _WORD_SCORES, account, list(weights), list(weights.values()), lengths.average, limit
            )
            return {row[0]: row[1] / most for row in found}

    async def hits(
        self, account: UUID, embedder: str, queries: Vectors, word_scores: Mapping[UUID, float],
        limit: int,
    ) -> list[Hit]:  # fmt: skip
        """See `FlowIndex.hits`."""
        similarity: dict[UUID, float] = {}
        async with walled(self._pool, account) as connection:
            for query in queries:
                rows = await connection.fetch(_NEAREST, account, embedder, _text(query), list(word_scores), limit)
                for flow_id, value in rows:
                    similarity[flow_id] = max(similarity.get(flow_id, -1.0), value)
            details = await connection.fetch(_DETAILS, account, list(similarity))
        return [_hit(row, similarity[row["flow_id"]], word_scores.get(row["flow_id"], 0.0)) for row in details]

    async def shared_terms(
        self, account: UUID, flow_ids: Sequence[UUID], terms: Sequence[str]
    ) -> dict[UUID, list[str]]:
        """See `FlowIndex.shared_terms`."""
        async with walled(self._pool, account) as connection:
            return {row[0]: row[1] for row in await connection.fetch(_SHARED_TERMS, account, flow_ids, terms)}

    async def record_outcome(
        self, account: UUID, session: UUID, flow_id: UUID, embedder: str, outcome: Outcome, at: datetime
    ) -> None:
        """See `FlowIndex.record_outcome`."""
        async with walled(self._pool, account) as connection:
            await connection.execute(
                "insert into matching.outcomes (account, session, flow_id, embedder, similarity, coverage, fits,"
                " recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account, session, flow_id)"
                " do update set fits = excluded.fits, recorded_at = excluded.recorded_at",
                account, session, flow_id, embedder, outcome.similarity, outcome.coverage, outcome.fits, at,
            )  # fmt: skip
            if outcome.fits:
                await connection.execute(
                    "update matching.flows set last_success_at = greatest(last_success_at, $3)"
                    " where account = $1 and flow_id = $2",
                    account, flow_id, at,
                )  # fmt: skip

    async def outcomes(self, account: UUID, embedder: str) -> list[Outcome]:
        """See `FlowIndex.outcomes`."""
        async with walled(self._pool, account) as connection:
            rows = await connection.fetch(
                "select similarity, coverage, fits from matching.outcomes where account = $1 and embedder = $2"
                " order by recorded_at desc limit $3",
                account, embedder, OUTCOMES,
            )  # fmt: skip
            return [Outcome(*row) for row in rows]

    async def flows(self, account: UUID) -> list[UUID]:
        """See `EmbedderSwitch.flows`."""
        async with walled(self._pool, account) as connection:
            rows = await connection.fetch(
                "select flow_id from matching.flows where account = $1 and length > 0", account
            )
            return [row["flow_id"] for row in rows]

    async def missing(self, account: UUID, embedder: str) -> int:
        """See `EmbedderSwitch.missing`."""
        async with walled(self._pool, account) as connection:
            count: int = await connection.fetchval(
                "select count(*) from matching.flows f where account = $1 and length > 0 and not exists (select from"
                " matching.vectors v where v.account = $1 and v.embedder = $2 and v.flow_id = f.flow_id)",
                account, embedder,
            )  # fmt: skip
            return count

    async def self_recall(self, account: UUID, embedder: str) -> float:
        """See `EmbedderSwitch.self_recall`."""
        async with walled(self._pool, account) as connection:
            return float(await connection.fetchval(_SELF_RECALL, account, embedder, SAMPLE) or 0)

    async def switch(self, account: UUID, embedder: str) -> None:
        """See `EmbedderSwitch.switch`."""
        async with self._library(account) as connection:
            await connection.execute(
                "update matching.libraries set active_embedder = $2 where account = $1", account, embedder
            )
            await connection.execute(
                "delete from matching.vectors where account = $1 and embedder <> $2", account, embedder
            )


async def _listed(connection: PoolConnectionProxy, account: UUID, flow_id: UUID) -> tuple[int, int, float]:
    """The stream version as of which a flow is listed, its publication, and its length: 0 where it is not."""
    row = await connection.fetchrow(
        "select stream_version, flow_version, length from matching.flows where account = $1 and flow_id = $2",
        account, flow_id,
    )  # fmt: skip
    return (row["stream_version"], row["flow_version"], row["length"]) if row else (0, 0, 0.0)


def _hit(row: asyncpg.Record, similarity: float, coverage: float) -> Hit:
    return Hit(
        row["flow_id"], row["flow_version"], row["name"], row["problem_domain"], similarity, coverage,
        row["last_success_at"],
    )  # fmt: skip


def _text(vector: Vectors) -> str:
    """A vector in pgvector's notation."""
    return "[" + ",".join(map(repr, vector.tolist())) + "]"
