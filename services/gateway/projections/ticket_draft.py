"""Which new tickets of watched boards wait to become cases? Nothing is kept of one that was taken or dismissed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import DRAFT_EVENTS, check_version, destroyed_or_failed
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

Draft = dict[str, Any]

ENDS = frozenset({"draft_taken", "draft_dismissed"})


class TicketDraftProjection:
    """Folds what is offered; the row goes when somebody took it or said no, or nobody can read it any more."""

    name = "ticket_draft"
    version = 2
    tables = ("ticket_drafts",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.ticket_drafts (
                draft uuid primary key,
                account uuid not null,
                drafted_at timestamptz not null,
                doc text not null
            );
            create index on {schema}.ticket_drafts (account, drafted_at desc, draft);
            {wall(schema, "ticket_drafts")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        await self._fold(connection, schema, events, failed)
        forgotten = [event for event in events if event.type == "draft_forgotten"]
        keys = [key for event in forgotten if (key := await destroyed_or_failed(connection, event, failed))]
        await _drop(connection, schema, keys)

    async def _fold(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        batch = [event for event in events if event.type in DRAFT_EVENTS]
        if not batch:
            return
        found = await _present(connection, schema, batch)
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                found[event.stream_id] = fold(found.get(event.stream_id), event)
        await connection.executemany(_upsert(schema), [_row(one) for one in found.values() if one is not None])
        await _drop(connection, schema, [UUID(draft) for draft, one in found.items() if one is None])


async def _drop(connection: Connection, schema: str, drafts: Sequence[UUID]) -> None:
    if drafts:
        await connection.execute(f"delete from {schema}.ticket_drafts where draft = any($1)", drafts)


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Draft | None]:
    rows = await connection.fetch(
        f"select draft, doc from {schema}.ticket_drafts where draft = any($1)",
        [UUID(event.stream_id) for event in batch],
    )
    return {str(row["draft"]): orjson.loads(row["doc"]) for row in rows}


def fold(before: Draft | None, event: StoredEvent) -> Draft | None:
    """The draft after an opened event; None where it is offered no more.

    Raises LookupError where a ticket reads otherwise that is not offered.
    """
    check_version(event)
    if event.type in ENDS:
        return None
    data = orjson.loads(event.data)
    now = _new(event, data) if event.type == "ticket_drafted" else before
    if now is None:
        raise LookupError(f"{event.type} without a draft")
    return now | {"ticket": data["ticket"], "version": event.version, "updated_at": data["at"]}


def _new(event: StoredEvent, data: dict[str, Any]) -> Draft:
    return {
        "id": event.stream_id,
        "account_id": str(event.account),
        "connection_id": data["connection_id"],
        "drafted_at": data["at"],
    }


def _row(one: Draft) -> tuple[Any, ...]:
    drafted_at = datetime.fromisoformat(one["drafted_at"])
    return UUID(one["id"]), UUID(one["account_id"]), drafted_at, orjson.dumps(one).decode()


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.ticket_drafts (draft, account, drafted_at, doc) values ($1, $2, $3, $4)"
        " on conflict (draft) do update set drafted_at = excluded.drafted_at, doc = excluded.doc"
    )


async def get_draft(connection: Connection, wanted: UUID) -> Draft | None:
    """The draft, if it is offered, by the account of this transaction."""
    doc = await connection.fetchval("select doc from read.ticket_drafts where draft = $1", wanted)
    return orjson.loads(doc) if doc else None


async def list_drafts(connection: Connection, of: UUID | None, skip: int, limit: int) -> list[Draft]:
    """What is offered, of one connection or of all, the newest first."""
    rows = await connection.fetch(
        "select doc from read.ticket_drafts where $1::text is null or doc::json->>'connection_id' = $1"
        " order by drafted_at desc, draft offset $2 limit $3",
        str(of) if of else None, skip, limit,
    )  # fmt: skip
    return [orjson.loads(row["doc"]) for row in rows]
