"""What operators see of the log and the bus: envelopes and figures, never content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from shared.envelope import StoredEvent, numbered_streams
from shared.errors import NotFound
from shared.log.postgres import stored

SESSION_CATEGORIES = ("case", "match", "session", "document", "ticket")
_LIMIT = 500

_EVENTS = (
    "select p.position, e.id, e.stream, e.version, e.type, e.schema_version, e.account, e.session, e.recorded_at,"
    " e.meta, octet_length(e.data) as bytes from log.events e join log.positions p using (seq)"
)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events. None: whatever; `streams` are full names; `after` is a position."""

    account: UUID | None = None
    session: UUID | None = None
    type: str | None = None
    actor: str | None = None
    correlation: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: int | None = None
    limit: int = 50


async def find_events(pool: asyncpg.Pool, wanted: EventFilter) -> list[dict[str, Any]]:
    """Envelopes, newest first; with `after` oldest first, to follow the log."""
    conditions, values = _conditions(wanted)
    direction = "asc" if wanted.after is not None else "desc"
    values.append(min(wanted.limit, _LIMIT))
    rows = await pool.fetch(
        f"{_EVENTS} where {' and '.join(conditions) or 'true'} order by p.position {direction} limit ${len(values)}",
        *values,
    )
    return [_envelope(row) for row in rows]


def _conditions(wanted: EventFilter) -> tuple[list[str], list[Any]]:
    pairs: Sequence[tuple[str, Any]] = (
        ("e.account = {}", wanted.account),
        ("e.type = {}", wanted.type),
        ("e.meta::jsonb ->> 'actor' = {}", wanted.actor),
        ("e.meta::jsonb ->> 'correlation' = {}", str(wanted.correlation) if wanted.correlation else None),
        ("e.recorded_at >= {}", wanted.since),
        ("e.recorded_at < {}", wanted.until),
        ("p.position > {}", wanted.after),
    )
    conditions, values = _of_session(wanted.session) if wanted.session else ([], [])
    for condition, value in pairs:
        if value is not None:
            values.append(value)
            conditions.append(condition.format(f"${len(values)}"))
    return conditions, values


def _of_session(session: UUID) -> tuple[list[str], list[Any]]:
    streams = [f"{category}-{session}" for category in SESSION_CATEGORIES]
    return ["(e.stream = any($1) or (e.stream > $2 and e.stream < $3))"], [streams, *numbered_streams("push", session)]


def _envelope(row: asyncpg.Record) -> dict[str, Any]:
    return {**dict(row), "meta": orjson.loads(row["meta"])}


async def consumers(pool: asyncpg.Pool) -> list[dict[str, Any]]:
    """How far each service and the projector are, and how many events behind the log's end."""
    rows = await pool.fetch(
        "with log_end as (select coalesce(max(position), 0) as position from log.positions)"
        " select service, floor, log_end.position - floor as lag, updated_at from bus.floors, log_end"
        " union all select 'projector', c.position, log_end.position - c.position, null"
        " from read.checkpoint c, log_end order by service"
    )
    return [dict(row) for row in rows]


async def projections(pool: asyncpg.Pool) -> list[dict[str, Any]]:
    """The read models, their version, and when they were last built anew."""
    rows = await pool.fetch("select name, version, rebuilt_at from read.projections order by name")
    return [dict(row) for row in rows]


async def find_event(pool: asyncpg.Pool, name: int | UUID) -> StoredEvent:
    """The sealed event at a position, or of an id. Raises NotFound."""
    condition = "p.position = $1" if isinstance(name, int) else "e.id = $1"
    row = await pool.fetchrow(
        f"select e.*, p.position from log.events e left join log.positions p using (seq) where {condition}", name
    )
    if row is None:
        raise NotFound("event_not_found", "The log has no such event.")
    return stored(row, row["data"], row["position"])
