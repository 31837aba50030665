"""Quality, time and false alarms of matching, through the real index: `python -m tests.bench.matching`.

Figures on the odd half of the symptom texts, which the calibration has not seen, stand beside those on all of them.
"""

import asyncio
import math
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
import numpy as np

from services.intake.adapters.playbook import PlaybookClassifier
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.events import Candidate
from services.matching.matcher import QUERY_TOKENS, Matcher
from services.matching.ports import FlowVectors, IndexEntry
from services.matching.settings import MatchingSettings
from services.matching.words import weighted_terms
from shared.clock import utc_now
from shared.database import open_pool
from shared.embedding import MiniLMEmbedder, Vectors
from shared.ids import new_id
from shared.migrate import migrate
from tests.bench.matching_data import (
    DEVELOPMENT,
    HELD_OUT,
    ROOT,
    Document,
    Query,
    articles,
    data_folder,
    demo,
    embedded,
    embedded_heads,
    uncovered,
)
from tests.servers import postgres_server

LIBRARY = 10_000
KEPT = 0.9
LEFT_OUT = ("printing", "backup", "email", "virtualization")
TIMED = 300


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts under measurement."""

    owner: asyncpg.Connection
    index: PgVectorIndex
    embedder: MiniLMEmbedder
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents with their vectors."""

    documents: Sequence[Document]
    heads: Vectors
    bodies: Vectors


@asynccontextmanager
async def opened() -> AsyncIterator[Bench]:
    """A migrated database and a matcher on it, under the service's role."""
    with tempfile.TemporaryDirectory() as folder:
        async with postgres_server(Path(folder)) as server:
            await migrate(server.dsn(), ROOT)
            settings = MatchingSettings(database_url=server.dsn(user=""))
            embedder = MiniLMEmbedder()
            owner = await asyncpg.connect(server.dsn())
            async with open_pool(settings, "rf_matching") as pool:
                index = PgVectorIndex(pool, settings.match_postings)
                matcher = Matcher(index, {embedder.name: embedder}, settings.weights, utc_now)
                yield Bench(owner, index, embedder, matcher)
            await owner.close()
            embedder.close()


async def fill(bench: Bench, account: UUID, shelf: Shelf, chosen: Sequence[int]) -> dict[UUID, int]:
    """List the chosen documents; which flow is which."""
    numbers = {}
    for number in chosen:
        document, flow_id = shelf.documents[number], new_id()
        numbers[flow_id] = number
        terms = weighted_terms(document.head, document.body)
        entry = IndexEntry(flow_id, 1, 1, document.name, document.domain, terms)
        vectors = {bench.embedder.name: FlowVectors(shelf.heads[number], shelf.bodies[number])}
        await bench.index.put(account, entry, vectors, active=bench.embedder.name)
    await bench.owner.execute("vacuum analyze")  # which autovacuum does within a minute
    return numbers


async def found(bench: Bench, account: UUID, query: Query, domain: str | None = None) -> tuple[Candidate, ...]:
    """What a text finds."""
    return (await bench.matcher.match(account, (query.text,), domain, 10)).candidates


async def quality(bench: Bench, account: UUID, numbers: dict[UUID, int], queries: list[Query], name: str) -> None:
    """nDCG@10 and recall."""
    gains, first, five = [], 0, 0
    for query in queries:
        order = [numbers[candidate.flow_id] in query.relevant for candidate in await found(bench, account, query)]
        ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(query.relevant))))
        gains.append(sum(right / math.log2(place + 2) for place, right in enumerate(order)) / ideal)
        first += order[0]
        five += any(order[:5])
    count = len(queries)
    row(f"nDCG@10, {name}", f"{np.mean(gains):.3f}", ">= 0.90", f"R@1 {first / count:.3f}, R@5 {five / count:.3f}")


async def false_alarms(bench: Bench, shelf: Shelf, queries: list[Query]) -> None:
    """How many texts that nothing answers pass the score that keeps most right matches."""
    account, everything = new_id(), range(len(shelf.documents))
    chosen = [number for number in everything if shelf.documents[number].domain not in LEFT_OUT]
    numbers = await fill(bench, account, shelf, chosen)
    covered = [query for query in queries if query.domain not in LEFT_OUT]
    right = []
    for query in covered:
        best = (await found(bench, account, query))[0]
        if numbers[best.flow_id] in query.relevant:
            right.append(best.score)
    bar = float(np.quantile(right, 1 - KEPT))
    left_out = [query for query in queries if query.domain in LEFT_OUT]
    for name, texts in (("of left-out domains", left_out), ("of our own", uncovered())):
        scores = np.array([(await found(bench, account, query))[0].score for query in texts])
        row(
            f"false alarms, {name} ({len(texts)})",
            f"{(scores >= bar).mean():.3f}",
            "<= 0.15, aim 0.10",
            f"at score {bar:.2f}; {(scores >= 0.5).mean():.3f} at 0.5, {(scores >= 0.8).mean():.3f} at 0.8",
        )


