"""What happened lately, for the live feed: one row an event, kept for the last `KEPT` positions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import NOTIFICATION, case_of, destroyed_or_failed
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed

KEPT = 50_000
NOBODY = UUID(int=0)
"""Whom a notification concerns that cannot be read."""


class FeedProjection:
    """Envelopes only: who reads a notice fetches what it needs. One of a notification is for its reader alone."""

    name = "feed"
    version = 2
    tables = ("feed",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.feed (
                position bigint primary key, account uuid not null, session uuid, reader uuid, notice text not null
            );
            {wall(schema, "feed")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        if not events:
            return
        await connection.executemany(
            f"insert into {schema}.feed (position, account, session, reader, notice) values ($1, $2, $3, $4, $5)",
            [(event.position, event.account, event.session, reader_of(event), _notice(event)) for event in events],
        )
        await connection.execute(f"delete from {schema}.feed where position <= $1", (events[-1].position or 0) - KEPT)
        if erased := [key for event in events if (key := await destroyed_or_failed(connection, event, failed))]:
            await connection.execute(f"delete from {schema}.feed where session = any($1)", erased)


def _notice(event: StoredEvent) -> str:
    case = case_of(event)
    value = {
        "type": event.type,
        "category": event.category,
        "id": event.stream_id,
        "session_id": str(case) if case else None,
        "version": event.version,
        "actor_id": event.meta["actor"],
        "at": event.recorded_at,
    }
    return orjson.dumps(value).decode()


def reader_of(event: StoredEvent) -> UUID | None:
    """Whom alone the event concerns; None: the whole account."""
    if event.category != NOTIFICATION:
        return None
    try:
        return UUID(orjson.loads(event.data)["user_id"])
    except (ValueError, KeyError):
        return NOBODY


async def read_feed(
    connection: Connection, after: int, upto: int, sessions: Sequence[UUID] | None, reader: UUID
) -> list[Any]:
    """Notices for the reader in (after, upto], of these sessions or of the account: rows of (position, notice)."""
    return await connection.fetch(
        "select position, session, notice from read.feed where position > $1 and position <= $2"
        " and ($3::uuid[] is null or session = any($3)) and (reader is null or reader = $4) order by position",
        after,
        upto,
        list(sessions) if sessions is not None else None,
        reader,
    )


async def oldest_kept(connection: Connection) -> int:
    """The checkpoint before which the feed has nothing any more."""
    checkpoint: int = await connection.fetchval("select position from read.checkpoint")
    return max(0, checkpoint - KEPT)
