"""Sessions by what tells them apart."""

from collections.abc import Mapping
from typing import Any

import asyncpg

from services.gateway.analytics.asked import Asked, By
from services.gateway.analytics.chosen import CHOSEN, about, values_of
from services.gateway.analytics.figures import BREAKDOWN
from shared.projection import Connection

NONE = "none"
"""The key of sessions that have no such thing."""
_UNNAMED: Mapping[By, str] = {
    "status": "Unknown",
    "tier": "Not begun",
    "domain": "Not classified",
    "team": "No team",
    "client": "No client",
}
_NAMED_IN: Mapping[By, str] = {"team": "identity.teams", "client": "identity.clients"}


def _query(by: By) -> str:
    name = f"(select name from {_NAMED_IN[by]} where id = counted.thing)" if by in _NAMED_IN else "thing"
    return f"""
        select thing::text as key, {name} as name, sessions, resolved, escalated, previous from (
            select {by} as thing, count(*) filter (where started_at >= $8) as sessions,
                   count(*) filter (where started_at >= $8 and resolved) as resolved,
                   count(*) filter (where started_at >= $8 and escalated) as escalated,
                   count(*) filter (where started_at < $8) as previous
              from ({CHOSEN}) chosen group by {by}
        ) counted order by sessions desc, previous desc, key
    """


_QUERIES: Mapping[By, str] = {by: _query(by) for by in _UNNAMED}


async def breakdown(connection: Connection, asked: Asked, by: By) -> dict[str, Any]:
    """The rows of one breakdown, the most sessions first."""
    both = [asked.before.begins, *values_of(asked)[1:]]
    rows = await connection.fetch(about(_QUERIES[by], asked), *both, asked.begins)
    total = sum(row["sessions"] for row in rows)
    return {"by": by, "definition": BREAKDOWN, "rows": [_row(row, by, total) for row in rows]}


def _row(row: asyncpg.Record, by: By, total: int) -> dict[str, Any]:
    counted = {name: row[name] for name in ("sessions", "resolved", "escalated", "previous")}
    share = row["sessions"] / total if total else 0.0
    return {"key": row["key"] or NONE, "label": _label(row, by), "share": share, **counted}


def _label(row: asyncpg.Record, by: By) -> str:
    if row["key"] is None:
        return _UNNAMED[by]
    if row["name"] is None:
        return f"Unknown ({row['key'][:8]})"
    return str(row["name"]) if by in _NAMED_IN else str(row["name"]).replace("_", " ")
