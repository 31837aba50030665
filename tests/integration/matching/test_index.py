"""The index in PostgreSQL."""

from uuid import UUID

import asyncpg
import numpy as np
import pytest

from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.calibration import Outcome
from services.matching.ports import FlowVectors, IndexEntry, Library
from shared.clock import utc_now
from shared.database import walled
from shared.embedding import Vectors
from shared.ids import new_id

OLD, NEW = "old", "new"


def _vector(*values: float) -> Vectors:
    vector = np.zeros(384, np.float32)
    vector[: len(values)] = values
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def _entry(flow_id: UUID, stream_version: int = 1, **terms: float) -> IndexEntry:
    return IndexEntry(flow_id, stream_version, stream_version, "a flow", "email", terms)


async def _put(
    index: PgVectorIndex, account: UUID, entry: IndexEntry, head: Vectors, body: Vectors | None = None
) -> None:
    await index.put(account, entry, {OLD: FlowVectors(head, head if body is None else body)}, active=OLD)


async def test_given_flows_when_asked_then_the_nearest_and_those_with_the_words_come_back(index: PgVectorIndex) -> None:
    account, near, far, worded = new_id(), new_id(), new_id(), new_id()
    await _put(index, account, _entry(near, spooler=1), _vector(1))
    await _put(index, account, _entry(far, disk=1), _vector(0, 1))
    await _put(index, account, _entry(worded, **{"mailbox": 2, "#0x11b": 1}), _vector(0, 0, 1))
    scores = await index.word_scores(account, {"mailbox": 1, "#0x11b": 1}, 10)
    hits = await index.hits(account, OLD, _vector(1, 0.1)[None], scores, limit=1)
    assert {hit.flow_id for hit in hits} == {near, worded}
    found = next(hit for hit in hits if hit.flow_id == worded)
    shared = await index.shared_terms(account, [near, worded], ["mailbox", "#0x11b", "absent"])
    assert shared == {worded: ["mailbox", "#0x11b"]}
    assert found.coverage == pytest.approx(scores[worded])
    assert max(hits, key=lambda hit: hit.similarity).flow_id == near


async def test_given_several_passages_when_asked_then_the_better_one_counts(index: PgVectorIndex) -> None:
    account, flow_id = new_id(), new_id()
    await _put(index, account, _entry(flow_id, x=1), _vector(1))
    [hit] = await index.hits(account, OLD, np.stack([_vector(0, 1), _vector(1)]), {}, limit=5)
    assert hit.similarity == pytest.approx(1, abs=1e-3)


async def test_given_an_older_version_when_put_late_then_the_newer_one_stays(index: PgVectorIndex) -> None:
    account, flow_id = new_id(), new_id()
    await _put(index, account, _entry(flow_id, 5, after=1), _vector(1))
    await _put(index, account, _entry(flow_id, 2, before=1), _vector(0, 1))
    assert await index.word_scores(account, {"before": 1}, 10) == {}
    assert list(await index.word_scores(account, {"after": 1}, 10)) == [flow_id]


async def test_given_an_archived_flow_when_an_older_version_comes_late_then_it_stays_away(index: PgVectorIndex) -> None:
    account, flow_id = new_id(), new_id()
    await index.withdraw(account, flow_id, 3)
    await _put(index, account, _entry(flow_id, 2, word=1), _vector(1))
    assert await index.word_scores(account, {"word": 1}, 10) == {}
    assert await index.hits(account, OLD, _vector(1)[None], {}, 10) == []


async def test_given_flows_that_come_and_go_when_counted_then_the_figures_of_words_are_right(
    index: PgVectorIndex, pool: asyncpg.Pool
) -> None:
    account, one, two = new_id(), new_id(), new_id()
    await _put(index, account, _entry(one, 1, shared=2, old=1), _vector(1))
    await _put(index, account, _entry(one, 2, shared=4), _vector(1))
    await _put(index, account, _entry(two, 1, shared=1), _vector(1))
    await index.withdraw(account, two, 2)
    async with walled(pool, account) as connection:
        terms = await connection.fetch("select term, flows from matching.terms where flows > 0")
        library = await connection.fetchrow("select flows, terms from matching.libraries")
    assert [tuple(row) for row in terms] == [("shared", 1)]
    assert library is not None
    assert tuple(library) == (1, 4.0)


async def test_given_two_accounts_when_one_asks_then_it_sees_nothing_of_the_other(
    index: PgVectorIndex, pool: asyncpg.Pool
) -> None:
    account, other = new_id(), new_id()
    await _put(index, account, _entry(new_id(), secret=1), _vector(1))
    assert await index.library(other) is None
    assert await index.word_scores(other, {"secret": 1}, 10) == {}
    for table in ("libraries", "flows", "vectors", "postings", "terms"):
        async with walled(pool, other) as connection:
            assert await connection.fetchval(f"select count(*) from matching.{table}") == 0
        assert await pool.fetchval(f"select count(*) from matching.{table}") == 0


async def test_given_an_outcome_when_recorded_then_it_counts_once_and_dates_the_success(
    index: PgVectorIndex,
) -> None:
    account, session, flow_id, now = new_id(), new_id(), new_id(), utc_now()
    await _put(index, account, _entry(flow_id, x=1), _vector(1))
    for _ in range(2):
        await index.record_outcome(account, session, flow_id, OLD, Outcome(0.5, 0.25, fits=True), now)
    assert await index.outcomes(account, OLD) == [Outcome(0.5, 0.25, fits=True)]
    [hit] = await index.hits(account, OLD, _vector(1)[None], {}, 5)
    assert hit.last_success_at == now


async def test_given_vectors_of_a_new_embedder_when_switched_then_they_are_asked_and_the_old_ones_gone(
    index: PgVectorIndex,
) -> None:
    account, one, two = new_id(), new_id(), new_id()
    await _put(index, account, _entry(one, x=1), _vector(1), _vector(0, 1))
    await _put(index, account, _entry(two, x=1), _vector(0, 1), _vector(1))
    assert set(await index.flows(account)) == {one, two}
    assert await index.missing(account, NEW) == 2
    for number, flow_id in enumerate((one, two)):
        same = _vector(*[0] * number, 1)
        await index.put(account, _entry(flow_id, x=1), {NEW: FlowVectors(same, same)}, active=OLD)
    assert await index.missing(account, NEW) == 0
    assert (await index.self_recall(account, OLD), await index.self_recall(account, NEW)) == (0, 1)
    await index.switch(account, NEW)
    assert await index.library(account) == Library(2, NEW)
    assert await index.hits(account, OLD, _vector(1)[None], {}, 10) == []


async def test_given_a_flow_that_was_read_beyond_its_publication_when_embedded_anew_then_its_vectors_are_there(
    index: PgVectorIndex,
) -> None:
    account, flow_id = new_id(), new_id()
    await _put(index, account, IndexEntry(flow_id, 4, 1, "a flow", "email", {"x": 1}), _vector(1))

    same = FlowVectors(_vector(1), _vector(1))
    await index.put(account, IndexEntry(flow_id, 2, 1, "a flow", "email", {"x": 1}), {NEW: same}, active=OLD)

    assert await index.missing(account, NEW) == 0
    assert await index.library(account) == Library(1, OLD)
