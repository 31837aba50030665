"""Every figure of a period, and of the period before."""

from typing import Any

import asyncpg

from services.gateway.analytics.asked import Asked
from services.gateway.analytics.chosen import CHOSEN, about, values_of
from services.gateway.analytics.figures import FIGURES, Figure
from services.gateway.analytics.intervals import Share
from shared.projection import Connection


def _columns(key: str, figure: Figure) -> list[str]:
    columns = [f"count(*) filter (where {figure.of}) as {key}_count"]
    if figure.hits:
        columns.append(f"count(*) filter (where {figure.of} and {figure.hits}) as {key}_hits")
    if figure.value:
        columns.append(f"({figure.value.format(filter=figure.of)})::float8 as {key}_value")
    return columns


_COLUMNS = ", ".join(column for key, figure in FIGURES.items() for column in _columns(key, figure))
_QUERY = f"select {_COLUMNS} from ({CHOSEN}) chosen"


async def summary(connection: Connection, asked: Asked) -> dict[str, Any]:
    """The figures with their intervals and definitions."""
    (now,) = await connection.fetch(about(_QUERY, asked), *values_of(asked))
    (before,) = await connection.fetch(about(_QUERY, asked), *values_of(asked.before))
    return {
        "period": {"since": asked.since, "until": asked.until},
        "previous_period": {"since": asked.before.since, "until": asked.before.until},
        "held_days": asked.held_days,
        "figures": [_figure(key, figure, now, before) for key, figure in FIGURES.items()],
    }


def _figure(key: str, figure: Figure, now: asyncpg.Record, before: asyncpg.Record) -> dict[str, Any]:
    count = now[f"{key}_count"]
    hits = now[f"{key}_hits"] if figure.hits else None
    low, high = _interval(figure, hits, count)
    return {
        "key": key,
        "unit": figure.unit,
        "value": _value(key, figure, now),
        "count": count,
        "hits": hits,
        "previous": _value(key, figure, before),
        "previous_count": before[f"{key}_count"],
        "low": low,
        "high": high,
        "definition": figure.definition,
    }


def _interval(figure: Figure, hits: int | None, count: int) -> tuple[float | None, float | None]:
    if figure.unit != "share" or hits is None:
        return None, None
    return Share(hits, count).interval or (None, None)


def _value(key: str, figure: Figure, row: asyncpg.Record) -> float | None:
    if figure.unit == "count":
        return float(row[f"{key}_count"])
    if figure.unit == "share":
        return Share(row[f"{key}_hits"], row[f"{key}_count"]).value
    value: float | None = row[f"{key}_value"]
    return value
