"""What became of documents on their way into tickets: each push in one class."""

from collections.abc import Mapping
from typing import Any

from services.gateway.analytics.asked import Asked
from services.gateway.analytics.chosen import MINE, about, whose
from services.gateway.analytics.figures import PUSHES
from shared.projection import Connection

CLASSES = ("first_try", "after_retries", "failed", "waiting")
CLASS = """
    case p.status when 'succeeded' then case when p.attempts > 1 or p.retried then 'after_retries' else 'first_try' end
                  when 'abandoned' then 'failed' else 'waiting' end
"""
_ASKED_FOR = "p.requested_at >= $1 and p.requested_at < $2"
PUSHED = f"read.analytics_pushes p join read.analytics_sessions s using (session) where {_ASKED_FOR} and {MINE}"
"""Pushes first asked for in the period."""
_COUNT = f"select {CLASS} as class, count(*) as count from"
_QUERY = f"{_COUNT} {PUSHED} group by class"
_OF_ALL = f"{_COUNT} read.analytics_pushes p where {_ASKED_FOR} group by class"
"""The same of whatever team, client and domain: whose sessions they are need not be looked up."""


async def pushes(connection: Connection, asked: Asked) -> dict[str, Any]:
    """Every class, also those that have none."""
    query, values = (_OF_ALL, whose(asked)[:2]) if asked.of_all else (about(_QUERY, asked), whose(asked))
    found = {row["class"]: row["count"] for row in await connection.fetch(query, *values)}
    total = sum(found.values())
    return {"definition": PUSHES, "rows": [_row(key, found, total) for key in CLASSES]}


def _row(key: str, found: Mapping[str, int], total: int) -> dict[str, Any]:
    count = found.get(key, 0)
    return {"key": key, "count": count, "share": count / total if total else None}
