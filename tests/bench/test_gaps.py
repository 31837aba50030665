"""How long an account of 10,000 sessions takes: every one compared with every other, all of it beside a real database.

`pytest -s tests/bench/test_gaps.py` prints the figures that docs/knowledge-gaps.md quotes.
"""

import random
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
import orjson

from services.diagnosis.events import Intake
from services.flywheel.gaps.facts import Row, SessionFact
from services.flywheel.gaps.finding import EXAMPLES, Finding
from services.flywheel.gaps.uncovered import uncovered
from shared.embedding import MiniLMEmbedder
from shared.envelope import Stream, begin
from tests.bench.wheel import told, with_details
from tests.integration.flywheel.conftest import bench, embedder, request_of
from tests.integration.flywheel.gap_kit import GapBench, gaps
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, NOW
from tests.unit.diagnosis.examples import started as started_as
from tests.unit.flywheel.gaps.examples import FLOW, LED, LIMITS, fact, row, visit
from tests.unit.matching.examples import flow

__all__ = ["bench", "embedder", "gaps"]

SESSIONS, LED_SESSIONS = 10_000, 2_000
EMBEDDED = 600
NOISE = 0.02
SECONDS = 30.0
"""Ours is a few; a shared machine under load is slower."""
SECONDS_A_QUESTION = 0.2


async def test_given_10000_sessions_of_an_account_when_looked_at_then_it_takes_seconds(
    gaps: GapBench, embedder: MiniLMEmbedder
) -> None:
    rows = await _rows(embedder)
    by_flow: dict[str, Any] = {"led": LED, "ended_at": NOW}
    led = [fact(SESSIONS + n, visits=(visit(own=n % 2 == 0),), **by_flow) for n in range(LED_SESSIONS)]
    await _kept(gaps, [*rows, *(Row(one, rows[0].meaning) for one in led)], embedder.name)
    await gaps.reactions.known_flows.put(ACCOUNT, FLOW, 1)

    started = time.perf_counter()
    clusters = uncovered(rows, LIMITS)
    clustered = time.perf_counter() - started
    started = time.perf_counter()
    found = await gaps.look()
    looked = time.perf_counter() - started
    started = time.perf_counter()
    again = await gaps.look()
    looked_again = time.perf_counter() - started

    imported = await gaps.bench.matching.import_flows(request_of({"flows": [flow()]}))
    fresh = imported["flows"][0]["flow_id"]
    await gaps.hear(f"flow-{fresh}")
    published = replace(FLOW, id=UUID(str(fresh)), published_at=NOW - timedelta(hours=1))
    await gaps.reactions.known_flows.put(ACCOUNT, published, 99)
    asked = await _told(gaps, clusters)
    started = time.perf_counter()
    await gaps.look()
    with_fresh_flow = time.perf_counter() - started
    started = time.perf_counter()
    await gaps.look()
    answers_kept = time.perf_counter() - started
    peak = _peak(rows)

    print(
        f"\n{SESSIONS + LED_SESSIONS} sessions, {len(clusters)} clusters: clustering {clustered:.1f} s,"
        f" first look with {len(found)} gaps {looked:.1f} s, next look {looked_again:.1f} s, with a fresh flow and"
        f" {asked} questions {with_fresh_flow:.1f} s, once more {answers_kept:.1f} s; clustering takes {peak:.0f} MB"
    )
    assert again == found
    assert {gap.found.kind for gap in found.values()} == {"uncovered", "weak_options"}
    assert max(clustered, looked, looked_again, answers_kept) < SECONDS
    assert with_fresh_flow < SECONDS + SECONDS_A_QUESTION * asked


async def _told(gaps: GapBench, clusters: Sequence[Finding]) -> int:
    """Write the sessions that the flow library is asked of; how many."""
    newest = [one for cluster in clusters for one in cluster.affected[:EXAMPLES]]
    for one in newest:
        intake = Intake(text=" ".join(one.words), log_excerpt=None, screenshots=())
        stream = Stream("session", str(one.session), ACCOUNT, one.session)
        await gaps.bench.sessions.append(stream, 0, [started_as(intake=intake, flow=None)], begin(ANNA, "diagnosis"))
    return len(newest)


def _peak(rows: Sequence[Row]) -> float:
    """The memory that comparing takes beside the rows, in MB."""
    tracemalloc.start()
    uncovered(rows, LIMITS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


async def _rows(embedder: MiniLMEmbedder) -> list[Row]:
    """Sessions over many problems; the embedding of each is that of a like text, and a little apart from it."""
    rng, noise = random.Random(1), np.random.default_rng(1)
    tellings = [text for texts in told().values() for text in texts]
    texts = [with_details(rng.choice(tellings), rng) for _ in range(EMBEDDED)]
    vectors = await embedder.embed(texts)
    rows = []
    for number in range(SESSIONS):
        like = rng.randrange(EMBEDDED)
        apart = vectors[like] + noise.normal(0, NOISE, vectors.shape[1])
        ended_at = NOW - timedelta(minutes=10 * number)
        rows.append(row(fact(number, texts[like], ended_at=ended_at), list(apart)))
    return rows


async def _kept(gaps: GapBench, rows: Sequence[Row], embedder: str) -> None:
    """Write the rows as the reactions would, all at once."""
    async with gaps.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{ACCOUNT}'")
        await connection.executemany(
            "insert into flywheel.session_facts (account, session, version, ended_at, fact, embedder, meaning)"
            " values ($1, $2, $3, $4, $5, $6, $7)",
            [_record(ACCOUNT, one.fact, one, embedder) for one in rows],
        )


def _record(account: UUID, kept: SessionFact, row: Row, embedder: str) -> tuple[object, ...]:
    meaning = row.meaning.astype("<f2").tobytes()
    led = None if kept.led else meaning
    return account, kept.session, kept.version, kept.ended_at, orjson.dumps(kept).decode(), embedder, led
