"""What does this thing read, and how does it stand? For things that are one document each, made of one stream."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

Thing = dict[str, Any]
Fold = Callable[[Thing | None, StoredEvent], Thing]
"""The thing after an opened event; what it makes has an `id`, an `account_id` and a `state`."""

REMOVED = "removed"
"""The state of a thing that is gone; its row stays, for who waits to see it go."""


@dataclass(frozen=True, slots=True)
class ThingProjection:
    """The things of one category, in one table."""

    name: str
    version: int
    table: str
    category: str
    fold: Fold

    @property
    def tables(self) -> Sequence[str]:
        """See `Projection.tables`."""
        return (self.table,)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.{self.table} (
                id uuid primary key,
                account uuid not null,
                state text not null,
                doc text not null
            );
            create index on {schema}.{self.table} (account);
            {wall(schema, self.table)}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == self.category]
        if not batch:
            return
        found = await self._present(connection, schema, batch)
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                found[event.stream_id] = self.fold(found.get(event.stream_id), event)
        await connection.executemany(
            f"insert into {schema}.{self.table} (id, account, state, doc) values ($1, $2, $3, $4)"
            " on conflict (id) do update set state = excluded.state, doc = excluded.doc",
            [_row(one) for one in found.values()],
        )

    async def _present(self, connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Thing]:
        rows = await connection.fetch(
            f"select id, doc from {schema}.{self.table} where id = any($1)", [UUID(event.stream_id) for event in batch]
        )
        return {str(row["id"]): orjson.loads(row["doc"]) for row in rows}


def _row(one: Thing) -> tuple[Any, ...]:
    return UUID(one["id"]), UUID(one["account_id"]), one["state"], orjson.dumps(one).decode()


async def get_thing(connection: Connection, table: str, wanted: UUID) -> Thing | None:
    """The thing, if the account of this transaction has it or had it."""
    doc = await connection.fetchval(f"select doc from read.{table} where id = $1", wanted)
    return orjson.loads(doc) if doc else None


async def list_things(connection: Connection, table: str) -> list[Thing]:
    """The account's things but those that are gone, in no order."""
    rows = await connection.fetch(f"select doc from read.{table} where state <> $1", REMOVED)
    return [orjson.loads(row["doc"]) for row in rows]