async def told_problems(bench: Bench, files: Sequence[str], which: str) -> None:
    """The demo's flows, by problems told in other words: alone, with their domain, and with the playbook's guess."""
    documents, queries = demo(files)
    account, guess = new_id(), PlaybookClassifier(bench.embedder).domain_of
    numbers = await fill(bench, account, shelved(documents), range(len(documents)))
    covered = [query for query in queries if query.relevant]
    guessed = [await guess(query.text) for query in covered]
    domains: dict[str, Sequence[str | None]] = {
        "text alone": [None] * len(covered),
        "its domain guessed": guessed,
        "its domain known": [query.domain for query in covered],
    }
    for name, given in domains.items():
        best = [await found(bench, account, query, domain) for query, domain in zip(covered, given, strict=True)]
        hits = [
            [numbers[item.flow_id] in query.relevant for item in three[:3]]
            for query, three in zip(covered, best, strict=True)
        ]
        passed = np.array([three[0].score >= 0.5 for three in best])
        right = np.array([hit[0] for hit in hits])
        note = (
            f"among three {np.mean([any(hit) for hit in hits]):.3f}; score >= 0.5 for {passed.mean():.3f},"
            f" right and so {(right & passed).mean():.3f}"
        )
        row(f"{which}: right flow, {name} ({len(covered)})", f"{right.mean():.3f}", ">= 0.90", note)
    for name, texts in (("its own", [query for query in queries if not query.relevant]), ("the bench's", uncovered())):
        bare = [(await found(bench, account, query))[0].score for query in texts]
        share = np.mean(np.array(bare) >= 0.5)
        row(f"{which}: nothing fits, {name} ({len(bare)})", f"{share:.3f}", "<= 0.15", "share at score >= 0.5")


async def times(bench: Bench, account: UUID, queries: list[Query]) -> None:
    """Time of a query, of its embedding alone, and how long the event loop was held up."""
    fresh = [Query(f"{number} {query.text}", query.relevant) for number, query in enumerate(queries[:TIMED])]
    await timed([lambda query=query: found(bench, account, query) for query in fresh[:20]])  # type: ignore[misc] # bound by default
    others = [f"again {query.text}" for query in fresh]
    alone = await timed([lambda text=text: bench.embedder.embed([text], QUERY_TOKENS) for text in others])  # type: ignore[misc] # as above
    lags: list[float] = []
    watcher = asyncio.create_task(_watch(lags))
    whole = await timed([lambda query=query: found(bench, account, query) for query in fresh[20:]])  # type: ignore[misc] # as above
    watcher.cancel()
    row(
        f"query at {LIBRARY} flows, p95 ms",
        f"{np.quantile(whole, 0.95):.1f}",
        "<= 60",
        f"p50 {np.quantile(whole, 0.5):.1f}; embedding alone p95 {np.quantile(alone, 0.95):.1f},"
        f" ratio {np.quantile(whole, 0.95) / np.quantile(alone, 0.95):.2f}",
    )
    row("event loop held up, p99 ms", f"{np.quantile(lags, 0.99):.1f}", "-", f"longest {max(lags):.1f}")


async def timed(calls: Sequence[Callable[[], Awaitable[object]]]) -> list[float]:
    """Milliseconds of each call, one after the other."""
    taken = []
    for call in calls:
        start = time.perf_counter()
        await call()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


async def _watch(lags: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        lags.append((time.perf_counter() - start - 0.001) * 1000)


def shelved(documents: list[Document]) -> Shelf:
    """Documents with vectors."""
    return Shelf(documents, embedded_heads(documents), embedded([document.body for document in documents]))


def grown(shelf: Shelf, size: int) -> Shelf:
    """The shelf grown to a size with heads of one article over bodies of another."""
    count = len(shelf.documents)
    more = [(number, (number * 7 + 13) % count) for number in range(size - count)]
    documents = [
        Document(shelf.documents[a].name, shelf.documents[a].head, shelf.documents[b].body, shelf.documents[a].domain)
        for a, b in more
    ]
    return Shelf(
        [*shelf.documents, *documents],
        np.concatenate([shelf.heads, shelf.heads[[a for a, _ in more]]]),
        np.concatenate([shelf.bodies, shelf.bodies[[b for _, b in more]]]),
    )


def row(subject: str, figure: str, bar: str, note: str) -> None:
    """One line of the table."""
    print(f"{subject:52} {figure:>8}   {bar:18} {note}", flush=True)


async def measure(folder: Path) -> None:
    """All figures, one after the other."""
    documents, queries = articles(folder)
    shelf = shelved(documents)
    row("subject", "figure", "bar", "")
    async with opened() as bench:
        await told_problems(bench, HELD_OUT, "held out")
        await told_problems(bench, DEVELOPMENT, "development")
        account = new_id()
        start = time.perf_counter()
        numbers = await fill(bench, account, shelf, range(len(documents)))
        row(
            "listing a flow, ms",
            f"{(time.perf_counter() - start) / len(documents) * 1000:.1f}",
            "-",
            "without embedding",
        )
        await quality(bench, account, numbers, queries, f"all {len(queries)} symptom texts")
        await quality(bench, account, numbers, queries[1::2], "the half not calibrated with")
        await false_alarms(bench, shelf, queries[1::2])
        large = grown(shelf, LIBRARY)
        await fill(bench, account, large, range(len(documents), LIBRARY))
        await times(bench, account, queries)


def main() -> None:
    """Measure, or say why not."""
    folder = data_folder()
    if folder is None:
        print("skipped: no articles here (RESOLUTIONFLOW_SEARCH_DATA)")
        return
    asyncio.run(measure(folder))


if __name__ == "__main__":
    main()
