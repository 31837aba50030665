"""The period in order of time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from services.gateway.analytics.asked import Asked, Interval
from services.gateway.analytics.chosen import CHOSEN, about, values_of
from services.gateway.analytics.figures import TREND
from services.gateway.analytics.intervals import Share
from shared.projection import Connection

_QUERY = f"""
    select date_trunc($8, started_at at time zone 'UTC')::date as stretch, count(*) as sessions,
           count(*) filter (where resolved) as resolved, count(*) filter (where escalated) as escalated,
           count(*) filter (where compared) as compared, count(*) filter (where matched) as matched,
           percentile_cont(0.5) within group (order by steps_taken) filter (where resolved) as median_steps,
           percentile_cont(0.5) within group (order by seconds) filter (where resolved) as median_seconds
      from ({CHOSEN}) chosen group by stretch
"""
_NOTHING = {
    "sessions": 0, "resolved": 0, "escalated": 0, "compared": 0, "matched": 0, "median_steps": None,
    "median_seconds": None,
}  # fmt: skip
_SHOWN = ("sessions", "resolved", "escalated", "median_steps", "median_seconds")


async def trend(connection: Connection, asked: Asked, interval: Interval) -> dict[str, Any]:
    """One point for each day, week or month that the period touches."""
    rows = await connection.fetch(about(_QUERY, asked), *values_of(asked), interval)
    found = {row["stretch"]: dict(row) for row in rows}
    points = [
        _point(start, end, found.get(whole, _NOTHING)) for whole, start, end in stretches(asked, interval)
    ]  # fmt: skip
    return {"interval": interval, "definition": TREND, "points": points}


def _point(start: date, end: date, row: dict[str, Any]) -> dict[str, Any]:
    match_rate = Share(row["matched"], row["compared"]).value
    return {"start": start, "end": end, "match_rate": match_rate, **{name: row[name] for name in _SHOWN}}


def stretches(asked: Asked, interval: Interval) -> Iterator[tuple[date, date, date]]:
    """Each stretch that the period touches: its own first day, and its first and last day inside the period."""
    whole = _first_of(asked.since, interval)
    while whole <= asked.until:
        following = _next(whole, interval)
        yield whole, max(whole, asked.since), min(following - timedelta(days=1), asked.until)
        whole = following


def _first_of(day: date, interval: Interval) -> date:
    if interval == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if interval == "week" else day


def _next(whole: date, interval: Interval) -> date:
    if interval == "month":
        return (whole + timedelta(days=31)).replace(day=1)
    return whole + timedelta(days=7 if interval == "week" else 1)
