"""Analytics over a year of 100,000 sessions: each page's query, and the sessions behind its numbers.

Beside what a caller waits for stands the CPU that the database takes, which other work on the machine does not change.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from services.gateway.analytics.asked import Asked
from services.gateway.analytics.breakdown import breakdown
from services.gateway.analytics.flywheel import flywheel
from services.gateway.analytics.gaps import gaps
from services.gateway.analytics.models import models
from services.gateway.analytics.pushes import pushes
from services.gateway.analytics.reading import ROOM
from services.gateway.analytics.sessions import Page, Wanted, read_page, sessions
from services.gateway.analytics.summary import summary
from services.gateway.analytics.tiers import tiers
from services.gateway.analytics.trend import trend
from services.gateway.projector import PROJECTIONS
from shared.database import walled
from shared.ids import new_id
from shared.projection import Connection
from tests.bench.analytics_fill import CLIENTS, TEAMS, fill, settle
from tests.bench.house import ACCOUNT, House
from tests.bench.kit import Line, ms, percentile, show, syncs_per_second

pytestmark = pytest.mark.timeout(900)

SESSIONS = 100_000
OTHERS = 20_000
ROUNDS = 20
BAR_SECONDS = 0.2
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = Asked(date(2025, 11, 20), date(2026, 11, 20), NOW)
MONTH = Asked(date(2026, 10, 22), date(2026, 11, 20), NOW)
NARROW = Asked(YEAR.since, YEAR.until, NOW, TEAMS[3], CLIENTS[5], "m365", 30)
Query = Callable[[Connection, Asked], Awaitable[Any]]

QUERIES: Mapping[str, Query] = {
    "summary": summary,
    "breakdown by status": lambda connection, asked: breakdown(connection, asked, "status"),
    "breakdown by domain": lambda connection, asked: breakdown(connection, asked, "domain"),
    "breakdown by client (300)": lambda connection, asked: breakdown(connection, asked, "client"),
    "trend by day": lambda connection, asked: trend(connection, asked, "day"),
    "trend by week": lambda connection, asked: trend(connection, asked, "week"),
    "tiers": tiers,
    "pushes (50,000)": pushes,
    "flywheel by week": lambda connection, asked: flywheel(connection, asked, "week"),
    "models (150,000)": models,
    "gaps": lambda connection, _: gaps(connection),
    "sessions, first page": lambda connection, asked: sessions(connection, asked, Wanted(), Page(50)),
    "sessions, last page": lambda connection, asked: sessions(connection, asked, Wanted(), Page(50, SESSIONS - 50)),
    "sessions of a share's hits": lambda connection, asked: sessions(
        connection, asked, Wanted("match_precision", "hits"), Page(50)
    ),
    "sessions of a domain": lambda connection, asked: sessions(
        connection, asked, Wanted(by="domain", value="m365"), Page(50)
    ),
    "sessions of a model": lambda connection, asked: sessions(
        connection, asked, Wanted(by="model", value="claude-opus-5-5"), Page(50)
    ),
    "sessions of pushes": lambda connection, asked: sessions(
        connection, asked, Wanted(by="push", value="after_retries"), Page(50)
    ),
    "sessions of proposals": lambda connection, asked: sessions(
        connection, asked, Wanted(by="proposal", value="approved"), Page(50)
    ),
    "500 sessions of a CSV": lambda connection, asked: read_page(connection, asked, Wanted(), Page(500)),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of each round, and seconds of the database's CPU in one."""

    waited: list[float]
    cpu: float


async def test_analytics(house: House) -> None:
    other = await house.copy()
    await _filled(other)
    async with other.pool("gateway", 1) as pool:
        for title, asked in (("a year", YEAR), ("30 days", MONTH), ("one team's client and domain, a year", NARROW)):
            count = await _timed(pool, _count, asked)
            lines = [_line("select count(*) of the account's sessions", count, count)]
            for name, query in QUERIES.items():
                lines.append(_line(name, await _timed(pool, query, asked), count))
            show(f"analytics: {title} of {SESSIONS:,} sessions", lines, [syncs_per_second(house.folder)])
        async with walled(pool, ACCOUNT) as connection:
            found = (await summary(connection, YEAR))["figures"]
    assert found[0]["count"] == SESSIONS


async def _filled(house: House) -> None:
    async with house.pool("projector", 2) as pool:
        for projection in PROJECTIONS:
            await pool.execute(projection.ddl("read"))
    connection = await house.superuser()
    await fill(connection, ACCOUNT, SESSIONS)
    await fill(connection, new_id(), OTHERS)
    await settle(connection)
    await connection.close()


async def _count(connection: Connection, _: Asked) -> None:
    await connection.fetchval("select count(*) from read.analytics_sessions")


async def _timed(pool: asyncpg.Pool, query: Query, asked: Asked) -> Timed:
    """As the gateway asks: behind the wall, with statements that are prepared already."""
    await _once(pool, query, asked)
    server, waited = await pool.fetchval("select pg_backend_pid()"), []
    used = _cpu(server)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await _once(pool, query, asked)
        waited.append(time.perf_counter() - began)
    return Timed(waited, (_cpu(server) - used) / ROUNDS)


async def _once(pool: asyncpg.Pool, query: Query, asked: Asked) -> None:
    async with walled(pool, ACCOUNT) as connection:
        await connection.execute(ROOM)
        await query(connection, asked)


def _cpu(server: int) -> float:
    """Seconds that a process has been on a CPU; those of parallel helpers are not in it."""
    return int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) / 1e9


def _line(name: str, timed: Timed, count: Timed) -> Line:
    middle, slow = percentile(timed.waited, 0.5), percentile(timed.waited, 0.95)
    figure = f"{ms(middle)} / {ms(slow)}, CPU {ms(timed.cpu)}"
    return Line(f"{name}, p50 / p95", figure, middle / percentile(count.waited, 0.5), ms(BAR_SECONDS))
