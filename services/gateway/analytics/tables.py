"""The tables of analytics as rows of cells, for files."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.gateway.analytics.asked import Asked, Interval, Table, is_breakdown
from services.gateway.analytics.breakdown import breakdown
from services.gateway.analytics.flywheel import flywheel
from services.gateway.analytics.models import models
from services.gateway.analytics.pushes import pushes
from services.gateway.analytics.reading import Analytics
from services.gateway.analytics.sessions import Found, Page, Wanted, read_page
from services.gateway.analytics.summary import summary
from services.gateway.analytics.tiers import tiers
from services.gateway.analytics.trend import trend
from shared.errors import InvalidInput
from shared.projection import Connection

Row = Mapping[str, Any]
AT_ONCE = 500
"""Sessions that are read at a time."""

COLUMNS: Mapping[Table, Sequence[str]] = {
    "summary": (
        "key", "unit", "value", "count", "hits", "previous", "previous_count", "low", "high", "definition",
    ),
    "breakdown": ("by", "key", "label", "sessions", "resolved", "escalated", "share", "previous", "definition"),
    "trend": (
        "start", "end", "sessions", "resolved", "escalated", "match_rate", "median_steps", "median_seconds",
        "definition",
    ),
    "tiers": (
        "tier", "sessions", "ended", "resolved", "rate", "low", "high", "median_seconds", "median_steps", "escalated",
        "definition",
    ),
    "pushes": ("key", "count", "share", "definition"),
    "flywheel": ("kind", "key", "count", "sessions", "start", "end", "flows", "matched_share", "definition"),
    "models": ("model", "sessions", "calls", "input_tokens", "output_tokens", "cost_usd", "definition"),
    "sessions": (
        "id", "problem_summary", "problem_domain", "status", "confidence_tier", "last_tier", "created_at",
        "resolved_at", "step_count", "session_rating", "matched_flow_id", "matched_flow_name", "match_score",
        "user_id", "user_name", "team_id", "client_id", "counts_as_resolved", "escalated", "followed_flow",
        "seconds_to_resolution", "steps_to_resolution", "cost_usd", "push_id",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """Which table, of what."""

    table: Table
    asked: Asked
    wanted: Wanted
    interval: Interval


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's columns and its rows, which come as they are read."""

    columns: Sequence[str]
    rows: AsyncIterator[Row]


async def open_sheet(analytics: Analytics, account: UUID, order: Order) -> Sheet:
    """The table that is ordered. Raises InvalidInput before the first row comes."""
    async with analytics.reading(account) as connection:
        if order.table == "sessions":
            first = await read_page(connection, order.asked, order.wanted, Page(AT_ONCE))
            rows = _sessions(analytics, account, order, first)
        else:
            rows = _all(await _rows(connection, order))
    return Sheet(COLUMNS[order.table], rows)


async def _sessions(analytics: Analytics, account: UUID, order: Order, first: Found) -> AsyncIterator[Row]:
    found = first
    while True:
        for row in found.sessions:
            yield row
        if found.last is None:
            return
        async with analytics.reading(account) as connection:  # none is held while a slow reader takes what there is
            found = await read_page(connection, order.asked, order.wanted, Page(AT_ONCE, after=found.last))


async def _all(rows: Sequence[Row]) -> AsyncIterator[Row]:
    for row in rows:
        yield row


async def _rows(connection: Connection, order: Order) -> list[Row]:
    match order.table:
        case "summary":
            return list((await summary(connection, order.asked))["figures"])
        case "breakdown":
            return await _breakdown(connection, order)
        case "flywheel":
            return _of_flywheel(await flywheel(connection, order.asked, order.interval))
        case "trend":
            return _defined(await trend(connection, order.asked, order.interval), "points")
        case _:
            return _defined(await _PLAIN[order.table](connection, order.asked), "rows")


_PLAIN: Mapping[Table, Callable[[Connection, Asked], Awaitable[Row]]] = {
    "tiers": tiers,
    "pushes": pushes,
    "models": models,
}


async def _breakdown(connection: Connection, order: Order) -> list[Row]:
    by = order.wanted.by
    if by is None or not is_breakdown(by):
        raise InvalidInput("no_breakdown", "`by` names the breakdown: status, tier, domain, team or client.")
    return [{"by": by, **row} for row in _defined(await breakdown(connection, order.asked, by), "rows")]


def _of_flywheel(found: Row) -> list[Row]:
    proposals = [{"kind": "proposals", **row} for row in _defined(found, "proposals")]
    return [*proposals, *({"kind": "coverage", **row} for row in _defined(found, "coverage"))]


def _defined(found: Row, rows: str) -> list[Row]:
    return [{**row, "definition": found["definition"]} for row in found[rows]]
