"""What the flywheel proposed, what came of it, and what the library covers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from services.gateway.analytics.asked import Asked, Interval, midnight
from services.gateway.analytics.chosen import MINE, about, whose
from services.gateway.analytics.figures import FLYWHEEL
from services.gateway.analytics.intervals import Share
from services.gateway.analytics.trend import stretches
from shared.projection import Connection

OUTCOMES = ("pending", "approved", "dismissed", "rejected", "auto_reinforced")
PROPOSED = """
    read.analytics_proposals p left join read.analytics_sessions s using (session)
     where p.made_at >= $1 and p.made_at < $2 and ($3::uuid is null or s.team = $3)
       and ($4::uuid is null or s.client = $4) and ($5::text is null or p.domain = $5)
"""
"""Proposals made in the period, with the session that each was made of where it was not erased."""
_PROPOSALS = f"select p.status, count(*) as count, count(s.session) as sessions from {PROPOSED} group by p.status"
_OF_ALL = """
    select status, count(*) as count, count(session) as sessions from read.analytics_proposals
     where made_at >= $1 and made_at < $2 group by status
"""
"""The same of whatever team, client and domain: whose sessions they are need not be looked up."""
_MATCHED = f"""
    select date_trunc($6, s.started_at at time zone 'UTC')::date as stretch,
           count(*) filter (where s.compared) as compared, count(*) filter (where s.matched) as matched
      from read.analytics_sessions s where s.started_at >= $1 and s.started_at < $2 and {MINE} group by stretch
"""
_FLOWS = """
    select moment, (select count(*) from read.analytics_flows f
                     where f.published_at < moment and (f.archived_at is null or f.archived_at >= moment)
                       and ($2::text is null or f.domain = $2)) as flows
      from unnest($1::timestamptz[]) as moment
"""


async def flywheel(connection: Connection, asked: Asked, interval: Interval) -> dict[str, Any]:
    """Every outcome, also those that none has; and the library, stretch by stretch."""
    query, values = (_OF_ALL, whose(asked)[:2]) if asked.of_all else (_PROPOSALS, whose(asked))
    found = {row["status"]: dict(row) for row in await connection.fetch(query, *values)}
    return {
        "definition": FLYWHEEL,
        "proposals": [{"count": 0, "sessions": 0} | found.get(key, {}) | {"key": key} for key in OUTCOMES],
        "coverage": await _coverage(connection, asked, interval),
    }


async def _coverage(connection: Connection, asked: Asked, interval: Interval) -> list[dict[str, Any]]:
    rows = await connection.fetch(about(_MATCHED, asked), *whose(asked), interval)
    matched = {row["stretch"]: Share(row["matched"], row["compared"]).value for row in rows}
    parts = list(stretches(asked, interval))
    flows = await _flows(connection, asked.domain, [end for _, _, end in parts])
    return [
        {
            "start": start,
            "end": end,
            "flows": count if midnight(start) <= asked.now else None,
            "matched_share": matched.get(whole),
        }
        for (whole, start, end), count in zip(parts, flows, strict=True)
    ]


async def _flows(connection: Connection, domain: str | None, days: Sequence[date]) -> list[int]:
    """How many flows were published when each day ended."""
    moments = [midnight(day + timedelta(days=1)) for day in days]
    found = {row["moment"]: row["flows"] for row in await connection.fetch(_FLOWS, moments, domain)}
    return [found[moment] for moment in moments]
